package synchronise

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/listing"
	"lamplighter/screens/look"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Preview shows what lies in a folder and what taking it in does, table by table
// and record by record; nothing has been changed yet. A count opens its records,
// a record its page.
type Preview struct {
	desk *desk.Desk

	found   app.SyncPreview
	units   []app.OrgUnit
	as      app.MergedAs // records that become so; "": all
	title   *widgets.Text
	told    *widgets.Text
	alert   *widgets.HeaderAlert
	kinds   *widgets.Chips
	tables  *listing.List[app.MergedTable]
	records *listing.List[merged]
	more    int64 // records that are counted and not named
	means   *widgets.Paragraph
	came    *listing.List[app.Package]
	goes    *listing.List[app.Package]
	files   *widgets.Paragraph
	back    *widgets.Button
	anew    *widgets.Button // from a snapshot
	doIt    *widgets.Button
	body    *fyne.Container
}

// merged is a record with its table, or a whole set that is refused.
type merged struct {
	table   string
	refused app.QuarantineReason
	app.MergedRecord
}

// refusedSets stands among the tables for the sets that go to quarantine.
const refusedSets = "refused"

const allKinds = "all"

func newPreview(d *desk.Desk, store Store, doIt, leave, anew func()) *Preview {
	p := &Preview{desk: d, title: widgets.NewTitle(""), told: widgets.NewMutedText(""), alert: widgets.NewHeaderAlert(), means: widgets.NewParagraph(""), files: widgets.NewParagraph("")}
	p.title.Shrinks, p.told.Shrinks = true, true
	p.means.Color, p.files.Color = look.ColorMuted, look.ColorMuted
	p.back = widgets.NewButton(lang.L("Another folder")+"  Esc", leave)
	p.anew = widgets.NewButton(lang.L("Begin anew…")+"  Ctrl+G", anew)
	p.doIt = widgets.NewPrimaryButton("", doIt)
	p.kinds = widgets.NewChips(nil, func(chosen []string) {
		p.as = ""
		if len(chosen) > 0 && chosen[0] != allKinds {
			p.as = app.MergedAs(chosen[0])
		}
		p.narrow()
	})
	p.lists(d)
	loadUnits(d, store, func(units []app.OrgUnit) { p.units = units; p.came.Table.Reload(); p.goes.Table.Reload() })
	p.build()
	return p
}

// loadUnits asks once for the units, by which areas are named.
func loadUnits(d *desk.Desk, store Store, show func([]app.OrgUnit)) {
	background.NewLoader(d.Runner, func(units []app.OrgUnit, err error) {
		if err == nil { // else areas go by their numbers
			show(units)
		}
	}).Ask(func(ctx context.Context) ([]app.OrgUnit, error) { return store.Units(ctx, d.By) })
}

func (p *Preview) lists(d *desk.Desk) {
	columns := []widgets.Column{{Title: lang.X("merged.records", "Records"), Width: 130, Weight: 1}}
	for _, as := range app.MergedKinds() {
		columns = append(columns, widgets.Column{Title: words.MergedAs(as), Width: 66, Kind: widgets.KindNumber})
	}
	p.tables = listing.New(d, columns, tableRow)
	p.tables.Table.OnSelect = func(widgets.Row) { p.showRecords() }
	p.tables.Table.OnCell = p.ofCell
	p.tables.Table.OnOpen = func(widgets.Row) { widgets.Focus(p.records.Table) }
	p.records = listing.New(d, []widgets.Column{
		{Title: lang.L("Record"), Width: 130, Weight: 2},
		{Title: "", Width: 98, Kind: widgets.KindBadge},
		{Title: lang.L("Fields"), Width: 120, Weight: 2},
		{Title: lang.L("When"), Width: 106},
	}, p.recordRow)
	p.records.Table.OnOpen = func(widgets.Row) {
		if chosen := p.records.Chosen(); len(chosen) > 0 {
			p.openRecord(chosen[0])
		}
	}
	p.records.Table.OnSelect = func(widgets.Row) { p.tellRecord() }
	p.records.Empty.SetText(lang.L("No record becomes so."))
	p.tables.Empty.SetText(lang.L("Nothing new lies here."))
	p.came = listing.New(d, []widgets.Column{
		{Title: lang.L("Found in the folder"), Width: 120, Weight: 2},
		{Title: lang.L("Area"), Width: 90, Weight: 1},
		{Title: lang.L("Packages"), Width: 76},
		{Title: lang.L("Changes"), Width: 70, Kind: widgets.KindNumber},
		{Title: "", Width: 120, Kind: widgets.KindBadge},
	}, func(one app.Package) widgets.Row {
		return widgets.Row{Key: one.File, Cells: []widgets.Cell{
			{Text: words.DeviceName(one.Code, one.Name), Strong: true},
			{Text: words.Area(one.Area, p.units)},
			{Text: span(one.First, one.Last)},
			{Text: words.Count(one.Rows)},
			{Text: words.PackageState(one.State), Tone: packageTone(one.State)},
		}}
	})
	p.came.Empty.SetText(lang.L("No packages lie in this folder."))
	p.came.Table.OnOpen = func(widgets.Row) { showPackage(d, p.units, p.came.Chosen(), nil) }
	p.goes = listing.New(d, []widgets.Column{
		{Title: lang.L("Will be sent"), Width: 130, Weight: 1}, {Title: lang.L("Packages"), Width: 90}, {Title: lang.L("Changes"), Width: 80, Kind: widgets.KindNumber},
	}, func(one app.Package) widgets.Row {
		return widgets.Row{Key: words.Count(int64(one.Area)) + "/" + words.Count(one.First), Cells: []widgets.Cell{
			{Text: words.Area(one.Area, p.units), Strong: true}, {Text: span(one.First, one.Last)}, {Text: words.Count(one.Rows)},
		}}
	})
	p.goes.Empty.SetText(lang.L("All that was written here is sent."))
}

