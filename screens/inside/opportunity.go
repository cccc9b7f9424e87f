package inside

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/words"
)

// opportunity asks what growth was heard of and what is done next about it.
type opportunity struct {
	matter
	was app.Opportunity // zero: a new one
}

func (o *opportunity) title() string { return words.MadeKind(app.LinkOpportunity) }

func (o *opportunity) lay(in *inputs) {
	in.choice("opportunity_kind", words.Field("opportunity_kind"), o.desk.CodeOptions("opportunity_kind")).Required()
	in.choice("stage", words.Field("stage"), o.desk.CodeOptions("opportunity_stage")).Required()
	in.lines("opportunity_note", words.Field("opportunity_note"), 2).Required()
	in.line("capacity_va", lang.L("{{.Capacity}} (kVA)", map[string]any{"Capacity": words.Field("capacity_va")}))
	in.line("kwh", lang.L("kWh a year"))
	in.line("expected_month", words.Field("expected_month"))
	in.choice("owner", words.Field("owner_id"), o.people())
	in.line("next_step", words.Field("next_step"))
	in.day("next_on", words.Field("next_on"))
	in.line("result", words.Field("result")).Spanning()
}

func (o *opportunity) begin() values {
	w := o.was
	if w.ID.IsZero() {
		return values{"stage": app.StageLead, "owner": o.desk.By.Staff.String()}
	}
	v := values{
		"opportunity_kind": w.Kind, "stage": w.Stage, "opportunity_note": w.Note, "capacity_va": app.FormatScaled(w.CapacityVA, 1000), "kwh": app.FormatScaled(w.KWh, 1),
		"expected_month": words.MonthTyped(w.ExpectedMonth), "next_step": w.NextStep, "next_on": string(w.NextOn), "result": w.Result,
	}
	if !w.Owner.IsZero() {
		v["owner"] = w.Owner.String()
	}
	return v
}

// follow asks for the result once nothing more can come of it.
func (o *opportunity) follow(in *inputs, _ string) {
	in.show("result", !(app.Opportunity{Stage: in.all["stage"].read()}).Open())
	followMonth(o.desk.Now(), in, "expected_month", "")
}

func (o *opportunity) store(ctx context.Context, v values) error {
	now := o.was
	now.Customer, now.Kind, now.Stage, now.Note = o.visit.Customer, v["opportunity_kind"], v["stage"], v["opportunity_note"]
	now.NextStep, now.NextOn, now.Result = v["next_step"], app.Day(v["next_on"]), v["result"]
	if now.ID.IsZero() {
		now.Visit = o.visit.ID
	}
	now.Owner, _ = app.ParseID[app.Staff](v["owner"])
	var err error
	if now.CapacityVA, err = app.ParseScaled("capacity_va", v["capacity_va"], 1000); err != nil {
		return err
	}
	if now.KWh, err = app.ParseScaled("kwh", v["kwh"], 1); err != nil {
		return err
	}
	if now.ExpectedMonth, err = app.ParseMonth("expected_month", v["expected_month"], app.DayOf(o.desk.Now())); err != nil {
		return err
	}
	_, err = o.matter.store.SaveOpportunity(ctx, o.desk.By, o.was, now)
	return err
}
