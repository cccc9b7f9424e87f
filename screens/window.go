// Package screens is the main window: where the areas stand, how one gets from
// one to another, and who hears of which change. The areas themselves are the
// packages below; none of them knows another.
package screens

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"lamplighter/app"
	"lamplighter/assets"
	"lamplighter/screens/audit"
	"lamplighter/screens/background"
	"lamplighter/screens/backups"
	"lamplighter/screens/brief"
	"lamplighter/screens/cases"
	"lamplighter/screens/classes"
	"lamplighter/screens/completions"
	"lamplighter/screens/courses"
	"lamplighter/screens/customers"
	"lamplighter/screens/desk"
	"lamplighter/screens/deviations"
	"lamplighter/screens/exchange"
	"lamplighter/screens/find"
	"lamplighter/screens/forecasterrors"
	"lamplighter/screens/gaps"
	"lamplighter/screens/home"
	"lamplighter/screens/hosting"
	"lamplighter/screens/industries"
	"lamplighter/screens/knowledge"
	"lamplighter/screens/leads"
	"lamplighter/screens/learning"
	"lamplighter/screens/look"
	"lamplighter/screens/outages"
	"lamplighter/screens/practice"
	"lamplighter/screens/printing"
	"lamplighter/screens/privacy"
	"lamplighter/screens/promises"
	"lamplighter/screens/proposals"
	"lamplighter/screens/qualified"
	"lamplighter/screens/questions"
	"lamplighter/screens/quiz"
	"lamplighter/screens/reveal"
	"lamplighter/screens/review"
	"lamplighter/screens/services"
	"lamplighter/screens/settings"
	"lamplighter/screens/signin"
	"lamplighter/screens/synchronise"
	"lamplighter/screens/trainingreport"
	"lamplighter/screens/usepage"
	"lamplighter/screens/usetasks"
	"lamplighter/screens/visitform"
	"lamplighter/screens/visits"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Store is all that the window and its areas ask of the records.
type Store interface {
	home.Store
	cases.Store
	visits.Store
	classes.Store
	courses.Store
	gaps.Store
	learning.Store
	practice.Store
	proposals.Store
	qualified.Store
	questions.Store
	quiz.Store
	trainingreport.Store
	usepage.Store
	industries.Store
	deviations.Store
	leads.Store
	usetasks.Store
	forecasterrors.Store
	OpenQuizzes(context.Context, app.Actor) ([]app.QuizRow, error)
	MarkWaiting(context.Context, app.Actor) (int, error)
	visitform.Store
	brief.Store
	promises.Store
	services.Store
	review.Store
	outages.Store
	customers.Store
	find.Store
	knowledge.Store
	audit.Store
	privacy.Store
	completions.Store
	exchange.Store
	settings.Store
	printing.Store
	reveal.Store
	UndoStore

	AdministeredUntil(context.Context, app.Actor) (app.Day, error)
	Codes(context.Context, app.Actor) ([]app.Code, error)
	Flows(context.Context, app.Actor) ([]app.Flow, error)
	ExportCustomers(context.Context, app.Actor, []int64, app.ExportJob, func(done, total int64)) (int, error)
	ExportCases(context.Context, app.Actor, []int64, app.ExportJob, func(done, total int64)) (int, error)
	ExportVisits(context.Context, app.Actor, []int64, app.ExportJob, func(done, total int64)) (int, error)
	ExportFigures(context.Context, app.Actor, app.Figures, app.ExportJob) (int, error)
}

// Setup is what main hands to the window.
type Setup struct {
	Window fyne.Window
	Store  Store
	By     app.Actor
	Unit   string // the name of the unit, for the status bar
	File   string // the name of the file, for the title
	Runner *background.Runner
	Now    func() time.Time
	Prefs  settings.Preferences
	Folder func() string
	Disks  func() []string   // sticks and other disks that are carried about; nil: not known
	Open   func(path string) // shows a file with the system's own program
	Office printing.Office
	Sync   synchronise.Store // exchanges with other computers; nil: not offered

	Check    func(ctx context.Context, path string) (app.AttachmentCheck, error) // looks through a file
	Computer string                                                              // what people call this computer

	Elsewhere func()                // asks for another file in place of this one; nil: not offered
	Anew      func(snapshot string) // lets this file begin anew from a snapshot; nil: not offered

	Backups  backups.Keeper // nil: not offered
	SignedIn *SignedIn      // nil: a file without sign-in
}

