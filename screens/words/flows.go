package words

import (
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// Flows gives the lives of cases their words in one language. It may be used
// from any goroutine.
type Flows struct {
	language string
	flows    atomic.Pointer[map[app.CaseKind][]app.Flow] // the newest version first
}

// NewFlows takes the flows as the file has them: of each kind the newest first.
func NewFlows(language string, flows []app.Flow) *Flows {
	f := &Flows{language: language}
	f.Take(flows)
	return f
}

// Take puts other flows in the place of those before, after somebody changed
// one.
func (f *Flows) Take(flows []app.Flow) {
	of := map[app.CaseKind][]app.Flow{}
	for _, flow := range flows {
		of[flow.Kind] = append(of[flow.Kind], flow)
	}
	f.flows.Store(&of)
}

func (f *Flows) of(kind app.CaseKind) []app.Flow { return (*f.flows.Load())[kind] }

// On is the flow a case of a kind accepted on a day lives by.
func (f *Flows) On(kind app.CaseKind, day app.Day) app.Flow {
	for _, flow := range f.of(kind) {
		if flow.ValidFrom <= day {
			return flow
		}
	}
	return app.Flow{}
}

// Stage names where a case stands in the flow it was accepted under.
func (f *Flows) Stage(kind app.CaseKind, version int64, code app.StageCode, status app.CaseStatus) string {
	for _, flow := range f.of(kind) {
		if flow.Version == version {
			if stage, known := flow.Stage(code); known {
				return f.Name(stage.ZH, stage.EN)
			}
		}
	}
	return Status(status)
}

// StageOf names where a case stands.
func (f *Flows) StageOf(c app.Case) string { return f.Stage(c.Kind, c.FlowVersion, c.Stage, c.Status) }

// Name is the one of two names that is read here.
func (f *Flows) Name(zh, en string) string {
	if f.language == English {
		return en
	}
	return zh
}

// FieldValue is what a field of a flow holds, as people read it. staff answers
// a person's name.
func FieldValue(f app.Field, value string, codes *Codes, staff func(app.StaffID) string) string {
	if value == "" {
		return ""
	}
	switch f.Type {
	case app.FieldCode:
		return codes.Label(f.List, value)
	case app.FieldYes:
		return lang.L("yes")
	case app.FieldDay:
		return Day(app.Day(value))
	case app.FieldStaff:
		id, _ := app.ParseID[app.Staff](value)
		return staff(id)
	}
	return FieldText(f.Type, value)
}

// FieldText is a kept value as it is typed: kVA and yuan with their decimals.
func FieldText(kind app.FieldType, value string) string {
	n, err := strconv.ParseInt(value, 10, 64)
	if err != nil {
		return value
	}
	switch kind {
	case app.FieldKVA:
		return decimals(n, 3)
	case app.FieldMoney:
		return decimals(n, 2)
	}
	return value
}

func decimals(n int64, places int) string {
	scale := int64(1)
	for range places {
		scale *= 10
	}
	rest := strconv.FormatInt(n%scale+scale, 10)[1:]
	return strings.TrimSuffix(strings.TrimRight(strconv.FormatInt(n/scale, 10)+"."+rest, "0"), ".")
}

// Breach says which rule of the trade a draft does not keep.
func Breach(b app.Breach) string {
	v := map[string]any{"Found": b.Found, "Number": b.Bound.Number, "Source": b.Bound.Source}
	switch b.Bound.Name {
	case app.BoundNotice:
		return lang.L("Asked {{.Found}} days ahead; {{.Number}} are needed ({{.Source}}).", v)
	case app.BoundMin:
		return lang.L("Runs for {{.Found}} days; at least {{.Number}} are needed ({{.Source}}).", v)
	case app.BoundMax:
		return lang.L("Runs for {{.Found}} days; at most {{.Number}} are allowed ({{.Source}}).", v)
	case app.BoundPerYear:
		return lang.L("The {{.Found}}th time this year; {{.Number}} are allowed ({{.Source}}).", v)
	case app.BoundTotal:
		return lang.L("{{.Found}} days this year in all; {{.Number}} are allowed ({{.Source}}).", v)
	}
	return ""
}

// FlowFault says what is wrong with the text of a flow, and in which line.
func FlowFault(e *app.FlowError) string { return textFault(e.Line, e.Reason, e.Word) }

// VisitFormFault says what is wrong with the text of a visit form, and in which
// line.
func VisitFormFault(e *app.VisitFormError) string { return textFault(e.Line, e.Reason, e.Word) }

// textFault says what is wrong with a rule that is kept as a text.
func textFault(line int, reason app.Reason, word string) string {
	v := map[string]any{"Line": line, "Word": word}
	said := lang.L("«{{.Word}}» is not written as it should be.", v)
	switch reason {
	case app.Unknown:
		said = lang.L("«{{.Word}}» is not known here.", v)
	case app.Missing:
		said = lang.L("«{{.Word}}» is missing.", v)
	case app.AlreadyThere:
		said = lang.L("«{{.Word}}» stands twice.", v)
	case app.NotReached:
		said = lang.L("No case could come to «{{.Word}}»: no move leads there.", v)
	case app.NoWayOut:
		said = lang.L("No case could leave «{{.Word}}»: no move leads away.", v)
	case app.TooLong:
		said = lang.L("The form is too long: nobody can be asked that much.")
	}
	if line == 0 {
		return said
	}
	return lang.L("Line {{.Line}}:", v) + " " + said
}

// Elapsed is a long span in days and hours.
func Elapsed(d time.Duration) string {
	if d < 24*time.Hour {
		return Span(d)
	}
	days, hours := int(d.Hours())/24, int(d.Hours())%24
	return lang.L("{{.Days}} d {{.Hours}} h", map[string]any{"Days": days, "Hours": hours})
}
