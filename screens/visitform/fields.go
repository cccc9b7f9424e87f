package visitform

import (
	"slices"
	"strconv"
	"strings"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// The groups of what every visit has: first how it went, last how it ended.
const (
	groupVisit = ":visit"
	groupEnd   = ":end"
)

// opening makes the fields that stand before the questions.
func (m maker) opening() []*input {
	own := func(name string, kind app.QuestionKind) *input {
		return m.own(groupVisit, app.Question{Name: name, Kind: kind})
	}
	channel := &input{group: groupVisit, q: app.Question{Name: "visit_channel", Required: true}}
	channel.with(words.Field("visit_channel"), m.chips(channel, false, widgets.ChipsOf(app.VisitChannels(), words.VisitChannel, nil)))
	purposes := &input{group: groupVisit, q: app.Question{Name: "purposes", Required: true}}
	purposes.with(words.Field("purposes"), m.chips(purposes, true, purposeChips(m.desk)))
	purposes.row.Spanning()
	grade := &input{group: groupVisit, q: app.Question{Name: "satisfaction"}}
	grade.with(words.Field("satisfaction"), m.chips(grade, false, gradeChips()))
	grade.row.Spanning()
	on := m.own(groupVisit, app.Question{Name: "visited_on", Kind: app.AskDay, Required: true})
	return []*input{on, channel, purposes, own("met", app.AskText).spanning(), grade, own("began_at", app.AskText), own("ended_at", app.AskText)}
}

// closing makes the fields that stand behind the questions; due are the items of
// service plans that the visit may have done.
func (m maker) closing(due []app.PlanItem) []*input {
	own := func(name string, kind app.QuestionKind) *input {
		return m.own(groupEnd, app.Question{Name: name, Kind: kind})
	}
	out := []*input{own("signed_by", app.AskText), own("position", app.AskText), own("follow_up_on", app.AskDay), own("note", app.AskLines)}
	if len(due) == 0 {
		return out
	}
	items := &input{group: groupEnd, q: app.Question{Name: "plan_items"}}
	items.with(words.Field("plan_items"), m.chips(items, true, itemChips(m.desk, due)))
	items.row.Spanning()
	return append([]*input{items}, out...)
}

func (i *input) spanning() *input {
	i.row.Spanning()
	return i
}

func purposeChips(d *desk.Desk) []widgets.Chip {
	var out []widgets.Chip
	for _, o := range d.CodeOptions("visit_purpose") {
		out = append(out, widgets.Chip{Key: o.Code, Text: o.Label, Count: -1})
	}
	return out
}

func itemChips(d *desk.Desk, due []app.PlanItem) []widgets.Chip {
	var out []widgets.Chip
	for _, i := range due {
		out = append(out, widgets.Chip{Key: i.ID.String(), Text: d.Codes.Named(i.What) + " · " + words.Day(i.DueOn), Count: -1})
	}
	return out
}

// gradeChips stand in the order of their digits, so that 5 presses the fifth.
func gradeChips() []widgets.Chip {
	var out []widgets.Chip
	for grade := int64(1); grade <= 5; grade++ {
		out = append(out, widgets.Chip{Key: strconv.FormatInt(grade, 10), Text: words.VisitScore(grade), Count: -1})
	}
	return out
}

// values are all fields as they are kept, and the refusals of those that cannot
// be read.
func (f *Form) values() (app.Answers, []*app.Refusal) {
	out := app.Answers{}
	var wrong []*app.Refusal
	for _, i := range f.inputs {
		value, err := i.read()
		if no, is := err.(*app.Refusal); is && i.shown() {
			wrong = append(wrong, no)
		}
		out[i.name()] = value
	}
	return out, wrong
}

// record is the visit as it stands in the form.
func (f *Form) record() (app.VisitRecord, []*app.Refusal) {
	v, wrong := f.values()
	r := app.VisitRecord{
		Account: f.page.Visit.Account, Channel: app.VisitChannel(v["visit_channel"]), VisitedOn: app.Day(v["visited_on"]), Began: v["began_at"], Ended: v["ended_at"],
		Met: v["met"], Position: v["position"], SignedBy: v["signed_by"], SignedPaper: f.onPaper, FollowUpOn: app.Day(v["follow_up_on"]), Note: v["note"],
		Form: f.page.Form, Answers: app.Answers{}, Copied: map[string]bool{},
	}
	if v["purposes"] != "" {
		r.Purposes = strings.Split(v["purposes"], ",")
	}
	r.Satisfaction, _ = strconv.ParseInt(v["satisfaction"], 10, 64) // a chip or nothing
	for _, item := range f.due() {
		if slices.Contains(strings.Split(v["plan_items"], ","), item.ID.String()) {
			r.Done = append(r.Done, item)
		}
	}
	for _, q := range f.page.Form.Questions {
		if i := f.input(q.Name); i != nil {
			r.Answers[q.Name], r.Copied[q.Name] = v[q.Name], i.copied
		}
	}
	return r, wrong
}

// fillRecord shows a record to be corrected.
func (f *Form) fillRecord(r app.VisitRecord) {
	grade := ""
	if r.Satisfaction != 0 {
		grade = strconv.FormatInt(r.Satisfaction, 10)
	}
	for name, value := range map[string]string{
		"visited_on": string(r.VisitedOn), "visit_channel": string(r.Channel), "began_at": r.Began, "ended_at": r.Ended, "purposes": strings.Join(r.Purposes, ","),
		"met": r.Met, "satisfaction": grade, "position": r.Position, "signed_by": r.SignedBy, "follow_up_on": string(r.FollowUpOn), "note": r.Note,
	} {
		f.input(name).fill(value)
	}
	f.onPaper = r.SignedPaper
	for _, q := range r.Form.Questions {
		i := f.input(q.Name)
		i.fill(r.Answers[q.Name])
		i.copied = r.Copied[q.Name]
	}
}