// SignedIn is what there is besides where people sign in.
type SignedIn struct {
	Lock  func()                                    // covers the window until somebody signs in
	Over  func(fyne.CanvasObject) fyne.CanvasObject // tells of the mouse
	Print signin.Print                              // of recovery shares
}

// Window is the main window over one open file.
type Window struct {
	set    Setup
	desk   *desk.Desk
	keys   *widgets.Keys
	find   *find.Box
	give   *exchange.Export
	undo   *undo
	says   *widgets.Toasts
	tabs   []*tab
	now    *tab
	was    *tab
	stage  *fyne.Container
	header *fyne.Container
	make   *widgets.Button // accepts a case, from anywhere

	papers *printing.Papers
	clear  *reveal.Sheets

	bar   *fyne.Container // the left of the status bar
	sync  *syncBar
	safe  *backupBar
	admin *adminBar
	flows *background.Loader[[]app.Flow]
	tick  func()
}

// tab is one area of the window, built when it is first opened.
type tab struct {
	name   desk.Tab
	chord  string
	item   *navItem
	make   func() desk.Screen
	screen desk.Screen
	stale  bool // what it shows changed while it was not on view
}

// NewWindow fills a window. Call it on the UI thread; it reads the code tables
// and nothing else before the first page is on view.
func NewWindow(set Setup) (*Window, error) {
	w := &Window{set: set}
	return w, w.Rebuild()
}

// Rebuild makes the window anew, after another language was chosen; what is on
// view stays the same area, half-done forms come back from their drafts.
func (w *Window) Rebuild() error {
	codes, err := w.set.Store.Codes(context.Background(), w.set.By)
	if err != nil {
		return err
	}
	flows, err := w.set.Store.Flows(context.Background(), w.set.By)
	if err != nil {
		return err
	}
	open := desk.Home
	if w.now != nil {
		open = w.now.name
	}
	canvas := w.set.Window.Canvas()
	w.keys = widgets.NewKeys(canvas)
	w.says = widgets.NewToasts(w.set.Runner)
	w.desk = &desk.Desk{
		By: w.set.By, Codes: words.NewCodes(w.set.Prefs.Get("language"), codes), Flows: words.NewFlows(w.set.Prefs.Get("language"), flows), Runner: w.set.Runner, Now: w.set.Now, Keys: w.keys, Canvas: canvas,
		Open: w.Go, Back: w.back, Say: w.says.Tell, Fail: func(err error) { w.says.Fail(words.Error(err)) }, Folder: w.set.Folder, Disks: w.set.Disks, OpenURL: w.set.Open, Reveal: w.reveal,
	}
	w.find = find.New(w.desk, w.set.Store)
	w.give = exchange.NewExport(w.desk, w.set.Store)
	w.papers = printing.New(w.desk, w.set.Store, w.set.Office)
	w.HideRevealed()
	w.clear = reveal.New(w.desk, w.set.Store)
	w.undo = newUndo(w.desk, w.set.Store)
	w.flows = background.NewLoader(w.set.Runner, w.takeFlows)
	w.build()
	w.bind()
	w.open(open)
	w.sync.Ask()
	w.admin.Ask()
	w.every()
	return nil
}

