package paper

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/words"
)

// Brief is 走访简报: one page on a customer for who goes to him. It is for the
// company's own people: telephone numbers stand on it whole, identity numbers
// never.
type Brief struct {
	Head  Head
	Brief app.Brief
	Label func(list, code string) string // words a code
}

// Document is the brief as a document of one page.
func (b Brief) Document() Document {
	visit := b.Brief.Visit
	d := Document{
		Title: lang.L("Visit brief"), Size: A4Dense, Head: b.Head, Ref: visit.Number, About: lang.L("As of {{.Day}}", map[string]any{"Day": words.Day(b.Brief.Day)}),
		Fit: b.blocks,
	}
	if visit.Number != "" {
		d.Number = numbered(visit.Number)
	}
	return d
}

// BriefPack is the briefs of several visits with the route before them.
func BriefPack(head Head, briefs []app.Brief, label func(list, code string) string) Document {
	d := Document{Title: lang.L("Briefs of the day"), Size: A4Dense, Head: head, About: about(head)}
	route := Table{Columns: []Column{
		{Title: lang.X("paper.row", "No."), Weight: 8},
		{Title: lang.X("paper.customer", "Customer"), Weight: 24, Lines: 2},
		{Title: lang.L("Transformer area"), Weight: 16},
		{Title: lang.L("Address"), Weight: 33, Lines: 2},
		{Title: lang.L("Contact"), Weight: 30, Lines: 3},
		{Title: lang.L("To ask"), Weight: 9, Number: true},
	}}
	for i, brief := range briefs {
		one := Brief{Head: head, Brief: brief, Label: label}
		address, area := one.place()
		route.Rows = append(route.Rows, []string{
			words.Count(int64(i + 1)), brief.Customer.Customer.Name, area, address, strings.Join(one.contacts(1), ""), words.Count(int64(len(brief.Asks()))),
		})
		d.After = append(d.After, one.Document())
	}
	if len(briefs) > 0 {
		on := briefs[0].Visit.PlannedOn
		d.Ref = string(on)
		d.Number = lang.L("{{.Day}}, {{.Name}}", map[string]any{"Day": words.Day(on), "Name": briefs[0].Manager})
	}
	d.Blocks = []Block{route}
	return d
}

// useHeight is that of the chart, which is the least of what the page is for.
const useHeight = 6

// leastAsks is how many questions stay on the page however full it is.
const leastAsks = 8

// blocks tells of each sort so many at most.
func (b Brief) blocks(most int) []Block {
	c := b.Brief.Customer.Customer
	address, area := b.place()
	out := []Block{
		Grid{
			{Name: lang.X("paper.customer", "Customer"), Text: c.Name},
			{Name: lang.L("Account number"), Text: b.accounts(most)},
			{Name: lang.L("Contracted capacity"), Text: words.KVA(b.Brief.Capacity())},
			{Name: lang.L("Transformer area"), Text: area},
			{Name: lang.L("Account manager"), Text: strings.Trim(b.Brief.Manager+" / "+b.Brief.Deputy, " /")},
			{Name: lang.L("Contact preference"), Text: app.MaskIDs(c.Preference)},
			{Name: lang.L("Address"), Text: address, Wide: true},
			{Name: lang.L("Contact"), Text: strings.Join(b.contacts(min(most, 3)), "\n"), Wide: true},
			{Name: lang.L("Watch"), Text: b.alerts(), Wide: true},
			{Name: lang.L("What to ask"), Checks: b.asks(max(most+3, leastAsks)), Wide: true},
		},
	}
	for _, part := range []Block{b.cases(most), b.promises(most), b.visits(most), b.agreements(most), b.opportunities(min(most, 3))} {
		if t := part.(Table); len(t.Rows) > 0 {
			out = append(out, gap(5), t)
		}
	}
	if facts := b.facts(2*most + 2); len(facts) > 0 {
		out = append(out, Heading(words.Field("fact")), facts)
	}
	if len(b.Brief.Usage) > 0 {
		out = append(out, Heading(b.used()), UseChart{Used: b.Brief.Usage, Height: useHeight})
	}
	return out
}

func (b Brief) place() (address, area string) {
	for _, a := range b.Brief.Customer.Accounts {
		if b.Brief.Visit.Account.IsZero() || a.ID == b.Brief.Visit.Account {
			return a.Address, b.Brief.Customer.Areas[a.TransformerArea].Name
		}
	}
	return "", ""
}

func (b Brief) accounts(most int) string {
	var numbers []string
	for _, a := range b.Brief.Customer.Accounts {
		numbers = append(numbers, a.AccountNo)
	}
	if len(numbers) > most {
		return lang.L("{{.No}} and {{.More}} more", map[string]any{"No": strings.Join(numbers[:most], "  "), "More": len(numbers) - most})
	}
	return strings.Join(numbers, "  ")
}

// contacts are whom to ask for: name, role, numbers, best time.
func (b Brief) contacts(most int) []string {
	var out []string
	for _, c := range b.Brief.Customer.Contacts[:min(most, len(b.Brief.Customer.Contacts))] {
		role := ""
		if c.Role != "" {
			role = b.Label("contact_role", c.Role)
		}
		out = append(out, strings.Join(strings.Fields(c.Name+" "+role+" "+c.Mobile+" "+c.Landline+" "+c.Hours), "  "))
	}
	return out
}

