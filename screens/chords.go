package screens

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/backups"
	"lamplighter/screens/desk"
	"lamplighter/screens/exchange"
	"lamplighter/screens/knowledge"
	"lamplighter/screens/practice"
	"lamplighter/screens/reveal"
	"lamplighter/screens/visitform"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// bind gives the window its keys (users' day 5.4). What a key does depends on
// what the area on view is able to do; where it is able to do nothing, nothing
// happens.
func (w *Window) bind() {
	k := w.keys
	k.SetTitle(lang.L("Everywhere"))
	if w.mayOpen(desk.Customers) {
		k.On("Ctrl+K", lang.L("Find a customer or case"), w.find.Open)
	}
	k.On("Ctrl+N", lang.L("New, for what is on view"), w.makeNew)
	k.On("Ctrl+Enter", lang.L("Save"), func() { on(w, desk.Saver.Save) })
	k.On("Ctrl+S", lang.L("Keep the form as a draft, the list as a view"), w.keep)
	k.On("Ctrl+Z", lang.L("Take back what was stored last"), w.undo.Ask)
	k.On("Ctrl+Shift+Enter", lang.L("Save; close the case, or accept one"), func() { on(w, desk.Closer.SaveAndClose) })
	k.On("Ctrl+G", lang.L("Next step of the case"), func() { on(w, desk.Mover.GoOn) })
	k.On("Ctrl+R", lang.L("Fill the form as the last of its kind"), func() { on(w, desk.Repeater.Again) })
	k.On(knowledge.Chord, lang.L("Insert knowledge into the answer, or look it up"), w.lookUp)
	k.On("Ctrl+F", lang.L("Filter this list"), func() { on(w, desk.Narrower.ToFilter) })
	k.On("Ctrl+B", lang.L("Board or list; the brief of a visit"), func() { on(w, desk.Boarder.ToBoard) })
	k.On("Alt+Left", lang.L("Card to the column before, question of a quiz up"), func() { on(w, func(s desk.Shifter) { s.Shift(-1) }) })
	k.On("Alt+Right", lang.L("Card to the next column, question of a quiz down"), func() { on(w, func(s desk.Shifter) { s.Shift(1) }) })
	k.On("Ctrl+Shift+A", lang.L("Assign what is marked"), func() { on(w, desk.Assigner.Assign) })
	for i := range 9 {
		label := ""
		if i == 0 {
			label = lang.L("First view of the list, and so on to Alt+9")
		}
		k.On("Alt+"+string(rune('1'+i)), label, func() { on(w, func(v desk.Viewer) { v.ChooseView(i) }) })
	}
	for _, kind := range visitform.Kinds() {
		k.On(kind.Chord, lang.L("From a visit: {{.What}}", map[string]any{"What": words.VisitLink(kind.Kind)}), func() {
			on(w, func(v desk.InVisit) { v.Make(kind.Kind) })
		})
	}
	log := practice.NewSheets(w.desk, w.set.Store)
	k.On(practice.Chord, lang.L("Log the case or visit as practice"), func() {
		on(w, func(p desk.Practised) { log.Log(p.Practised(), func() {}) })
	})
	k.On("Ctrl+D", lang.L("Whose visit is due"), func() { w.Go(desk.Route{Tab: desk.Visits, Due: true}) })
	k.On("Ctrl+T", lang.L("Service figures"), func() { w.Go(desk.Route{Tab: desk.Cases, Service: true}) })
	k.On("Ctrl+E", lang.L("Export this list"), w.export)
	k.On("Ctrl+P", lang.L("Print"), w.print)
	k.On(reveal.Chord, lang.L("Show what is masked"), w.reveal)
	if w.mayOpen(desk.Import) {
		k.On("Ctrl+I", lang.L("Import a sheet"), func() { w.open(desk.Import) })
	}
	k.On("Ctrl+PageUp", lang.L("Record before"), func() { on(w, func(s desk.Stepper) { s.Step(-1) }) })
	k.On("Ctrl+PageDown", lang.L("Record after"), func() { on(w, func(s desk.Stepper) { s.Step(1) }) })
	for _, t := range w.tabs {
		switch t.name {
		case desk.Import: // said above
		case desk.Sync:
			k.On(t.chord, lang.L("Synchronise with other computers"), w.sync.open)
		default:
			k.On(t.chord, tabName(t.name), func() { w.open(t.name) })
		}
	}
	if in := w.set.SignedIn; in != nil {
		k.On("Ctrl+L", lang.L("Lock; somebody else signs in"), in.Lock)
	}
	if w.set.Backups != nil {
		k.On(backups.Chord, lang.L("Backups"), w.safe.open)
	}
	k.On("F2", lang.L("My work"), func() { w.open(desk.Home) })
	k.On("F5", lang.L("Refresh"), func() { w.now.screen.Reload(); w.sync.Ask() })
	k.On("Escape", lang.L("Back, nothing is lost"), w.leave)
	k.On("Ctrl+/", lang.L("This list"), w.showKeys)
}

