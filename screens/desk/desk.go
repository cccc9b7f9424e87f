// Package desk is what every screen is given to work with: who works, the
// language of the codes, the runner, and the ways to open another screen or to
// say something. It shows nothing itself.
package desk

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Desk is one clerk's place of work. Its functions run on the UI thread.
type Desk struct {
	By      app.Actor
	Codes   *words.Codes
	Flows   *words.Flows
	Runner  *background.Runner
	Now     func() time.Time
	Keys    *widgets.Keys
	Canvas  fyne.Canvas
	Open    func(Route)       // go to another screen
	Back    func()            // go to where one came from
	Say     func(text string) // a short message that goes by itself
	Fail    func(err error)   // what went wrong, kept until it is closed
	Folder  func() string     // where exports go
	Disks   func() []string   // sticks and other disks that are carried about; nil: not known
	OpenURL func(path string) // show a file with the system's own program
	Reveal  func()            // shows what is masked of the record on view; nil: not offered
}

// Tab is a place in the navigation.
type Tab string

// The places that are built.
const (
	Home      Tab = "home"
	Customers Tab = "customers"
	Cases     Tab = "cases"
	Visits    Tab = "visits"
	Training  Tab = "training"
	Forecast  Tab = "forecast"
	Outages   Tab = "outages"
	Knowledge Tab = "knowledge"
	Import    Tab = "import"
	Settings  Tab = "settings"
	Sync      Tab = "sync"
)

// Route names what to show.
type Route struct {
	Tab       Tab
	Customer  app.CustomerID
	Case      app.CaseID
	GoOn      bool // offer the next steps of Case at once
	Outage    app.OutageID
	Visit     app.VisitID         // its page, or with Record its form
	Record    bool                // the form of Visit; without one, of a visit to Customer that was not planned
	Brief     bool                // the brief of Visit, or of Customer
	NewCase   bool                // the acceptance form, for Customer if it is set
	NewCust   bool                // the form of a new customer
	Draft     *app.Draft          // a half-done form to go on with
	Filter    *app.CaseFilter     // the list of cases, narrowed
	CallBacks bool                // random draws of closed cases
	Service   bool                // how service went, in figures
	Visits    *app.VisitFilter    // the list of visits, narrowed
	Due       bool                // the customers whose visit is due
	Review    bool                // how the managers fare, in figures
	FollowUps bool                // the visits to be followed up by telephone
	Survey    bool                // the answers to the yearly survey, entered in a row
	Promises  app.CommitmentView  // the promises, at one of their lists
	Mine      bool                // Promises: those of whoever looks
	Training  TrainingPart        // a part of the tab of training
	Lacking   *app.TrainingFilter // who lacks what, narrowed
	Class     app.ClassID         // its page
	Learner   app.StaffID         // what one person has and lacks
	Course    app.CourseID        // in the catalogue; with Training, what is narrowed to it
	Practice  int64               // an entry of the log, by its row number
	Quiz      app.QuizID          // its page, or for whoever takes it the quiz itself
	Forecast  ForecastPart        // a part of the tab of forecasts
	Use       app.ForecastOf      // its page: a customer, an industry, an area
	Month     int64               // YYYYMM: the deviations of that month
	Qualified app.QualifiedView   // how people stand in qualifications, at one of its lists
	Sync      SyncPart            // a part of the tab of exchanges
}

// SyncPart is a part of the tab of exchanges.
type SyncPart string

// The parts, in their order.
const (
	Exchange   SyncPart = "exchange"
	Conflicts  SyncPart = "conflicts"
	Packages   SyncPart = "packages"
	Quarantine SyncPart = "quarantine"
)

// TrainingPart is a part of the tab of training.
type TrainingPart string

// The parts.
const (
	Mine           TrainingPart = "mine" // what whoever looks has, lacks and may do
	Gaps           TrainingPart = "gaps"
	Classes        TrainingPart = "classes"
	Courses        TrainingPart = "courses"
	PracticeLog    TrainingPart = "practice"
	Quizzes        TrainingPart = "quizzes"
	Qualifications TrainingPart = "qualifications"
	Proposals      TrainingPart = "proposals"
	TrainingReport TrainingPart = "report"
	Completions    TrainingPart = "completions" // who completed which course
)

// ForecastPart is a part of the tab of forecasts.
type ForecastPart string

// The parts, in their order.
const (
	UseOfCustomers  ForecastPart = "customers"
	UseOfIndustries ForecastPart = "industries"
	UseOfAreas      ForecastPart = "areas"
	Deviations      ForecastPart = "deviations"
	Leads           ForecastPart = "leads"
	UseTasks        ForecastPart = "tasks"
	ForecastErrors  ForecastPart = "errors"
	MarketFactors   ForecastPart = "factors"
)

