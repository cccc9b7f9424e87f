package visitform

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// side is what stands beside the form: who is visited, what was promised, what
// was said the last time, what was made meanwhile, photos and the signature.
type side struct {
	desk *desk.Desk
	page app.VisitPage

	head     *fyne.Container
	promises *fyne.Container
	last     *fyne.Container
	made     *made
	slots    []Slot
	box      *fyne.Container
}

func newSide(d *desk.Desk, parts Parts, photos, signature Slot, makeOne func(app.VisitLinkKind)) *side {
	s := &side{desk: d, head: container.NewVBox(), promises: container.NewVBox(), last: container.NewVBox()}
	s.made = newMade(d, parts, func() { s.box.Refresh() })
	s.box = container.NewVBox(s.head, widgets.NewSectionHeader(lang.L("Made in this visit")), s.made.box)
	if parts.Maker != nil {
		s.box.Add(makeButtons(makeOne))
	}
	s.box.Objects = append(s.box.Objects, widgets.NewSectionHeader(lang.L("Open promises")), s.promises, widgets.NewSectionHeader(lang.L("Last visit")), s.last)
	s.slots = addSlots(s.box, photos, signature)
	return s
}

// addSlots puts what others show below headings of their own, and answers those
// there are.
func addSlots(box *fyne.Container, photos, signature Slot) (slots []Slot) {
	for at, slot := range []Slot{photos, signature} {
		if slot != nil {
			slots = append(slots, slot)
			box.Objects = append(box.Objects, widgets.NewSectionHeader([]string{lang.L("Photos"), lang.L("Signature")}[at]), slot.Content())
		}
	}
	return slots
}

// setOnPaper shows in the slot of the signature that it is on paper.
func setOnPaper(slots []Slot, onPaper bool) {
	for _, slot := range slots {
		if signature, is := slot.(papered); is {
			signature.SetOnPaper(onPaper)
		}
	}
}

// makeButtons offer what can be made, each with the last letter of its chord.
func makeButtons(makeOne func(app.VisitLinkKind)) fyne.CanvasObject {
	row := container.New(&widgets.WrapLayout{Gap: 4}, container.NewPadded(widgets.NewMutedText("Ctrl+Shift+")))
	for _, k := range Kinds() {
		letter := k.Chord[strings.LastIndex(k.Chord, "+")+1:]
		row.Add(widgets.NewButton(letter+"  "+words.VisitLink(k.Kind), func() { makeOne(k.Kind) }))
	}
	return row
}

func (s *side) show(p app.VisitPage) {
	s.page = p
	s.showHead()
	s.showPromises()
	s.showLast()
	s.askMade()
	for _, slot := range s.slots {
		slot.Of(visitsTable, app.RecordID(p.Visit.ID))
	}
	s.box.Refresh()
}

// askMade asks again what was made in the visit.
func (s *side) askMade() { s.made.ask(s.page.Visit.ID) }

func (s *side) showHead() {
	facts := widgets.NewFacts()
	facts.AddWide(words.Field("customer"), s.page.Customer.Name)
	facts.AddWide(words.Field("segment"), s.desk.Codes.Label("segment", s.page.Customer.Segment))
	facts.AddWide(words.Field("important_grade"), s.desk.Codes.Label("important_grade", s.page.Customer.ImportantGrade))
	if len(s.page.Accounts) > 0 {
		a := s.page.Accounts[0]
		facts.AddWide(words.Field("account_no"), a.AccountNo)
		facts.AddWide(words.Field("address"), words.Place(a.Address))
		facts.AddWide(words.Field("contracted_va"), capacity(a.ContractedVA))
	}
	var contacts []string
	for _, c := range s.page.Contacts {
		contacts = append(contacts, strings.TrimSpace(c.Name+"  "+s.desk.Codes.Label("contact_role", c.Role)))
	}
	facts.AddWide(words.Field("contact"), strings.Join(contacts, "\n"))
	facts.AddWide(words.Field("care"), s.page.Customer.Care)
	s.head.Objects = []fyne.CanvasObject{facts}
}

func capacity(va int64) string {
	if va == 0 {
		return ""
	}
	return words.KVA(va)
}

func (s *side) showPromises() {
	s.promises.Objects = nil
	today := app.DayOf(s.desk.Now())
	for _, p := range s.page.Promises {
		due := widgets.NewBadge(words.Day(p.DueOn), widgets.ToneNeutral)
		if p.DueOn < today {
			due.Set(due.Text, widgets.ToneBad)
		}
		said := widgets.NewParagraph(p.Content)
		s.promises.Add(container.NewVBox(container.NewHBox(due), said))
	}
	if len(s.page.Promises) == 0 {
		s.promises.Add(widgets.NewMutedText(lang.L("No promise is open.")))
	}
}

// showLast tells what was said the last time: what the form does not copy.
func (s *side) showLast() {
	v := s.page.Last
	if v.ID.IsZero() {
		s.last.Objects = []fyne.CanvasObject{widgets.NewMutedText(lang.L("Never visited before."))}
		return
	}
	facts := widgets.NewFacts()
	facts.AddWide(words.Field("visited_on"), words.Day(v.VisitedOn)+"  "+words.VisitChannel(v.Channel))
	facts.AddWide(words.Field("met"), v.Met)
	if v.Satisfaction > 0 {
		facts.AddWide(words.Field("satisfaction"), words.VisitScore(v.Satisfaction))
	}
	for _, q := range s.page.Form.Questions {
		if q.Fact == "" {
			facts.AddWide(s.desk.Flows.Name(q.ZH, q.EN), words.Answer(q, s.page.LastAnswers[q.Name], s.desk.Codes, ""))
		}
	}
	facts.AddWide(words.Field("note"), v.Note)
	s.last.Objects = []fyne.CanvasObject{facts}
}
