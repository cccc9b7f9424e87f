package exchange

import (
	"context"
	"encoding/json"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// The purposes of an export by the digit that chooses them.
const (
	workPurpose   = "1"
	reportPurpose = "2"
	checkPurpose  = "3"
	otherPurpose  = "4" // asks for words of one's own
)

func purposes() []widgets.Option {
	return []widgets.Option{
		option(workPurpose, lang.L("Needed for work")), option(reportPurpose, lang.L("Report")), option(checkPurpose, lang.L("Comparison")),
		option(otherPurpose, lang.X("export.other", "Other")),
	}
}

// The profiles by the digit that chooses them.
const (
	maskedProfile = "1"
	fieldProfile  = "2"
	fullProfile   = "3"
)

// profiles are what somebody may choose to hide.
func profiles(by app.Actor) []widgets.Option {
	out := []widgets.Option{option(maskedProfile, words.ExportProfile(app.MaskedExport)), option(fieldProfile, words.ExportProfile(app.FieldExport))}
	if by.May(app.ExportInClear) == nil {
		out = append(out, option(fullProfile, words.ExportProfile(app.FullExport)))
	}
	return out
}

func profileOf(code string) app.ExportProfile {
	switch code {
	case fieldProfile:
		return app.FieldExport
	case fullProfile:
		return app.FullExport
	}
	return app.MaskedExport
}

func formats(what ExportWhat) []widgets.Option {
	out := []widgets.Option{
		option(string(app.XLSX), lang.L("XLSX, for Excel and WPS")), option(string(app.CSV), lang.L("CSV, text with commas")),
		option(string(app.JSON), lang.L("JSON, for programs")),
	}
	if what.Picture {
		out = append(out, option(string(app.Picture), lang.L("PNG, the chart as a picture")))
	}
	if what.Statements {
		out = append(out, option(string(app.XAPI), lang.L("xAPI statements, for learning records")))
	}
	return out
}

// purposeText is the purpose as it is kept, in the words it was chosen by.
func (e *Export) purposeText() string {
	if chosen := e.purpose.Chosen(); chosen.Code != otherPurpose {
		return chosen.Label
	}
	return e.other.Text
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
