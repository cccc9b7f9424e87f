package exchange

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/look"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Outcome tells what an import would do, or did: the counts, the reasons
// counted, and the first rows that have one.
type Outcome struct {
	report app.ImportReport

	head    *widgets.SectionHeader
	counts  *fyne.Container
	reasons *fyne.Container
	table   *widgets.RecordTable
	whole   *widgets.Paragraph // the sentence of the selected row, uncut
	body    *fyne.Container
}

// NewOutcome tells nothing yet.
func NewOutcome(d *desk.Desk) *Outcome {
	o := &Outcome{head: widgets.NewSectionHeader(lang.L("What will happen")), counts: container.NewVBox(), reasons: container.NewVBox()}
	o.table = widgets.NewRecordTable(d.Runner, []widgets.Column{
		{Title: lang.X("import.line", "Row"), Width: 62, Kind: widgets.KindNumber},
		{Title: "", Width: 92, Kind: widgets.KindBadge},
		{Title: lang.X("import.number", "Number"), Width: 124},
		{Title: lang.L("What is wrong"), Width: 190, Weight: 1},
	}, o.fetch)
	o.whole = widgets.NewParagraph("")
	o.whole.Color = look.ColorMuted
	o.table.OnSelect = func(row widgets.Row) { o.tell(row.Cells[3].Text) }
	counted := container.NewVScroll(o.reasons)
	counted.SetMinSize(fyne.NewSize(0, 118))
	o.body = container.NewBorder(container.NewVBox(o.head, o.counts, counted), container.NewPadded(o.whole), nil, nil, o.table)
	return o
}

// Content is the report.
func (o *Outcome) Content() fyne.CanvasObject { return o.body }

// Clear tells nothing, while a trial runs.
func (o *Outcome) Clear() { o.Show(app.ImportReport{DryRun: true}) }

// Show tells a report.
func (o *Outcome) Show(r app.ImportReport) {
	o.report = r
	o.head.SetTitle(lang.L("What will happen"))
	if !r.DryRun {
		o.head.SetTitle(lang.L("What happened"))
	}
	o.counts.Objects = []fyne.CanvasObject{
		line(
			count(lang.X("import.new", "New"), r.Created, widgets.ToneGood), count(lang.L("Updated"), r.Updated, widgets.ToneInfo),
			count(lang.L("Unchanged"), r.Unchanged, widgets.ToneNeutral), count(lang.L("Refused"), r.Refused, widgets.ToneBad), count(lang.L("Doubtful"), r.Warned, widgets.ToneWarn),
		),
		widgets.NewMutedText(o.account()),
		widgets.NewMutedText(o.besides()),
	}
	o.counts.Refresh()
	o.showReasons()
	o.table.Restart(len(r.Problems))
	o.tell("")
	if len(r.Problems) == app.ProblemsShown {
		o.tell(lang.L("The first {{.N}} are listed here; the two files an import writes have all of them.", map[string]any{"N": words.Count(app.ProblemsShown)}))
	}
}

func (o *Outcome) tell(sentence string) {
	o.whole.SetText(sentence)
	o.body.Refresh()
}

func line(objects ...fyne.CanvasObject) fyne.CanvasObject {
	return container.New(&widgets.BarLayout{}, objects...)
}

// count is a figure with its name below it; none is shown without colour.
func count(name string, n int64, tone widgets.Tone) fyne.CanvasObject {
	if n == 0 {
		tone = widgets.ToneNeutral
	}
	label := widgets.NewMutedText(name)
	label.Align = fyne.TextAlignCenter
	return container.NewVBox(container.NewCenter(widgets.NewBadge(words.Count(n), tone)), label)
}

// counted leaves only the counts over the reasons: the rest of what an import
// brought is not kept.
func (o *Outcome) counted() {
	o.counts.Objects = o.counts.Objects[:1]
	o.counts.Refresh()
}