func (p *Preview) build() {
	head := container.NewBorder(nil, nil, nil, container.NewVBox(container.NewHBox(p.back, p.anew, p.doIt)), container.NewVBox(p.title, p.told))
	records := container.NewBorder(nil, p.means, nil, nil, p.records.Table)
	panes := func(share float32, left, right fyne.CanvasObject) fyne.CanvasObject {
		return container.New(&widgets.PanesLayout{Share: share}, left, right)
	}
	below := panes(0.54, p.came.Table, container.NewBorder(nil, p.files, nil, nil, p.goes.Table))
	p.body = container.NewBorder(container.NewVBox(container.NewPadded(head), p.alert, container.NewPadded(p.kinds)), nil, nil, nil,
		container.NewPadded(container.New(rows{0.6}, panes(0.54, p.tables.Table, records), below)))
}

// tableRow tells what becomes of the records of one table; none is drawn back.
func tableRow(t app.MergedTable) widgets.Row {
	cells := []widgets.Cell{{Text: tableName(t.Table), Strong: true}}
	for _, as := range app.MergedKinds() {
		cell := widgets.Cell{Text: "–", Muted: true}
		if n := t.Counts[as]; n > 0 {
			cell = widgets.Cell{Text: words.Count(n)}
			if tone := mergedTone(as); tone >= widgets.ToneWarn {
				cell.Tone = tone
			}
		}
		cells = append(cells, cell)
	}
	return widgets.Row{Key: t.Table, Cells: cells}
}

// tableName names a table of a preview.
func tableName(table string) string {
	switch table {
	case "":
		return lang.L("Of a newer version")
	case refusedSets:
		return lang.L("Not to be brought in")
	}
	return words.Table(table)
}

func (p *Preview) recordRow(r merged) widgets.Row {
	of := r.Of
	if of == "" {
		of = tableName(r.table)
	}
	return widgets.Row{Key: r.table + r.Record.ID.String() + r.Of, Cells: []widgets.Cell{
		{Text: of, Strong: true}, {Text: words.MergedAs(r.As), Tone: mergedTone(r.As)}, {Text: fieldNames(r.Fields)}, {Text: words.Moment(r.At, p.desk.Now())},
	}}
}

// Content is the preview.
func (p *Preview) Content() fyne.CanvasObject { return p.body }

// Open shows what was found.
func (p *Preview) Open(found app.SyncPreview) {
	p.found, p.as = found, ""
	p.title.SetText(found.Folder)
	changes, bytes := total(found.Send)
	told := lang.L("Nothing is changed yet. To be sent: {{.N}} changes, {{.Size}}.", map[string]any{"N": words.Count(changes), "Size": words.AttachmentSize(bytes)})
	if found.Merge.Rough {
		told += " " + lang.L("So much came that the last of it was counted without a look at the records.")
	}
	p.told.SetText(told)
	p.doIt.SetText(lang.L("Take in and send") + "  Ctrl+Enter")
	p.alert.Clear()
	p.anew.Hidden = found.Anew.Path == ""
	switch {
	case !p.anew.Hidden:
		p.alert.Say(widgets.ToneInfo, offered(found.Anew, p.desk.Now()))
	case len(found.Missing) > 0:
		p.alert.Say(widgets.ToneWarn, gaps(found.Missing))
	case found.NothingNew():
		p.alert.Say(widgets.ToneInfo, lang.L("Nothing new lies here, and all that was written here is sent. Enter notes in the folder that this device has everything."))
	}
	chips := []widgets.Chip{{Key: allKinds, Text: lang.X("merged.all", "All"), Count: -1}}
	for _, as := range app.MergedKinds() {
		chips = append(chips, widgets.Chip{Key: string(as), Text: words.MergedAs(as), Count: int(found.Merge.Count(as))})
	}
	p.kinds.SetChips(chips)
	p.came.Set(found.Packages)
	p.goes.Set(found.Send)
	p.files.SetText(moved(found.Files))
	p.narrow()
	p.body.Refresh()
}