func (w *Window) build() {
	w.now, w.was = nil, nil
	w.tabs = []*tab{
		{name: desk.Home, make: func() desk.Screen { return home.New(w.desk, w.set.Store) }},
		{name: desk.Customers, make: func() desk.Screen { return customers.New(w.desk, w.set.Store) }},
		{name: desk.Cases, make: func() desk.Screen { return cases.New(w.desk, w.set.Store, w.find.Pick) }},
		{name: desk.Visits, make: w.visits},
		{name: desk.Training, make: w.training},
		{name: desk.Forecast, make: w.forecast},
		{name: desk.Outages, make: func() desk.Screen { return outages.New(w.desk, w.set.Store, w.give.Export) }},
		{name: desk.Knowledge, make: func() desk.Screen { return knowledge.New(w.desk, w.set.Store) }},
		{name: desk.Settings, make: w.settings},
		{name: desk.Import, make: w.imports},
	}
	w.sync = newSyncBar(w)
	w.safe = newBackupBar(w)
	w.admin = newAdminBar(w)
	if w.set.Sync != nil {
		w.tabs = append(w.tabs, &tab{name: desk.Sync, make: w.sync.pages})
	}
	for i, t := range w.tabs {
		t.chord = "Ctrl+" + string(rune('1'+i))
		switch t.name { // there are nine digits; these have keys of their own
		case desk.Import:
			t.chord = "Ctrl+I"
		case desk.Sync:
			t.chord = "F9"
		}
	}
	w.tabs = slices.DeleteFunc(w.tabs, func(t *tab) bool { return !w.mayOpen(t.name) })
	rail := container.NewVBox(w.brand())
	for _, t := range w.tabs {
		t.item = newNavItem(tabName(t.name), t.chord, tabIcon(t.name), func() { w.open(t.name) })
		rail.Add(t.item)
	}
	ground := canvas.NewRectangle(theme.Color(look.ColorNavBackground))
	w.stage = container.NewStack()
	body := container.NewBorder(nil, w.status(), container.NewStack(ground, rail), nil, container.NewBorder(w.top(), nil, nil, nil, w.stage))
	content := w.says.Over(body)
	if w.set.SignedIn != nil {
		content = w.set.SignedIn.Over(content)
	}
	w.set.Window.SetContent(content)
	w.set.Window.SetOnDropped(func(_ fyne.Position, files []fyne.URI) {
		var paths []string
		for _, file := range files {
			paths = append(paths, file.Path())
		}
		w.Drop(paths)
	})
}

// Drop takes files that were dropped on the window: the page on view may want
// them, else the first is imported.
func (w *Window) Drop(paths []string) {
	if len(paths) == 0 {
		return
	}
	if w.now != nil {
		if page, is := w.now.screen.(desk.Catcher); is && page.Catch(paths) {
			return
		}
	}
	w.Import(paths[0])
}

func (w *Window) imports() desk.Screen {
	page := exchange.NewImport(w.desk, w.set.Store)
	page.OnExport = w.give.Export
	return page
}

func (w *Window) settings() desk.Screen {
	page := settings.New(w.desk, w.set.Store, w.set.Prefs)
	page.Check, page.Computer = w.set.Check, w.set.Computer
	if in := w.set.SignedIn; in != nil {
		page.SignIns(in.Print)
	}
	page.Exports = func() settings.Section { return exchange.NewWent(w.desk, w.set.Store) }
	page.Audit = func() settings.Section { return audit.New(w.desk, w.set.Store, w.give.Export) }
	page.Privacy = func() settings.Section { return privacy.New(w.desk, w.set.Store) }
	if w.set.Elsewhere != nil {
		page.Elsewhere = w.elsewhere
	}
	if w.set.Backups != nil {
		page.Add(lang.L("File and backup"), backupsTitle(), w.safe.section)
	}
	return page
}

// elsewhere leaves this file for another: half-done forms become drafts in it,
// and an import in hand is not left alone.
func (w *Window) elsewhere() {
	if w.Leave() {
		w.set.Elsewhere()
	}
}

// anew leaves this file while it begins anew.
func (w *Window) anew(snapshot string) {
	if w.Leave() {
		w.set.Anew(snapshot)
	}
}

// Leave ends the window, its half-done forms kept as drafts; false where work is
// in hand that is not left alone, which is said.
func (w *Window) Leave() bool {
	if said := w.Busy(); said != "" {
		w.desk.Say(said)
		return false
	}
	for _, t := range w.tabs {
		if page, is := t.screen.(desk.Keeper); is {
			page.Keep(func() {})
		}
	}
	w.Stop()
	w.keys.PushModal("") // the chords of this window stay with the canvas
	return true
}