// Printed is what of a screen goes on paper: one case, one customer, one visit,
// or the rows of a list with its filter in words.
type Printed struct {
	Case      app.CaseID
	Customer  app.CustomerID
	Visit     app.VisitID  // its record; with Customer, the brief before it
	Kind      app.CaseKind // of the case; "": not known yet
	Cases     []int64
	Customers []int64
	Figures   []app.Figures
	Nobody    bool // Figures name neither customers nor colleagues
	Visits    []int64
	Route     app.ManagerDay // the day sheet of a manager; no day: none
	Class     app.ClassID    // its attendance sheet
	Classes   []app.ClassRow
	Use       *app.UseForecast                             // its chart and table
	Later     func(context.Context) ([]app.Figures, error) // Figures that are read when they are printed
	Rows      int                                          // how many those have
	Papers    []app.CertificateID
	Practice  []int64 // entries of the log
	Title     string  // of Figures; empty: those of the service
	Filter    string
}

// Screen is one page of the window.
type Screen interface {
	Content() fyne.CanvasObject
	Shows() app.Changes // what it shows; it is reloaded when that changes
	Reload()
}

// What a screen may be able to do besides; the window's keys ask for it.
type (
	// Shower can show a part of what it has.
	Shower interface{ Show(Route) }
	// Focuser knows where the keyboard should be when it comes on view.
	Focuser interface{ Focus() }
	// Maker answers Ctrl+N with something new; false lets the window do it.
	Maker interface{ New() bool }
	// Saver answers Ctrl+Enter.
	Saver interface{ Save() }
	// Keeper answers Ctrl+S: it keeps the half-done form as a draft at once, and
	// calls kept when that is done; false when there is none.
	Keeper interface{ Keep(kept func()) bool }
	// Closer answers Ctrl+Shift+Enter: save and close; of a new customer, save
	// and accept a case.
	Closer interface{ SaveAndClose() }
	// Mover answers Ctrl+G: the next step.
	Mover interface{ GoOn() }
	// Inserter answers Ctrl+J: writes an article of the knowledge base into what
	// is being answered; false when nothing is.
	Inserter interface{ Insert() bool }
	// Narrower answers Ctrl+F: to the filter of this list.
	Narrower interface{ ToFilter() }
	// Exporter answers Ctrl+E with a list of its own; false when none is on view.
	Exporter interface{ Export() bool }
	// Figurer answers Ctrl+E with the table of figures on view; false when there
	// is none.
	Figurer interface{ Figures() (app.Figures, bool) }
	// Printer answers Ctrl+P with what of it goes on paper; nothing: the zero value.
	Printer interface{ Prints() Printed }
	// Leaver answers Esc: one step back without loss; false when there is none.
	Leaver interface{ Leave() bool }
	// Repeater answers Ctrl+R: what was entered the last time.
	Repeater interface{ Again() }
	// InVisit answers Ctrl+Shift with a letter: something made from inside a visit.
	InVisit interface{ Make(app.VisitLinkKind) }
	// Practised is a page out of whose case or visit Ctrl+Shift+T writes an entry
	// of the log; zero: none is on view.
	Practised interface{ Practised() app.PracticeOf }
	// Parted goes to a part of its form, which whoever hosts it asks for Alt+1 to
	// Alt+9; false when no form is on view.
	Parted interface{ ToPart(place int) bool }
	// Boarder answers Ctrl+B: the list as a board, and back.
	Boarder interface{ ToBoard() }
	// Shifter answers Alt+Left and Alt+Right: the card to the column beside.
	Shifter interface{ Shift(by int) }
	// Assigner answers Ctrl+Shift+A: what is marked to one person.
	Assigner interface{ Assign() }
	// Viewer answers Alt+1 to Alt+9 with a view of its list, and Ctrl+S by
	// keeping what is on view.
	Viewer interface {
		ChooseView(at int)
		KeepView()
	}
	// Catcher takes files that are dropped on the window; false lets them be
	// imported.
	Catcher interface{ Catch(paths []string) bool }
	// Stepper answers Ctrl+PgUp and Ctrl+PgDn: the record before or after.
	Stepper interface{ Step(by int) }
)

// Keep keeps a half-done form as a draft and says so.
func (d *Desk) Keep(keep func(kept func()) bool) {
	if !keep(func() { d.Say(lang.L("Kept as a draft. The start page has it.")) }) {
		d.Say(lang.L("There is no half-done form to keep."))
	}
}
