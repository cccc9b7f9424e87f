package inside

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/words"
)

// usageEvent asks what will change how much is used, when and by how much.
type usageEvent struct{ matter }

func (u *usageEvent) title() string { return words.MadeKind(app.LinkUsageEvent) }

func (u *usageEvent) lay(in *inputs) {
	in.choice("usage_event", words.Field("usage_event"), u.desk.CodeOptions("usage_event")).Required()
	in.choice("account", words.Field("account"), u.accounts()).Hinted(lang.L("Empty: all accounts."))
	in.line("from_month", words.Field("from_month")).Required()
	in.line("to_month", words.Field("to_month"))
	in.line("kwh", lang.L("More or less in kWh a month"))
	in.line("change_permille", words.Field("change_permille")).Hinted(lang.L("Either of the two. −100: nothing is used."))
	in.line("confidence", words.Field("confidence")).Required()
	in.lines("reason", words.Field("reason"), 2).Required()
}

func (u *usageEvent) begin() values { return values{"confidence": "70"} }

// follow shows the months as they were understood, and what the size means.
func (u *usageEvent) follow(in *inputs, _ string) {
	followMonth(u.desk.Now(), in, "from_month", lang.L("9, 2026-09, +2"))
	followMonth(u.desk.Now(), in, "to_month", lang.L("Empty: for good."))
	e := app.UsageEvent{Kind: in.all["usage_event"].read()}
	hint := ""
	if u.size(in.values(), &e) == nil && (e.KWh != 0) != (e.ChangePermille != 0) {
		hint = lang.L("Each month {{.Change}}", map[string]any{"Change": words.UsageChange(e)})
	}
	in.all["kwh"].row.Hinted(hint)
}

func (u *usageEvent) store(ctx context.Context, v values) error {
	e := app.UsageEvent{Customer: u.visit.Customer, Visit: u.visit.ID, Kind: v["usage_event"], Reason: v["reason"]}
	e.Account, _ = app.ParseID[app.Account](v["account"])
	today := app.DayOf(u.desk.Now())
	var err error
	if e.FromMonth, err = app.ParseMonth("from_month", v["from_month"], today); err != nil {
		return err
	}
	if e.ToMonth, err = app.ParseMonth("to_month", v["to_month"], today); err != nil {
		return err
	}
	if err := u.size(v, &e); err != nil {
		return err
	}
	if v["confidence"] == "" {
		return app.Refuse("confidence", app.Missing)
	}
	if e.Confidence, err = app.ParseScaled("confidence", v["confidence"], 1); err != nil {
		return err
	}
	_, err = u.matter.store.AddUsageEvent(ctx, u.desk.By, e)
	return err
}

// size reads by how much. A number without a sign goes the way its kind goes:
// 30 of a reduction is 30 less.
func (u *usageEvent) size(v values, e *app.UsageEvent) error {
	var err error
	if e.KWh, err = app.ParseScaled("kwh", v["kwh"], 1); err != nil {
		return err
	}
	if e.ChangePermille, err = app.ParseScaled("change_permille", v["change_permille"], 10); err != nil {
		return err
	}
	if app.UsesMore(e.Kind) < 0 {
		for text, n := range map[string]*int64{v["kwh"]: &e.KWh, v["change_permille"]: &e.ChangePermille} {
			if !strings.ContainsAny(text, "+-−") {
				*n = -*n
			}
		}
	}
	return nil
}

// followMonth shows a month as it was understood, or what may be typed.
func followMonth(now time.Time, in *inputs, name, otherwise string) {
	text := in.all[name].read()
	month, err := app.ParseMonth(name, text, app.DayOf(now))
	switch {
	case err == nil && month != 0:
		in.all[name].row.Hinted("= " + words.Month(month))
	default:
		in.all[name].row.Hinted(otherwise)
	}
}