// Busy says what is in hand; "" for nothing.
func (w *Window) Busy() string {
	for _, t := range w.tabs {
		switch page := t.screen.(type) {
		case *exchange.Import:
			if page.Busy() {
				return lang.L("An import is running. Wait for its end, or stop it.")
			}
		case *hosting.Tab[desk.SyncPart]:
			if w.sync.busy() {
				return lang.L("An exchange is running. Wait for its end, or stop it.")
			}
		}
	}
	return ""
}

func (w *Window) brand() fyne.CanvasObject {
	lamp := canvas.NewImageFromResource(fyne.NewStaticResource("app.png", assets.AppIcon()))
	lamp.SetMinSize(fyne.NewSquareSize(26))
	lamp.FillMode = canvas.ImageFillContain
	name := widgets.NewText(lang.L("Lamplighter"))
	name.Bold, name.Color = true, look.ColorNavText
	return container.NewPadded(container.NewHBox(lamp, container.NewCenter(name)))
}

func tabName(t desk.Tab) string {
	switch t {
	case desk.Customers:
		return lang.L("Customers")
	case desk.Cases:
		return lang.L("Cases")
	case desk.Visits:
		return lang.L("Visits")
	case desk.Training:
		return lang.L("Training")
	case desk.Forecast:
		return lang.L("Forecast")
	case desk.Outages:
		return lang.L("Outages")
	case desk.Knowledge:
		return lang.L("Knowledge")
	case desk.Import:
		return lang.L("Import")
	case desk.Settings:
		return lang.L("Settings")
	case desk.Sync:
		return lang.X("sync.tab", "Sync")
	}
	return lang.L("Start page")
}

func tabIcon(t desk.Tab) fyne.Resource {
	return &navInk{fyne.NewStaticResource(string(t)+".svg", assets.Icon(string(t)+".svg"))}
}

// navInk colours an icon as the text of the navigation.
type navInk struct{ fyne.Resource }

// ThemeColorName implements fyne.ThemedResource.
func (navInk) ThemeColorName() fyne.ThemeColorName { return look.ColorNavText }

// Content is the icon in the theme's colour.
func (n navInk) Content() []byte {
	return theme.NewColoredResource(n.Resource, look.ColorNavText).Content()
}

// Name tells the icon apart from the same in another colour.
func (n navInk) Name() string { return "nav_" + n.Resource.Name() }

// top is the bar over the areas: the search box and what can be made.
func (w *Window) top() fyne.CanvasObject {
	search := widgets.NewIconButton(lang.L("Find: account, name, pinyin, telephone, meter, address")+"    Ctrl+K", theme.SearchIcon(), w.find.Open)
	search.Alignment = widget.ButtonAlignLeading
	w.make = widgets.NewButton("", func() { w.Go(desk.Route{Tab: desk.Cases, NewCase: true}) })
	search.Hidden, w.make.Hidden = !w.mayOpen(desk.Customers), w.set.By.May(app.OpenCases) != nil
	w.header = container.NewBorder(nil, nil, nil, w.make, search)
	return container.NewStack(canvas.NewRectangle(theme.Color(look.ColorHeader)), container.NewPadded(w.header))
}

// status is the bar under the areas: who, which unit, how this file stands with
// the others.
func (w *Window) status() fyne.CanvasObject {
	keys := widgets.NewStatusItem(lang.L("Keys")+"  Ctrl+/", w.showKeys)
	w.bar = container.NewHBox(widgets.NewStatusItem(w.set.By.Name, nil), widgets.NewStatusItem(w.set.Unit, nil))
	w.bar.Objects = append(w.bar.Objects, w.sync.items()...)
	w.bar.Objects = append(w.bar.Objects, w.safe.items()...)
	w.bar.Objects = append(w.bar.Objects, w.admin.items()...)
	return container.NewStack(canvas.NewRectangle(theme.Color(look.ColorHeader)), container.NewBorder(nil, nil, w.bar, keys))
}