// account tells what became of every line.
func (o *Outcome) account() string {
	r := o.report
	if r.Kind == app.ImportUsage {
		return lang.L("{{.Lines}} months of accounts = taken {{.Taken}} + refused {{.Refused}}; lines passed over: {{.Skipped}}", map[string]any{
			"Lines": words.Count(r.Lines() - r.Skipped), "Taken": words.Count(r.Created + r.Updated + r.Unchanged), "Refused": words.Count(r.Refused), "Skipped": words.Count(r.Skipped),
		})
	}
	return lang.L("{{.Lines}} lines = taken {{.Taken}} + refused {{.Refused}} + passed over {{.Skipped}}", map[string]any{
		"Lines": words.Count(r.Lines()), "Taken": words.Count(r.Created + r.Updated + r.Unchanged), "Refused": words.Count(r.Refused), "Skipped": words.Count(r.Skipped),
	})
}

// besides tells what comes along with the accounts.
func (o *Outcome) besides() string {
	r := o.report
	switch {
	case r.Kind == app.ImportUsage && r.From == 0:
		return lang.L("No month can be taken.")
	case r.Kind == app.ImportUsage:
		return lang.L("From {{.From}} to {{.To}} · sheets made, one for each month and area: {{.Sheets}}", map[string]any{
			"From": words.Month(r.From), "To": words.Month(r.To), "Sheets": words.Count(r.Sheets),
		})
	case r.Kind == app.ImportClassList:
		return lang.L("New: put in a class · updated: results noted")
	case r.Kind == app.ImportCompletions:
		return lang.L("New: completions · classes made for them: {{.N}}", map[string]any{"N": words.Count(r.Classes)})
	}
	return lang.L("Customers made: {{.Customers}} · transformer areas: {{.Areas}} · managers: {{.Staff}}", map[string]any{
		"Customers": words.Count(r.Customers), "Areas": words.Count(r.Areas), "Staff": words.Count(r.Staff),
	})
}

// showReasons lists the reasons with how many rows have them, refusals first,
// the frequent before the rare.
func (o *Outcome) showReasons() {
	o.reasons.Objects = nil
	for _, reason := range byCount(o.report.Refusals) {
		o.reasons.Add(o.reason(words.ImportReason(reason), o.report.Refusals[reason], lang.L("Refused"), widgets.ToneBad))
	}
	for _, key := range byCount(o.report.Warnings) {
		field, reason, _ := strings.Cut(key, "/")
		said := words.ImportReason(reason)
		if field != "" {
			said = lang.L("{{.Field}}: {{.Reason}}", map[string]any{"Field": words.Column(field), "Reason": said})
		}
		o.reasons.Add(o.reason(said, o.report.Warnings[key], lang.L("Doubtful"), widgets.ToneWarn))
	}
	o.reasons.Refresh()
}

func (o *Outcome) reason(said string, n int64, verdict string, tone widgets.Tone) fyne.CanvasObject {
	figure := widgets.NewText(words.Count(n))
	figure.Align = fyne.TextAlignTrailing
	return container.New(&widgets.BarLayout{Widths: []float32{48, 86, 0}}, figure, widgets.NewBadge(verdict, tone), shrinking(said, false))
}

// byCount are the keys, those with the most rows first.
func byCount(counts map[string]int64) []string {
	return slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		if counts[a] != counts[b] {
			return int(counts[b] - counts[a])
		}
		return strings.Compare(a, b)
	})
}

func (o *Outcome) fetch(_ context.Context, from, n int) ([]widgets.Row, error) {
	problems := o.report.Problems[min(from, len(o.report.Problems)):min(from+n, len(o.report.Problems))]
	rows := make([]widgets.Row, len(problems))
	for i, p := range problems {
		rows[i] = widgets.Row{Key: strconv.Itoa(from + i), Cells: []widgets.Cell{
			{Text: lineOf(p)}, verdictOf(p), {Text: p.Account}, {Text: words.ImportProblem(p)},
		}}
	}
	return rows, nil
}

// lineOf is the row of the list; what is odd about the list as a whole has none.
func lineOf(p app.ImportProblem) string {
	if p.Line == 0 {
		return ""
	}
	return words.Count(int64(p.Line))
}

func verdictOf(p app.ImportProblem) widgets.Cell {
	switch p.Verdict {
	case app.RowRefused:
		return widgets.Cell{Text: lang.L("Refused"), Tone: widgets.ToneBad}
	case app.RowPassed:
		return widgets.Cell{Text: lang.L("Passed over"), Tone: widgets.ToneNeutral}
	}
	return widgets.Cell{Text: lang.L("Doubtful"), Tone: widgets.ToneWarn}
}