// offered says what a snapshot in the folder is good for.
func offered(s app.SnapshotFound, now time.Time) string {
	values := map[string]any{"Maker": s.Maker, "When": words.Moment(s.At, now)}
	if s.Needed {
		return lang.L("A snapshot for this computer lies here, made by {{.Maker}}, {{.When}}. With it the records come back of the unit that was given back. What was written here and not sent is kept.", values)
	}
	return lang.L("A snapshot for this computer lies here, made by {{.Maker}}, {{.When}}. To begin anew from it brings all records at once, though packages are missing. What was written here and not sent is kept.", values)
}

// ofCell follows a press on a count: the records of that table that become so.
func (p *Preview) ofCell(column int) {
	kinds := app.MergedKinds()
	if column < 1 || column > len(kinds) {
		return
	}
	p.as = kinds[column-1]
	p.narrow()
	widgets.Focus(p.records.Table)
}

// narrow shows the tables with records that become what was chosen.
func (p *Preview) narrow() {
	p.kinds.Choose(allKinds)
	if p.as != "" {
		p.kinds.Choose(string(p.as))
	}
	var tables []app.MergedTable
	for _, t := range p.all() {
		if p.as == "" || t.Counts[p.as] > 0 {
			tables = append(tables, t)
		}
	}
	p.tables.Set(tables)
	p.showRecords()
}

// all are the tables, and behind them the sets that are refused.
func (p *Preview) all() []app.MergedTable {
	all := slices.Clone(p.found.Merge.Tables)
	if n := len(p.found.Merge.Refused); n > 0 {
		all = append(all, app.MergedTable{Table: refusedSets, Counts: map[app.MergedAs]int64{app.MergedRefused: int64(n)}})
	}
	return all
}

// refused are the sets that are refused, as rows.
func (p *Preview) refused() []merged {
	var out []merged
	for _, q := range p.found.Merge.Refused {
		of := lang.L("Package {{.N}}, {{.Area}}", map[string]any{"N": words.Count(q.Number), "Area": words.Area(q.Area, p.units)})
		out = append(out, merged{table: refusedSets, refused: q.Reason, MergedRecord: app.MergedRecord{As: app.MergedRefused, Of: of, At: q.At}})
	}
	return out
}

// showRecords lists the named records of the selected table.
func (p *Preview) showRecords() {
	var out []merged
	var counted int64
	for _, t := range p.tables.Chosen() {
		for _, r := range t.Records {
			if p.as == "" || r.As == p.as {
				out = append(out, merged{table: t.Table, MergedRecord: r})
			}
		}
		if t.Table == refusedSets {
			out = p.refused()
		}
		for as, n := range t.Counts {
			if p.as == "" || as == p.as {
				counted += n
			}
		}
	}
	p.more = counted - int64(len(out))
	p.records.Set(out)
	p.tellRecord()
	p.body.Refresh()
}

// tellRecord says what becomes of the selected record, and whose change it is.
func (p *Preview) tellRecord() {
	said := ""
	switch chosen := p.records.Chosen(); {
	case len(chosen) == 0:
	case chosen[0].refused != "":
		said = words.Quarantine(chosen[0].refused) + lang.X("paper.colon", ": ") + words.QuarantineAdvice(chosen[0].refused)
	default:
		said = words.MergedMeans(chosen[0].As) + " " + lang.L("Written by {{.Device}}.", map[string]any{"Device": p.deviceOf(chosen[0].Device)})
	}
	if p.more > 0 {
		said += " " + lang.L("{{.N}} more are counted and not listed.", map[string]any{"N": words.Count(p.more)})
	}
	p.means.SetText(said)
}

// deviceOf names the device of a change by the packages that came.
func (p *Preview) deviceOf(id app.DeviceID) string {
	for _, one := range p.found.Packages {
		if one.Device == id {
			return words.DeviceName(one.Code, one.Name)
		}
	}
	return words.DeviceName("", "")
}

func (p *Preview) openRecord(r merged) {
	if r.refused != "" {
		return // what to do stands below
	}
	if r.As == app.MergedAdded || r.As == app.MergedWaiting {
		p.desk.Say(lang.L("This record is not here yet. Take it in first, then it has its page."))
		return
	}
	open(p.desk, r.Record, r.Customer)
}

// Focus puts the keyboard on the button, so that Enter goes on.
func (p *Preview) Focus() { widgets.Focus(p.doIt) }

// Lock keeps the preview as it is while it is carried out.
func (p *Preview) Lock(locked bool) {
	if locked {
		p.doIt.Disable()
		return
	}
	p.doIt.Enable()
}