// on asks the area on view for an ability and uses it.
func on[A any](w *Window, use func(A)) {
	if able, ok := w.now.screen.(A); ok {
		use(able)
	}
}

// keep answers Ctrl+S: the half-done form on view becomes a draft at once; a
// list keeps its filter as a view.
func (w *Window) keep() {
	said := func() { w.desk.Say(lang.L("Kept as a draft. The start page has it.")) }
	if page, ok := w.now.screen.(desk.Keeper); ok && page.Keep(said) {
		return
	}
	if page, ok := w.now.screen.(desk.Viewer); ok {
		page.KeepView()
		return
	}
	w.desk.Say(lang.L("There is no half-done form to keep."))
}

func (w *Window) makeNew() {
	if page, ok := w.now.screen.(desk.Maker); ok && page.New() {
		return
	}
	w.Go(desk.Route{Tab: desk.Cases, NewCase: true})
}

// lookUp opens the knowledge base, over an answer that is being written or by
// itself.
func (w *Window) lookUp() {
	if page, ok := w.now.screen.(desk.Inserter); ok && page.Insert() {
		return
	}
	w.open(desk.Knowledge)
	on(w, desk.Narrower.ToFilter)
}

// leave goes one step back within the area, then to where one came from.
func (w *Window) leave() {
	if page, ok := w.now.screen.(desk.Leaver); ok && page.Leave() {
		return
	}
	w.back()
}

// Listed is what Ctrl+E would take: the marked rows of the list on view, or all
// of it; nil without a list.
func (w *Window) Listed() []int64 {
	if list, ok := w.now.screen.(interface{ Order() []int64 }); ok {
		return list.Order()
	}
	return nil
}

// export offers the list on view.
func (w *Window) export() {
	if page, ok := w.now.screen.(desk.Exporter); ok && page.Export() {
		return
	}
	if page, ok := w.now.screen.(desk.Figurer); ok {
		if figures, on := page.Figures(); on {
			w.give.Export(w.figures(figures))
			return
		}
	}
	rows := w.Listed()
	if rows == nil {
		w.desk.Say(lang.L("There is no list on view to export."))
		return
	}
	what := exchange.ExportWhat{Title: lang.L("Cases"), Rows: rows, Run: w.run(w.set.Store.ExportCases)}
	switch w.now.name {
	case desk.Customers:
		what.Title, what.Run = lang.L("Customers"), w.run(w.set.Store.ExportCustomers)
	case desk.Visits:
		what.Title, what.Run = lang.L("Visits"), w.run(w.set.Store.ExportVisits)
	}
	w.give.Export(what)
}

// figures lets a table of figures go out.
func (w *Window) figures(f app.Figures) exchange.ExportWhat {
	of := tabName(w.now.name)
	if w.now.name == desk.Cases {
		of = lang.L("Service figures")
	}
	return exchange.ExportWhat{
		Title: of + " " + f.Title, Rows: make([]int64, len(f.Rows)),
		Run: func(ctx context.Context, _ []int64, job app.ExportJob, _ func(done, total int64)) (int, error) {
			return w.set.Store.ExportFigures(ctx, w.set.By, f, job)
		},
	}
}

// print offers the papers of what is on view.
func (w *Window) print() {
	what := desk.Printed{}
	on(w, func(page desk.Printer) { what = page.Prints() })
	w.papers.Offer(what)
}

// reveal answers Ctrl+Shift+R for the record on view.
func (w *Window) reveal() {
	what := desk.Printed{}
	on(w, func(page desk.Printer) { what = page.Prints() })
	w.clear.Ask(what)
}

func (w *Window) showKeys() {
	list := widgets.NewKeyList(w.keys.List())
	sheet := widgets.NewSheet(lang.L("Keys"), list, widgets.Action{})
	sheet.Width = 860
	sheet.Show(w.keys)
}

// exporter writes rows for somebody.
type exporter func(ctx context.Context, by app.Actor, rows []int64, job app.ExportJob, report func(done, total int64)) (int, error)

// run lets an export go out in the name of who works here.
func (w *Window) run(write exporter) func(context.Context, []int64, app.ExportJob, func(done, total int64)) (int, error) {
	return func(ctx context.Context, rows []int64, job app.ExportJob, report func(done, total int64)) (int, error) {
		return write(ctx, w.set.By, rows, job, report)
	}
}
