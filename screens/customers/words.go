package customers

import (
	"encoding/hex"
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
	case "contracted_va", "running_va":
		return lang.L("{{.Capacity}} (kVA)", map[string]any{"Capacity": words.Field(name)})
	}
	return words.Field(name)
}

// sourceLabel says how a change was learned.
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
	case "undo", "undo import":
		return lang.L("Taken back")
	case "segment rule":
		return lang.L("Rule of segments")
	case "segment":
		return lang.L("Segment by hand")
	case "service plan":
		return words.Field("plan")
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
	case "contracted_va", "running_va":
		va, _ := strconv.ParseInt(value, 10, 64)
		return words.KVA(va)
	case "arrears_fen":
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

// derived are columns that follow from others and are no news of their own.
var derived = map[string]bool{"pinyin": true, "initials": true, "customer_id": true}

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
