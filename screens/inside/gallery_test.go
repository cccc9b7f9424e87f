package inside_test

import (
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/screens/screentest"
	"lamplighter/screens/words"
)

func TestGallery(t *testing.T) {
	folder := screentest.Gallery(t)
	for name, dress := range map[string]struct {
		language string
		options  []screentest.Option
	}{
		"zh": {words.Chinese, []screentest.Option{screentest.Chinese()}}, "en": {words.English, nil},
		"zh-dark": {words.Chinese, []screentest.Option{screentest.Chinese(), screentest.Dark()}},
	} {
		t.Run(name, func(t *testing.T) {
			b := open(t, dress.language, dress.options...)
			account := b.page(t).Accounts[0].ID
			for day, shown := range map[string]int64{"2026-01-31": 10_000_00} {
				if _, err := b.store.TakeReadings(t.Context(), b.by, b.cust.ID, []app.Reading{{Account: account, ReadOn: app.Day(day), Register: "total", Hundredths: shown}}); err != nil {
					t.Fatal(err)
				}
			}
			shot := func(what string) { b.Shot(filepath.Join(folder, "inside-"+what+"-"+name+".png")) }
			b.open(app.LinkCommitment)
			shot("promise-empty")
			b.TypeHere("月底前为分选车间装好峰谷表，并讲解分时电价")
			b.Type(words.Field("due_on"), "-3")
			b.Press("Ctrl+Enter")
			shot("promise-refused")
			b.Type(words.Field("due_on"), "+10")
			b.Press("Tab")
			shot("promise")
			b.Press("Escape")
			b.open(app.LinkOpportunity)
			shot("opportunity")
			b.Press("Escape")
			b.open(app.LinkUsageEvent)
			b.TypeHere("jc")
			b.Press("Enter")
			b.Type(words.Field("from_month"), "5")
			b.Type(words.Field("change_permille"), "30")
			shot("usage")
			b.Press("Escape")
			b.open(app.LinkReading)
			b.Type(b.desk(t, dress.language).Codes.Label("meter_register", "total"), "19123.5")
			shot("reading")
			b.Press("Escape")
			b.open(app.LinkChange)
			b.TypeHere("mobile")
			b.Press("Enter")
			b.Type(words.Field("new_value"), "12900000009")
			shot("change")
			b.Press("Escape")
			b.open(app.LinkCase)
			shot("case-empty")
			b.TypeHere("zx")
			b.Press("Enter")
			b.TypeHere("询问充电桩报装流程")
			shot("case")
			b.Press("Escape")
			b.open(app.LinkDemand)
			shot("demand")
			b.Press("Escape")
			c := b.promise(t, "2026-02-28")
			b.sheets.Promise(c.ID, app.Visit{}, func() {})
			shot("ending")
			b.Press("Escape")
			if _, err := b.store.EndCommitment(t.Context(), b.by, c, app.CommitmentEnd{How: app.CommitmentKept, Evidence: "客户签收单"}); err != nil {
				t.Fatal(err)
			}
			b.sheets.Promise(c.ID, app.Visit{}, func() {})
			shot("ended")
		})
	}
}
