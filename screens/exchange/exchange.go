// Package exchange lets lists in and out: the page that imports customers, what
// they used, the people and results of classes, or completions from a sheet, with
// a look at what it will do first, and the sheet that exports the list on view. It
// reads and writes no file itself.
package exchange

import (
	"context"

	"lamplighter/app"
	"lamplighter/screens/witness"
)

// Store is what these screens ask of the records. Progress comes as bytes read
// or rows written, of how many in all.
type Store interface {
	ReadSheet(ctx context.Context, by app.Actor, kind app.ImportKind, path, sheet string) (app.SheetView, error)
	ImportList(ctx context.Context, by app.Actor, job app.ImportJob, report func(done, total int64)) (app.ImportReport, error)
	ClassPage(context.Context, app.Actor, app.ClassID) (app.ClassPage, error)
	UsageMonths(context.Context, app.Actor) (first, last int64, err error)
	UsageOrder(context.Context, app.Actor, app.UsageOut) ([]int64, error)
	ExportUsage(ctx context.Context, by app.Actor, o app.UsageOut, rows []int64, job app.ExportJob, report func(done, total int64)) (int, error)
	Imports(context.Context, app.Actor) ([]app.ImportBatch, error)
	UndoImport(ctx context.Context, by app.Actor, id int64, report func(done, total int64)) (app.UndoReport, error)
	ExportProfiles(context.Context, app.Actor) ([]app.OwnProfile, error)
	Setting(ctx context.Context, name string) (string, error)
	Set(ctx context.Context, name, value string) error
	witness.Store
}

// The settings these screens keep on this device.
const (
	importFolder = "import.folder" // where the last list lay
	exportPrefs  = "export.last"   // format and whether to open, as last chosen
	exportLog    = "export.log"    // what went out, for what purpose
	exports      = "export"        // purposes of lists as last chosen
)

// ints lets a report of bytes or rows go where a task counts in ints.
func ints(report func(done, total int)) func(done, total int64) {
	return func(done, total int64) { report(int(done), int(total)) }
}
