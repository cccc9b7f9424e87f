package find_test

import (
	"os"
	"testing"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/screentest"
)

func TestASealedCustomerSaysSoAmongTheHits(t *testing.T) {
	for name, dress := range screentest.Dresses() {
		t.Run(name, func(t *testing.T) {
			store, by, customers := county(t)
			if err := store.SealCustomer(t.Context(), by, app.CustomerFate{Customer: customers["李小明"].ID, Reason: "诉讼"}); err != nil {
				t.Fatal(err)
			}
			p := open(t, store, by, background.Inline(), dress...)
			p.Press("Ctrl+K")
			p.TypeHere("lxm")
			p.See(map[string]string{"en": "Sealed", "zh": "封存"}[name[:2]])
			if os.Getenv("LAMPLIGHTER_SHOTS") != "" {
				p.Shot(screentest.Gallery(t) + "/sealed-hits-" + name + ".png")
			}
		})
	}
}
