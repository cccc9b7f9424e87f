package customers

import (
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/words"
)

// kindLabel names a kind of customer.
func kindLabel(kind app.CustomerKind) string {
	switch kind {
	case app.Person:
		return lang.L("Person")
	case app.Organisation:
		return lang.L("Organisation")
	}
	return string(kind)
}

// label names a field of these forms.
func label(name string) string {
	switch name {
	case "deputy":
		return lang.L("Deputy")
	case "source":
		return lang.L("Learned through")
	case "contracted_va", "running_va", "emergency_va", "development_va":
		return lang.L("{{.Capacity}} (kVA)", map[string]any{"Capacity": words.Field(name)})
	case "pv_w", "charger_w", "safety_w":
		return lang.L("{{.Capacity}} (kW)", map[string]any{"Capacity": words.Field(name)})
	case "storage_wh":
		return lang.L("{{.Capacity}} (kWh)", map[string]any{"Capacity": words.Field(name)})
	case "amount_fen":
		return lang.L("{{.Amount}} (yuan)", map[string]any{"Amount": words.Field(name)})
	}
	return words.Field(name)
}

// sourceLabel says how a change was learned.
// whyLabel says where a change came from; of a move, why.
func whyLabel(d *desk.Desk, c app.FieldChange) string {
	if c.Field == "area" && c.Why.Note != "" {
		return sourceLabel(d, c.Why.Source) + lang.X("paper.colon", ": ") + c.Why.Note
	}
	return sourceLabel(d, c.Why.Source)
}

func sourceLabel(d *desk.Desk, source string) string {
	switch source {
	case "import":
		return lang.L("Import")
	case "sample":
		return lang.L("Sample data")
	case "start":
		return lang.L("First start")
	case "sync":
		return lang.L("Another device")
	case "move":
		return lang.L("Move to another unit")
	case "seal":
		return lang.L("Seal of personal data")
	case "erase":
		return lang.L("Personal data erased")
	case "merge":
		return lang.L("Merge of customers")
	case "undo", "undo import", "undo merge":
		return lang.L("Taken back")
	case "segment rule":
		return lang.L("Rule of segments")
	case "segment":
		return lang.L("Segment by hand")
	case "service plan":
		return words.Field("plan")
	}
	if said := words.ChangeSource(source); said != "" {
		return said
	}
	return d.Codes.Label("channel", source)
}

// shown is a value of a column as people read it; personal numbers are masked.
func shown(d *desk.Desk, areas lists, field, value string) string {
	if value == "" {
		return ""
	}
	switch field {
	case "kind":
		return kindLabel(app.CustomerKind(value))
	case "id_no":
		return masked(value)
	case "contracted_va", "running_va", "emergency_va":
		va, _ := strconv.ParseInt(value, 10, 64)
		return words.KVA(va)
	case "pv_w", "charger_w", "safety_w":
		w, _ := strconv.ParseInt(value, 10, 64)
		return words.KW(w)
	case "storage_wh":
		wh, _ := strconv.ParseInt(value, 10, 64)
		return words.KWh(wh)
	case "arrears_fen", "amount_fen":
		fen, _ := strconv.ParseInt(value, 10, 64)
		return words.Money(fen)
	case "transformer_area_id":
		return areaName(areas, value)
	case "withdrawn_at", "created_at":
		ms, _ := strconv.ParseInt(value, 10, 64)
		return words.Moment(ms, d.Now())
	}
	if list := codeLists[field]; list != "" {
		return d.Codes.Label(list, value)
	}
	return value
}

// changed is one side of a change as people read it: of the sheets some columns
// are named as others are elsewhere.
func changed(d *desk.Desk, areas lists, c app.FieldChange, value string) string {
	switch {
	case value == "":
		return ""
	case c.Table == "customer_facts":
		return words.FactValue(c.Field, value, d.Codes.Label)
	case c.Table == "important_users" && c.Field == "interlock":
		return words.YesNo(map[string]string{"1": "yes", "0": "no"}[value])
	}
	switch c.Field {
	case "ending":
		return words.CommitmentEnding(app.Commitment{Ending: app.CommitmentEnding(value)})
	case "owner_id":
		return staffName(areas, value)
	case "expected_month", "from_month", "to_month":
		month, _ := strconv.ParseInt(value, 10, 64)
		return words.Month(month)
	}
	if list := sheetLists[c.Table+"."+c.Field]; list != "" {
		return d.Codes.Label(list, value)
	}
	return shown(d, areas, c.Field, value)
}

// columnLabel names a column of a change; a visit has a basis of its own kind.
func columnLabel(c app.FieldChange) string {
	if c.Field == "basis" {
		return words.Field("sheet_basis")
	}
	return words.Field(c.Field)
}

// sheetLists says which code table words a column of a sheet.
var sheetLists = map[string]string{
	"important_users.grade": "important_grade", "special_cares.kind": "care_kind", "relations.kind": "relation_kind", "agreements.kind": "agreement_kind",
	"agreements.status": "agreement_status", "opportunities.kind": "opportunity_kind", "opportunities.stage": "opportunity_stage", "usage_events.kind": "usage_event",
}

// areaName names the transformer area of an id as the change log writes it.
func areaName(areas lists, value string) string {
	var id app.TransformerAreaID
	raw, err := hex.DecodeString(value)
	if err != nil || copy(id[:], raw) != len(id) {
		return value
	}
	area, _ := areas.area(id)
	return area.Name
}

// staffName names the person of an id as the change log writes it.
func staffName(known lists, value string) string {
	var id app.StaffID
	raw, err := hex.DecodeString(value)
	if err != nil || copy(id[:], raw) != len(id) {
		return value
	}
	i := slices.IndexFunc(known.staff, func(s app.Staff) bool { return s.ID == id })
	if i < 0 {
		return value
	}
	return known.staff[i].Name
}

// derived are columns that follow from others and are no news of their own.
var derived = map[string]bool{"pinyin": true, "initials": true, "customer_id": true, "account_id": true, "visit_id": true, "follows_id": true, "case_id": true}

// ChangeBack says what a field would become again; empty for what is no news.
func ChangeBack(d *desk.Desk, c app.FieldChange) string {
	if derived[c.Field] {
		return ""
	}
	values := map[string]any{"Field": label(c.Field), "Old": shown(d, lists{}, c.Field, c.Old), "New": shown(d, lists{}, c.Field, c.New)}
	switch {
	case strings.HasSuffix(c.Field, "_id"):
		return values["Field"].(string)
	case c.Old == "":
		return lang.L("{{.Field}}: “{{.New}}” becomes empty again", values)
	}
	return lang.L("{{.Field}}: “{{.New}}” becomes “{{.Old}}” again", values)
}