// every lets the page on view follow the clock, once a minute.
func (w *Window) every() {
	if w.tick != nil {
		w.tick()
	}
	w.tick = w.set.Runner.After(time.Minute, func() {
		if page, ok := w.now.screen.(interface{ Tick(time.Time) }); ok {
			page.Tick(w.set.Now())
		}
		w.sync.Tick()
		w.safe.Tick()
		w.every()
	})
}

// HideRevealed takes away what is shown in clear: the window lost the focus, was
// locked, or somebody went elsewhere.
func (w *Window) HideRevealed() {
	if w.clear != nil {
		w.clear.Hide()
	}
}

// Go opens a route.
func (w *Window) Go(r desk.Route) {
	t := w.open(r.Tab)
	if t.name != r.Tab {
		w.desk.Fail(app.ErrNotAllowed)
		return
	}
	if page, ok := t.screen.(desk.Shower); ok {
		page.Show(r)
	}
}

// Import opens the import with a file.
func (w *Window) Import(path string) {
	page, may := w.open(desk.Import).screen.(*exchange.Import)
	if !may {
		w.desk.Fail(app.ErrNotAllowed)
		return
	}
	page.Take(path)
}

func (w *Window) back() {
	if w.was != nil {
		w.open(w.was.name)
	}
}

// open puts an area on view, building it the first time.
func (w *Window) open(name desk.Tab) *tab {
	t := w.tab(name)
	if t == nil && w.now != nil { // not for this person: nothing moves
		return w.now
	}
	if t == nil {
		t = w.tabs[0]
	}
	if w.now == t {
		return t
	}
	w.HideRevealed()
	if w.now != nil {
		w.now.item.choose(false)
		w.was = w.now
	}
	w.now = t
	t.item.choose(true)
	switch {
	case t.screen == nil:
		t.screen = t.make()
	case t.stale:
		t.screen.Reload()
	}
	t.stale = false
	w.weigh()
	w.stage.Objects = []fyne.CanvasObject{t.screen.Content()}
	w.stage.Refresh()
	w.title()
	if page, ok := t.screen.(desk.Focuser); ok {
		page.Focus()
	}
	return t
}

// weigh makes the new case the first thing to do where Ctrl+N makes one; the
// other areas have a first thing of their own.
func (w *Window) weigh() {
	w.make.Text, w.make.Importance = lang.L("New case"), widget.MediumImportance
	if w.now.name == desk.Home || w.now.name == desk.Cases {
		w.make.Text, w.make.Importance = lang.L("New case")+"  Ctrl+N", widget.HighImportance
	}
	w.make.Refresh()
	w.header.Refresh()
}

func (w *Window) tab(name desk.Tab) *tab {
	for _, t := range w.tabs {
		if t.name == name {
			return t
		}
	}
	return nil
}

// title names the file and the area, never a person.
func (w *Window) title() {
	w.set.Window.SetTitle(tabName(w.now.name) + " · " + w.set.File + " · " + lang.L("Lamplighter"))
}

// Changed tells the window that records changed: the area on view asks again,
// the others when they are next opened.
func (w *Window) Changed(kinds app.Changes) {
	if kinds&app.Reference != 0 {
		w.flows.Ask(func(ctx context.Context) ([]app.Flow, error) { return w.set.Store.Flows(ctx, w.set.By) })
	}
	for _, t := range w.tabs {
		switch {
		case t.screen == nil || t.screen.Shows()&kinds == 0:
		case t == w.now:
			t.screen.Reload()
		default:
			t.stale = true
		}
	}
	w.sync.Ask()
	if kinds&app.Company != 0 {
		w.admin.Ask()
	}
}

// takeFlows lets every screen live by the flows as they are now.
func (w *Window) takeFlows(flows []app.Flow, err error) {
	if err != nil {
		w.desk.Fail(err)
		return
	}
	w.desk.Flows.Take(flows)
}

// Built names the areas that were opened so far.
func (w *Window) Built() []desk.Tab {
	var out []desk.Tab
	for _, t := range w.tabs {
		if t.screen != nil {
			out = append(out, t.name)
		}
	}
	return out
}

// Stop gives up what the window waits for.
func (w *Window) Stop() {
	if w.tick != nil {
		w.tick()
	}
}