func (b Brief) alerts() string {
	var said []string
	for _, a := range b.Brief.Customer.Alerts(b.Head.At) {
		said = append(said, words.AlertWith(a, b.Label))
	}
	return strings.Join(said, lang.X("paper.semicolon", "; "))
}

func (b Brief) asks(most int) []Check {
	var out []Check
	asks := b.Brief.Asks()
	for _, a := range asks[:min(most, len(asks))] {
		out = append(out, Check{Text: app.MaskIDs(words.Ask(a, b.Label))})
	}
	if more := len(asks) - most; more > 0 {
		out = append(out, Check{Text: lang.L("and {{.N}} more", map[string]any{"N": more})})
	}
	return out
}

func (b Brief) cases(most int) Table {
	t := Table{Columns: []Column{
		{Title: lang.L("Open cases"), Weight: 21},
		{Title: lang.L("Kind"), Weight: 22, Lines: 1},
		{Title: lang.L("Status"), Weight: 26, Lines: 1},
		{Title: lang.L("Due at"), Weight: 22},
		{Title: lang.L("Matter"), Weight: 42, Lines: 1},
	}}
	open := b.Brief.OpenCases()
	for _, c := range open[:min(most, len(open))] {
		t.Rows = append(t.Rows, []string{c.Number, words.Kind(c.Kind), words.Status(c.Status), due(at(c.DueAt)), app.MaskPersonal(c.Content)})
	}
	return t
}

func (b Brief) promises(most int) Table {
	t := Table{Columns: []Column{
		{Title: lang.L("Promises"), Weight: 62, Lines: 1}, {Title: lang.L("By when"), Weight: 18}, {Title: lang.L("Owner"), Weight: 16}, {Title: lang.L("Status"), Weight: 26},
	}}
	for _, p := range b.Brief.Promises[:min(most, len(b.Brief.Promises))] {
		t.Rows = append(t.Rows, []string{app.MaskIDs(p.Content), string(p.DueOn), p.OwnerName, words.Standing(p.Commitment, b.Brief.Day)})
	}
	return t
}

func (b Brief) visits(most int) Table {
	t := Table{Columns: []Column{
		{Title: lang.L("Last visits"), Weight: 18}, {Title: words.Field("manager"), Weight: 22}, {Title: lang.L("Problems"), Weight: 48, Lines: 2}, {Title: words.Field("present_need"), Weight: 38, Lines: 2},
	}}
	for _, v := range b.Brief.Visits[:min(most, len(b.Brief.Visits))] {
		t.Rows = append(t.Rows, []string{
			string(v.VisitedOn), strings.TrimSpace(v.Manager + " " + b.Label("visit_channel", string(v.Channel))), app.MaskIDs(v.Problems), app.MaskIDs(v.Needs),
		})
	}
	return t
}

func (b Brief) agreements(most int) Table {
	t := Table{Columns: []Column{{Title: lang.L("Agreements"), Weight: 36}, {Title: words.Field("agreement_no"), Weight: 30}, {Title: lang.L("Status"), Weight: 16}, {Title: lang.L("Until"), Weight: 40}}}
	for _, a := range b.Brief.Customer.Sheets.Agreements {
		if len(t.Rows) < most && a.Status != app.AgreementEnded {
			t.Rows = append(t.Rows, []string{b.Label("agreement_kind", a.Kind), a.Number, b.Label("agreement_status", a.Status), words.AgreementEnd(a, b.Brief.Day)})
		}
	}
	return t
}

func (b Brief) opportunities(most int) Table {
	t := Table{Columns: []Column{
		{Title: lang.L("Opportunities"), Weight: 24}, {Title: words.Field("status"), Weight: 18}, {Title: words.Field("capacity_va"), Weight: 18}, {Title: lang.L("Next step"), Weight: 62, Lines: 1},
	}}
	for _, o := range b.Brief.Opportunities[:min(most, len(b.Brief.Opportunities))] {
		t.Rows = append(t.Rows, []string{
			b.Label("opportunity_kind", o.Kind), b.Label("opportunity_stage", o.Stage), words.KVA(o.CapacityVA), app.MaskIDs(strings.TrimSpace(string(o.NextOn) + " " + o.NextStep)),
		})
	}
	return t
}

func (b Brief) facts(most int) Grid {
	var g Grid
	holding := app.HoldingFacts(b.Brief.Customer.Sheets.Facts)
	for _, f := range holding[:min(most, len(holding))] {
		g = append(g, Field{Name: words.Field(f.Name), Text: app.MaskIDs(words.FactValue(f.Name, f.Value, b.Label)) + "  (" + string(f.HoldsFrom()) + ")"})
	}
	return g
}

// used heads the bars with the use of a year and how it grew.
func (b Brief) used() string { return words.UsedInYear(b.Brief.Used()) }

// gap leaves so many points between two blocks.
type gap float32

func (g gap) lay(l *layout) { l.y += float32(g) }
