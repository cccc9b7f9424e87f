package brief

import (
	"strconv"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// How many of each stand on the page; the rest is on the customer's.
const (
	mostAsks  = 9
	mostCases = 4
	mostLines = 4

	mostContacts = 3
)

// showLeft sets what is to be done: what to ask, what was promised, what is
// open, what was found the last times.
func (p *Page) showLeft() {
	p.left.Objects = []fyne.CanvasObject{p.asks()}
	p.part(p.left, lang.L("Promises"), p.promises())
	p.part(p.left, lang.L("Open cases"), p.cases())
	p.part(p.left, lang.L("Last visits"), p.visits())
	p.left.Refresh()
}

// showRight sets what is known: where and whom, the business, what was
// agreed, what it uses.
func (p *Page) showRight() {
	p.right.Objects = p.place()
	p.part(p.right, words.Field("fact"), p.facts())
	p.part(p.right, lang.L("Agreements"), p.agreements())
	p.part(p.right, lang.L("Opportunities"), p.opportunities())
	if len(p.brief.Usage) > 0 {
		p.chart.Set(p.brief.Usage)
		p.part(p.right, words.UsedInYear(p.brief.Used()), []fyne.CanvasObject{container.New(chartHeight(132), p.chart)})
	}
	p.right.Refresh()
}

// part heads some lines; nothing takes no room.
func (p *Page) part(into *fyne.Container, title string, lines []fyne.CanvasObject) {
	if len(lines) == 0 {
		return
	}
	into.Add(widgets.NewSectionHeader(title))
	for _, line := range lines {
		into.Add(line)
	}
}

// asks is the list that the page is for, on a ground of its own.
func (p *Page) asks() fyne.CanvasObject {
	title := widgets.NewTitle(lang.L("What to ask"))
	list := container.New(layout.NewCustomPaddedVBoxLayout(3), title)
	asks := p.brief.Asks()
	for i, a := range asks[:min(mostAsks, len(asks))] {
		number := widgets.NewText(strconv.Itoa(i + 1))
		number.Bold, number.Color = true, theme.ColorNamePrimary
		text := widgets.NewText(words.Ask(a, p.desk.Codes.Label))
		text.Shrinks = true
		list.Add(container.New(&widgets.BarLayout{Widths: []float32{20, 0}}, number, text))
	}
	switch more := len(asks) - mostAsks; {
	case len(asks) == 0:
		list.Add(widgets.NewMutedText(lang.L("Nothing in particular: ask how things are going.")))
	case more > 0:
		list.Add(widgets.NewMutedText(lang.L("and {{.N}} more", map[string]any{"N": more})))
	}
	return widgets.NewCard(list)
}

// line is columns side by side, those of no width sharing what is left.
func line(widths []float32, cells ...fyne.CanvasObject) fyne.CanvasObject {
	return container.New(layout.NewCustomPaddedLayout(1, 1, 0, 0), container.New(&widgets.BarLayout{Widths: widths}, cells...))
}

// strong and muted are texts of a line.
func strong(text string) fyne.CanvasObject {
	t := widgets.NewText(text)
	t.Shrinks = true
	return t
}

func muted(text string) fyne.CanvasObject {
	t := widgets.NewMutedText(text)
	t.Shrinks = true
	return t
}

func (p *Page) promises() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, c := range p.brief.Promises[:min(mostLines, len(p.brief.Promises))] {
		tone := widgets.ToneNeutral
		if c.EndedOn == "" && c.DueOn < p.brief.Day {
			tone = widgets.ToneBad
		}
		state := widgets.NewBadge(words.Standing(c.Commitment, p.brief.Day), tone)
		out = append(out, line([]float32{0, 84, 64, 146}, strong(c.Content), muted(string(c.DueOn)), muted(c.OwnerName), state))
	}
	return out
}

func (p *Page) cases() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	open := p.brief.OpenCases()
	now := p.desk.Now()
	for _, c := range open[:min(mostCases, len(open))] {
		tone := widgets.ToneNeutral
		if c.Late(now) {
			tone = widgets.ToneBad
		}
		due := widgets.NewBadge("", tone)
		if c.DueAt != 0 {
			due.Set(words.DueDay(c.DueAt, now), tone)
		}
		out = append(out, line([]float32{128, 110, 0, 92}, strong(c.Number), muted(words.Kind(c.Kind)), muted(c.Content), due))
	}
	if more := len(open) - mostCases; more > 0 {
		out = append(out, widgets.NewMutedText(lang.L("and {{.N}} more", map[string]any{"N": more})))
	}
	return out
}

