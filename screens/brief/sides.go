package brief

import (
	"image/color"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
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

// showRight sets what is known: where and whom, the business, what it uses,
// what was agreed.
func (p *Page) showRight() {
	p.right.Objects = []fyne.CanvasObject{p.place()}
	p.part(p.right, words.Field("fact"), p.facts())
	if len(p.brief.Usage) > 0 {
		p.part(p.right, words.UsedInYear(p.brief.Used()), []fyne.CanvasObject{newBars(p.brief.Usage)})
	}
	p.part(p.right, lang.L("Agreements"), p.agreements())
	p.part(p.right, lang.L("Opportunities"), p.opportunities())
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

// line is columns of text: the first strong, the others muted; the last takes
// what is left.
func line(widths []float32, texts ...string) *fyne.Container {
	row := container.New(&widgets.BarLayout{Widths: widths})
	for i, text := range texts {
		t := widgets.NewText(text)
		if i > 0 {
			t = widgets.NewMutedText(text)
		}
		t.Shrinks = true
		row.Add(t)
	}
	return container.New(layout.NewCustomPaddedLayout(1, 1, 0, 0), row)
}

func (p *Page) promises() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, c := range p.brief.Promises[:min(mostLines, len(p.brief.Promises))] {
		tone := widgets.ToneNeutral
		if c.EndedOn == "" && c.DueOn < p.brief.Day {
			tone = widgets.ToneBad
		}
		badge := widgets.NewBadge(words.PromiseState(c.Commitment, p.brief.Day), tone)
		out = append(out, container.NewBorder(nil, nil, nil, badge, line([]float32{0, 96, 64}, c.Content, string(c.DueOn), c.OwnerName)))
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
		out = append(out, container.NewBorder(nil, nil, nil, due, line([]float32{132, 110, 0}, c.Number, words.Kind(c.Kind), c.Content)))
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
		out = append(out, line([]float32{96, 110, 0}, string(v.VisitedOn), by, either(v.Problems, v.Needs)))
	}
	return out
}

// place is where the customer is and whom to ask for.
func (p *Page) place() fyne.CanvasObject {
	facts := widgets.NewFacts()
	var numbers []string
	for i, a := range p.brief.Customer.Accounts {
		if i < 3 {
			numbers = append(numbers, a.AccountNo)
		}
	}
	facts.Add(words.Field("account_no"), strings.Join(numbers, "  "))
	facts.Add(words.Field("contracted_va"), words.KVA(p.brief.Capacity()))
	if len(p.brief.Customer.Accounts) > 0 {
		a := p.brief.Customer.Accounts[0]
		facts.AddWide(words.Field("address"), a.Address)
		facts.Add(words.Field("transformer_area"), p.brief.Customer.Areas[a.TransformerArea].Name)
	}
	facts.Add(words.Field("manager"), strings.Trim(p.brief.Manager+" / "+p.brief.Deputy, " /"))
	for i, c := range p.brief.Customer.Contacts {
		if i < 3 {
			role := ""
			if c.Role != "" {
				role = p.desk.Codes.Label("contact_role", c.Role)
			}
			facts.AddWide(words.Field("contact"), strings.Join(strings.Fields(c.Name+" "+role+" "+c.Mobile+" "+c.Landline+" "+c.Hours), "  "))
		}
	}
	facts.AddWide(words.Field("preference"), p.brief.Customer.Customer.Preference)
	return facts
}

// facts are what is known of the business, each with its month.
func (p *Page) facts() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, f := range app.HoldingFacts(p.brief.Customer.Sheets.Facts) {
		out = append(out, line([]float32{116, 0, 62}, words.Field(f.Name), words.FactValue(f.Name, f.Value, p.desk.Codes.Label), string(f.HoldsFrom()[:len("2006-01")])))
	}
	return out
}

func (p *Page) agreements() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, a := range p.brief.Customer.Sheets.Agreements {
		if len(out) < mostLines && a.Status != app.AgreementEnded {
			out = append(out, line([]float32{150, 130, 0}, p.desk.Codes.Label("agreement_kind", a.Kind), a.Number, words.AgreementEnd(a, p.brief.Day)))
		}
	}
	return out
}

func (p *Page) opportunities() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, o := range p.brief.Opportunities[:min(mostLines, len(p.brief.Opportunities))] {
		label := p.desk.Codes.Label
		next := strings.TrimSpace(string(o.NextOn) + "  " + either(o.NextStep, o.Note))
		out = append(out, line([]float32{116, 100, 76, 0}, label("opportunity_kind", o.Kind), label("opportunity_stage", o.Stage), words.KVA(o.CapacityVA), next))
	}
	return out
}

func either(first, second string) string {
	if first != "" {
		return first
	}
	return second
}

// bars are the months of use as bars; a reckoned one is paler.
type bars struct{ usage []app.MonthUse }

const barsHeight = 54

func newBars(usage []app.MonthUse) fyne.CanvasObject {
	box := &fyne.Container{Layout: bars{usage}}
	for _, m := range usage {
		bar := canvas.NewRectangle(theme.Color(theme.ColorNamePrimary))
		if m.Estimated {
			bar.FillColor = faded(bar.FillColor)
		}
		bar.CornerRadius = 1
		box.Add(bar)
	}
	return box
}

func faded(c color.Color) color.Color {
	r, g, b, _ := c.RGBA()
	return color.NRGBA{R: uint8(r >> 8), G: uint8(g >> 8), B: uint8(b >> 8), A: 110}
}

// MinSize implements fyne.Layout.
func (b bars) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(200, barsHeight) }

// Layout implements fyne.Layout.
func (b bars) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	var most int64 = 1
	for _, m := range b.usage {
		most = max(most, m.Total)
	}
	step := size.Width / float32(max(len(objects), 12))
	for i, o := range objects {
		height := size.Height * float32(b.usage[i].Total) / float32(most)
		o.Move(fyne.NewPos(float32(i)*step+step*0.2, size.Height-height))
		o.Resize(fyne.NewSize(step*0.6, height))
	}
}
