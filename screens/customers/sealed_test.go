package customers_test

import (
	"os"
	"testing"

	"lamplighter/app"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/screentest"
)

func TestASealedCustomerSaysSoInTheList(t *testing.T) {
	for name, dress := range screentest.Dresses(screentest.Size(1180, 560)) {
		t.Run(name, func(t *testing.T) {
			store, made := county(t)
			if err := store.SealCustomer(t.Context(), datatest.Actor(t, store), app.CustomerFate{Customer: made["王芳"].ID, Reason: "诉讼"}); err != nil {
				t.Fatal(err)
			}
			p := open(t, store, background.Inline(), dress...)
			p.See(map[string]string{"en": "[Sealed] 王芳", "zh": "〔封〕王芳"}[name[:2]])
			p.See("李晓明")
			if os.Getenv("LAMPLIGHTER_SHOTS") != "" {
				p.Shot(screentest.Gallery(t) + "/sealed-list-" + name + ".png")
			}
		})
	}
}