func (p *Page) visits() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, v := range p.brief.Visits[:min(mostLines, len(p.brief.Visits))] {
		by := strings.TrimSpace(p.desk.Codes.Label("visit_channel", string(v.Channel)) + " " + v.Manager)
		out = append(out, line([]float32{84, 150, 0}, strong(string(v.VisitedOn)), muted(by), muted(either(v.Problems, v.Needs))))
	}
	return out
}

// place is where the customer is and whom to ask for.
func (p *Page) place() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	add := func(name, value string) {
		if value != "" {
			out = append(out, line([]float32{factName, 0}, muted(name), strong(value)))
		}
	}
	var numbers []string
	for _, a := range p.brief.Customer.Accounts {
		numbers = append(numbers, a.AccountNo)
	}
	add(words.Field("account_no"), strings.Join(numbers, "  "))
	area := ""
	if len(p.brief.Customer.Accounts) > 0 {
		a := p.brief.Customer.Accounts[0]
		add(words.Field("address"), a.Address)
		area = p.brief.Customer.Areas[a.TransformerArea].Name
	}
	manager := strings.Trim(p.brief.Manager+" / "+p.brief.Deputy, " /")
	out = append(out, line([]float32{factName, 0, factName, 0}, muted(words.Field("contracted_va")), strong(words.KVA(p.brief.Capacity())), muted(words.Field("transformer_area")), strong(area)))
	add(words.Field("manager"), manager)
	for _, c := range p.brief.Customer.Contacts[:min(mostContacts, len(p.brief.Customer.Contacts))] {
		role := ""
		if c.Role != "" {
			role = p.desk.Codes.Label("contact_role", c.Role)
		}
		add(words.Field("contact"), strings.Join(strings.Fields(c.Name+" "+role+" "+c.Mobile+" "+c.Landline+" "+c.Hours), "  "))
	}
	add(words.Field("preference"), p.brief.Customer.Customer.Preference)
	return out
}

// shortFact is the longest value that shares a line with another, in Latin
// letters; a Chinese one counts as two.
const shortFact = 10

func short(value string) bool { return len([]rune(value))+chinese(value) <= shortFact }

func chinese(text string) (n int) {
	for _, r := range text {
		if r > unicode.MaxLatin1 {
			n++
		}
	}
	return n
}

// facts are what is known of the business, each with its month; two short ones
// share a line.
func (p *Page) facts() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	var half []fyne.CanvasObject
	for _, f := range app.HoldingFacts(p.brief.Customer.Sheets.Facts) {
		value := words.FactValue(f.Name, f.Value, p.desk.Codes.Label)
		cells := []fyne.CanvasObject{muted(words.Field(f.Name)), strong(value), muted(string(f.HoldsFrom()[:len("2006-01")]))}
		switch {
		case !short(value):
			out = append(out, line([]float32{factName, 0, factMonth}, cells...))
		case half == nil:
			half = cells
		default:
			out = append(out, line([]float32{factName, 0, factMonth, factName, 0, factMonth}, append(half, cells...)...))
			half = nil
		}
	}
	if half != nil {
		out = append(out, line([]float32{factName, 0, factMonth}, half...))
	}
	return out
}

// The widths of a fact's name and of its month.
const (
	factName  = 124
	factMonth = 58
)

func (p *Page) agreements() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, a := range p.brief.Customer.Sheets.Agreements {
		if len(out) < mostLines && a.Status != app.AgreementEnded {
			out = append(out, line([]float32{176, 110, 0}, strong(p.desk.Codes.Label("agreement_kind", a.Kind)), muted(a.Number), muted(words.AgreementEnd(a, p.brief.Day))))
		}
	}
	return out
}

func (p *Page) opportunities() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, o := range p.brief.Opportunities[:min(mostLines, len(p.brief.Opportunities))] {
		label := p.desk.Codes.Label
		next := strings.TrimSpace(string(o.NextOn) + "  " + either(o.NextStep, o.Note))
		out = append(out, line([]float32{120, 108, 66, 0}, strong(label("opportunity_kind", o.Kind)), muted(label("opportunity_stage", o.Stage)), muted(words.KVA(o.CapacityVA)), muted(next)))
	}
	return out
}

func either(first, second string) string {
	if first != "" {
		return first
	}
	return second
}

// chartHeight gives the chart less than it would take for itself: the page is
// one page.
type chartHeight float32

// MinSize implements fyne.Layout.
func (h chartHeight) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(objects[0].MinSize().Width, float32(h))
}

// Layout implements fyne.Layout.
func (h chartHeight) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.Position{})
	objects[0].Resize(size)
}
