package printing

import (
	"context"
	"errors"
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/exchange"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Papers is the sheet: Enter shows the first paper, ↓ chooses another, Ctrl+P
// again sends it to the printer.
type Papers struct {
	desk   *desk.Desk
	store  Store
	office Office

	offered []choice
	chosen  int
	running bool
	cancel  func()
	rows    int               // of a list; 0: a paper about one record
	last    exchange.Last     // what papers were for
	purpose *exchange.Purpose // of those that tell of persons
	form    *widgets.Form     // asks for it

	list  *widgets.List
	note  *widgets.FieldNote
	sheet *widgets.Sheet
}

// New prepares the sheet.
func New(d *desk.Desk, store Store, office Office) *Papers {
	p := &Papers{desk: d, store: store, office: office}
	background.NewLoader(d.Runner, func(last exchange.Last, err error) {
		if err == nil {
			p.last = last
		}
	}).Ask(func(ctx context.Context) (exchange.Last, error) { return exchange.ReadLast(ctx, store, prints, d.By) })
	return p
}

// prints is what purposes of papers are remembered under.
const prints = "print"

// Offer shows the papers that fit what is on view.
func (p *Papers) Offer(what desk.Printed) {
	own := len(what.Practice) + len(what.Papers) // may be one's own; page and store decide whose are given
	rows := what.Rows + len(what.Cases) + len(what.Customers) + len(what.Visits) + len(what.Classes) + own
	if rows > own {
		if err := p.desk.By.May(app.ExportRecords); err != nil {
			p.desk.Fail(err)
			return
		}
	}
	for _, f := range what.Figures {
		rows += len(f.Rows)
	}
	p.offered = p.choices(what)
	switch {
	case len(p.offered) == 0:
		p.desk.Say(lang.L("There is nothing on view to print."))
		return
	case rows > MostRows:
		p.desk.Say(lang.L("{{.N}} rows are too many for paper. Narrow the list to {{.Most}}, or export it with Ctrl+E.", map[string]any{
			"N": words.Count(int64(rows)), "Most": words.Count(MostRows),
		}))
		return
	}
	p.rows = rows
	p.show()
}

func (p *Papers) show() {
	p.chosen = 0
	p.list = widgets.NewList(func() int { return len(p.offered) },
		func() fyne.CanvasObject { return widgets.NewText("") },
		func(i int, o fyne.CanvasObject) { o.(*widgets.Text).SetText(p.offered[i].title) })
	highlighted := p.list.OnHighlighted
	p.list.OnHighlighted = func(i int) { highlighted(i); p.chosen = i }
	p.list.OnOpen = func(i int) { p.chosen = i; p.view() }
	p.list.OnSelected = p.list.OnOpen
	p.note = widgets.NewFieldNote()
	hint := widgets.NewMutedText(lang.L("A PDF for the viewer of this computer; it goes by itself after seven days."))
	room := canvas.NewRectangle(color.Transparent) // a list asks for one row's height only
	room.SetMinSize(fyne.NewSize(0, float32(len(p.offered))*(p.list.MinSize().Height+theme.Padding())+theme.Padding()))
	body := container.NewVBox(container.NewStack(room, p.list), hint, p.note)
	likeliest := p.offered[0].kind
	p.purpose = exchange.NewPaperPurpose(likeliest, p.last[string(likeliest)])
	p.form = widgets.NewForm(p.purpose.Rows()...)
	p.form.OneColumn = true
	p.purpose.OnGrow = func() { p.form.Refresh(); p.sheet.Refresh() }
	if slices.ContainsFunc(p.offered, func(c choice) bool { return c.kind.Personal() }) {
		body.Objects = []fyne.CanvasObject{body.Objects[0], p.form, hint, p.note}
	}
	p.sheet = widgets.NewSheet(lang.L("Print"), body,
		widgets.Action{Label: lang.L("Open in the viewer") + "  Enter", Do: p.view})
	p.sheet.Secondary = widgets.Action{Label: lang.L("Cancel"), Do: p.leave}
	if p.office.Print != nil {
		p.sheet.Others = []widgets.Action{{Label: lang.L("Send to the printer") + "  Ctrl+P", Do: p.print}}
	}
	p.sheet.First, p.sheet.Width = p.list, 520
	p.sheet.Show(p.desk.Keys)
	if p.office.Print != nil {
		p.sheet.Layer().On("Ctrl+P", lang.L("Send to the printer"), p.print)
	}
}

// leave stops the work, or closes the sheet.
func (p *Papers) leave() {
	if p.running {
		p.cancel()
		return
	}
	p.sheet.Close()
}

func (p *Papers) view() {
	p.give(func(_ context.Context, path string) error { return p.office.View(path) },
		func(path string) string {
			return lang.L("No program of this computer shows PDF files. The paper lies in {{.Path}}; open it from there.", map[string]any{"Path": path})
		})
}

func (p *Papers) print() {
	p.give(p.office.Print, func(path string) string {
		return lang.L("No printer took the paper. See whether one is set up and switched on. The paper lies in {{.Path}}.", map[string]any{"Path": path})
	})
}

// give makes the chosen paper and hands it on; failed words what went wrong
// with a paper that lies ready.
func (p *Papers) give(hand func(ctx context.Context, path string) error, failed func(path string) string) {
	if p.running || !p.named() {
		return
	}
	p.setRunning(true)
	chosen, out := p.offered[p.chosen], exchange.Last(nil)
	paper := app.PaperOut{Kind: chosen.kind, Title: chosen.title, Rows: p.rows}
	if chosen.kind.Personal() {
		paper.Purpose, out = p.purpose.Text(), p.last.With(string(chosen.kind), p.purpose.Chosen())
	}
	marked := !p.purpose.Handed()
	var path string
	p.cancel = p.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error {
			var err error
			if path, err = p.made(ctx, chosen, paper, marked); err != nil {
				return err
			}
			if out != nil {
				err = out.Keep(ctx, p.store, prints, p.desk.By)
			}
			return errors.Join(hand(ctx, path), err)
		},
		Progress: func(int, int) {}, // nothing is half-written: it may be stopped at exit
		Done: func(err error) {
			p.setRunning(false)
			switch {
			case err == nil:
				if out != nil {
					p.last = out
				}
				p.sheet.Close()
				p.desk.Say(lang.L("{{.Paper}}: handed on.", map[string]any{"Paper": chosen.title}))
			case errors.Is(err, context.Canceled):
				p.warn(lang.L("Stopped. Nothing was printed."))
			case path != "":
				p.warn(failed(path))
			default:
				p.warn(notKept(err))
			}
		},
	})
}

