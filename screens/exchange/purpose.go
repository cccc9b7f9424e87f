package exchange

import (
	"context"
	"encoding/json"
	"strings"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
)

// The purposes of an export by the digit that chooses them.
const (
	workPurpose   = "1"
	reportPurpose = "2"
	checkPurpose  = "3"
	otherPurpose  = "4" // asks for words of one's own
	handedPurpose = "5" // of papers
)

func purposes() []widgets.Option {
	return []widgets.Option{
		desk.Option(workPurpose, lang.L("Needed for work")), desk.Option(reportPurpose, lang.L("Report")), desk.Option(checkPurpose, lang.L("Comparison")),
		desk.Option(otherPurpose, lang.X("export.other", "Other")),
	}
}

// Purpose is the piece of a form that asks what something goes out for. OnGrow is
// called when it asks for words of one's own, or no longer.
type Purpose struct {
	OnGrow func()

	chosen *widgets.CodeField
	other  *widgets.Entry
	rows   []*widgets.FormRow
}

// NewPurpose is that piece with the likeliest purpose chosen.
func NewPurpose() *Purpose { return newPurpose(purposes()) }

// NewPaperPurpose is that piece for a paper, with what it went out for last; one
// that goes to the person it is about goes there again.
func NewPaperPurpose(kind app.PaperKind, last Chosen) *Purpose {
	p := newPurpose(append(purposes(), desk.Option(handedPurpose, lang.L("Handed to the person it is about"))))
	if kind.Handed() {
		last = Chosen{Code: handedPurpose}
	}
	p.Offer(last)
	return p
}

func newPurpose(options []widgets.Option) *Purpose {
	p := &Purpose{OnGrow: func() {}, other: widgets.NewEntry()}
	p.chosen = widgets.NewCodeField(options, func(o widgets.Option) { p.show(o.Code == otherPurpose) })
	p.chosen.SetCode(workPurpose)
	p.rows = []*widgets.FormRow{
		widgets.NewFormRow("purpose", lang.L("Purpose"), p.chosen).Required(),
		widgets.NewFormRow("other", lang.L("Which purpose"), p.other).Required(),
	}
	p.rows[1].Hide()
	return p
}

// Rows are its rows of the form.
func (p *Purpose) Rows() []*widgets.FormRow { return p.rows }

// Offer chooses what was chosen last; nothing leaves the likeliest.
func (p *Purpose) Offer(last Chosen) {
	if last.Code == "" {
		return
	}
	p.chosen.SetCode(last.Code)
	p.other.SetText(last.Words)
	p.turn(last.Code == otherPurpose)
}

// Chosen is what is chosen, to be offered again.
func (p *Purpose) Chosen() Chosen {
	c := Chosen{Code: p.chosen.Chosen().Code}
	if c.Code == otherPurpose {
		c.Words = strings.TrimSpace(p.other.Text)
	}
	return c
}

// Handed reports whether it goes to the person it is about.
func (p *Purpose) Handed() bool { return p.chosen.Chosen().Code == handedPurpose }

func (p *Purpose) turn(other bool) {
	if other {
		p.rows[1].Show()
	} else {
		p.rows[1].Hide()
	}
}

func (p *Purpose) show(other bool) {
	if len(p.rows) == 0 { // while it is built
		return
	}
	p.turn(other)
	p.OnGrow()
	if other {
		widgets.Focus(p.other)
	}
}

// Missing names the row that is still to be filled in; empty: none.
func (p *Purpose) Missing() string {
	switch code := p.chosen.Chosen().Code; {
	case code == "":
		return "purpose"
	case code == otherPurpose && strings.TrimSpace(p.other.Text) == "":
		return "other"
	}
	return ""
}

// Text is the purpose as it is kept, in the words it was chosen by.
func (p *Purpose) Text() string {
	if chosen := p.chosen.Chosen(); chosen.Code != otherPurpose {
		return chosen.Label
	}
	return strings.TrimSpace(p.other.Text)
}

func formats(what ExportWhat) []widgets.Option {
	out := []widgets.Option{
		desk.Option(string(app.XLSX), lang.L("XLSX, for Excel and WPS")), desk.Option(string(app.CSV), lang.L("CSV, text with commas")),
		desk.Option(string(app.JSON), lang.L("JSON, for programs")),
	}
	if what.Picture {
		out = append(out, desk.Option(string(app.Picture), lang.L("PNG, the chart as a picture")))
	}
	if what.Statements {
		out = append(out, desk.Option(string(app.XAPI), lang.L("xAPI statements, for learning records")))
	}
	return out
}

// choices are what a person chose last, offered again.
type choices struct {
	Format app.Format `json:"format"`
	Opens  bool       `json:"opens"`
}

func readChoices(ctx context.Context, store Store) (choices, error) {
	var last choices
	text, err := store.Setting(ctx, exportPrefs)
	if err != nil || text == "" {
		return last, err
	}
	return last, json.Unmarshal([]byte(text), &last)
}

func keepChoices(ctx context.Context, store Store, c choices) error {
	text, _ := json.Marshal(c) // a plain struct always marshals
	return store.Set(ctx, exportPrefs, string(text))
}

// exported is one list that went out. Customers' data left the file: who took
// them, when and what for is kept on this device.
type exported struct {
	At      int64  `json:"at"` // Unix ms
	By      string `json:"by"`
	Purpose string `json:"purpose"`
	Title   string `json:"title"`
	File    string `json:"file"`
	Rows    int    `json:"rows"`
}

// exportsKept is how many exports are remembered.
const exportsKept = 500

func keepEntry(ctx context.Context, store Store, entry exported) error {
	log, err := readLog(ctx, store)
	if err != nil {
		return err
	}
	log = append(log, entry)
	text, _ := json.Marshal(log[max(0, len(log)-exportsKept):]) // plain structs always marshal
	return store.Set(ctx, exportLog, string(text))
}

func readLog(ctx context.Context, store Store) ([]exported, error) {
	text, err := store.Setting(ctx, exportLog)
	if err != nil || text == "" {
		return nil, err
	}
	var log []exported
	return log, json.Unmarshal([]byte(text), &log)
}