// made writes the paper into a file. It is noted before it lies there: none
// leaves the records without a note. Marked, its foot says what it is for.
func (p *Papers) made(ctx context.Context, c choice, out app.PaperOut, marked bool) (path string, err error) {
	document, err := c.make(ctx)
	if err != nil {
		return "", err
	}
	if marked {
		document.Head.Purpose = out.Purpose
	}
	if out.PDF, err = document.PDF(); err != nil {
		return "", err
	}
	if err := ctx.Err(); err != nil {
		return "", err
	}
	if err := p.store.NotePaper(ctx, p.desk.By, out); err != nil {
		return "", err
	}
	return p.office.Keep(p.fileName(c, document.Ref), out.PDF)
}

// named reports whether a paper that tells of persons has a purpose, and asks for
// the one it lacks.
func (p *Papers) named() bool {
	p.form.Clear()
	missing := p.purpose.Missing()
	if missing == "" || !p.offered[p.chosen].kind.Personal() {
		return true
	}
	p.form.Refuse(missing, lang.L("Please fill this in."))
	p.sheet.Refresh()
	return false
}

// notKept words why there is no paper.
func notKept(err error) string {
	problem, is := errors.AsType[*app.FileProblem](err)
	switch {
	case is && problem.Kind == "disk_full":
		return lang.L("The disk is full. No paper was written; free some space, then try again.")
	case is:
		return lang.L("The folder of papers cannot be written to. Nothing was written; have its rights put in order, then try again.")
	}
	return words.Error(err)
}

func (p *Papers) setRunning(running bool) {
	p.running = running
	p.sheet.SetBusy(running)
	p.note.Clear()
	if running {
		p.note.Hint(lang.L("Making the paper …"))
	}
	p.sheet.Refresh()
}

func (p *Papers) warn(sentence string) {
	p.note.Error(sentence)
	p.sheet.Refresh()
}
