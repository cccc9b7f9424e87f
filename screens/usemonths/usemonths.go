// Package usemonths shows what an account used month by month, who said so and
// when, and puts a month right. It is a part that pages of customers take in; it
// draws no chart.
package usemonths

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Store is what this part asks of the records.
type Store interface {
	UsageOfAccount(ctx context.Context, by app.Actor, id app.AccountID, months int) ([]app.MonthUse, error)
	UsageVersions(ctx context.Context, by app.Actor, account app.AccountID, month int64) ([]app.UseVersion, error)
	CorrectUsage(context.Context, app.Actor, app.UseCorrection) error
}

// monthsShown is how far back the list goes.
const monthsShown = 72

// Months lists the months of an account, the latest first, and below them what
// each sheet said of the one selected.
type Months struct {
	desk  *desk.Desk
	store Store

	accounts []app.Account
	account  app.Account
	used     []app.MonthUse // the latest first
	versions []app.UseVersion
	month    int64 // selected

	which   *widgets.Select
	table   *widgets.RecordTable
	said    *widgets.RecordTable
	head    *widgets.SectionHeader
	note    *widgets.FieldNote
	correct *widgets.Button
	body    fyne.CanvasObject
	loader  *background.Loader[[]app.MonthUse]
	asking  *background.Loader[[]app.UseVersion]
}

// New is the list of no account; Open fills it.
func New(d *desk.Desk, store Store) *Months {
	m := &Months{desk: d, store: store, note: widgets.NewFieldNote(), head: widgets.NewSectionHeader(lang.L("Versions"))}
	m.loader, m.asking = background.NewLoader(d.Runner, m.show), background.NewLoader(d.Runner, m.showVersions)
	m.which = widgets.NewSelect(nil, nil)
	m.table = widgets.NewRecordTable(d.Runner, []widgets.Column{
		{Title: lang.L("Month"), Width: 96},
		{Title: "kWh", Width: 96, Kind: widgets.KindNumber},
		{Title: lang.X("use.sharp", "Sharp"), Width: 70, Kind: widgets.KindNumber},
		{Title: lang.X("use.peak", "Peak"), Width: 70, Kind: widgets.KindNumber},
		{Title: lang.X("use.flat", "Flat"), Width: 70, Kind: widgets.KindNumber},
		{Title: lang.X("use.valley", "Valley"), Width: 70, Kind: widgets.KindNumber},
		{Title: lang.X("reading.on", "Read on"), Width: 100},
		{Title: lang.L("Source"), Width: 120, Weight: 1},
		{Title: "", Width: 100, Kind: widgets.KindBadge},
	}, m.fetch)
	m.table.OnSelect = func(row widgets.Row) { m.choose(row.Key) }
	m.table.OnOpen = func(widgets.Row) { m.Correct() }
	m.table.OnError = d.Fail
	m.table.SetEmpty(widgets.NewEmptyState(theme.DocumentIcon(), lang.L("No electricity use is known yet."), widgets.Action{}))
	m.said = widgets.NewRecordTable(d.Runner, []widgets.Column{
		{Title: lang.L("When"), Width: 130},
		{Title: lang.X("import.by", "By"), Width: 80},
		{Title: "kWh", Width: 90, Kind: widgets.KindNumber},
		{Title: lang.L("Source"), Width: 150},
		{Title: lang.L("Reason"), Width: 150, Weight: 1},
		{Title: "", Width: 100, Kind: widgets.KindBadge},
	}, m.fetchVersions)
	m.said.OnError = d.Fail
	m.correct = widgets.NewButton(lang.L("Correct this month …")+"  Enter", m.Correct)
	m.correct.Hidden = d.By.May(app.ImportRecords) != nil
	top := container.NewBorder(nil, nil, m.which, m.correct, m.note)
	split := container.NewGridWithRows(2, container.NewBorder(top, nil, nil, nil, m.table), container.NewBorder(m.head, nil, nil, nil, m.said))
	m.body = split
	return m
}

// Open shows the accounts of a customer, the first of them first.
func (m *Months) Open(accounts []app.Account) {
	m.accounts = accounts
	var numbers []string
	for _, a := range accounts {
		numbers = append(numbers, a.AccountNo)
	}
	m.which.OnChanged = nil
	m.which.SetOptions(numbers)
	m.which.Hidden = len(numbers) < 2
	if len(accounts) == 0 {
		return
	}
	m.account = accounts[0]
	m.which.SetSelected(numbers[0])
	m.which.OnChanged = m.chooseAccount
	m.Reload()
}

func (m *Months) chooseAccount(number string) {
	for _, a := range m.accounts {
		if a.AccountNo == number {
			m.account, m.month = a, 0
		}
	}
	m.Reload()
}

// Reload asks for the months again.
func (m *Months) Reload() {
	id := m.account.ID
	m.loader.Ask(func(ctx context.Context) ([]app.MonthUse, error) {
		return m.store.UsageOfAccount(ctx, m.desk.By, id, monthsShown)
	})
}

func (m *Months) show(used []app.MonthUse, err error) {
	m.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	m.used = nil
	at := 0
	for i := len(used) - 1; i >= 0; i-- {
		if used[i].Month == m.month {
			at = len(m.used)
		}
		m.used = append(m.used, used[i])
	}
	m.table.SetTotal(len(m.used))
	m.table.Reload()
	if len(m.used) == 0 {
		m.showVersions(nil, nil)
		return
	}
	m.table.Select(at)
	m.choose(strconv.FormatInt(m.used[at].Month, 10))
}

// choose asks what the sheets said of a month.
func (m *Months) choose(key string) {
	month, err := strconv.ParseInt(key, 10, 64)
	if err != nil {
		return
	}
	m.month = month
	m.head.SetTitle(lang.L("Versions of {{.Month}}", map[string]any{"Month": words.Month(month)}))
	id := m.account.ID
	m.asking.Ask(func(ctx context.Context) ([]app.UseVersion, error) {
		return m.store.UsageVersions(ctx, m.desk.By, id, month)
	})
}

func (m *Months) showVersions(versions []app.UseVersion, err error) {
	m.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	m.versions = versions
	m.said.SetTotal(len(versions))
	m.said.Reload()
}

func (m *Months) fetch(_ context.Context, from, count int) ([]widgets.Row, error) {
	used := m.used[min(from, len(m.used)):min(from+count, len(m.used))]
	rows := make([]widgets.Row, len(used))
	for i, u := range used {
		mark := widgets.Cell{}
		if u.Estimated {
			mark = widgets.Cell{Text: lang.L("Estimated"), Tone: widgets.ToneWarn}
		}
		rows[i] = widgets.Row{Key: strconv.FormatInt(u.Month, 10), Cells: []widgets.Cell{
			{Text: words.Month(u.Month)},
			{Text: words.Count(u.Total), Strong: true},
			{Text: part(u, u.Sharp)},
			{Text: part(u, u.Peak)},
			{Text: part(u, u.Flat)},
			{Text: part(u, u.Valley)},
			{Text: string(u.ReadOn())},
			{Text: words.UseSource(u.Source)},
			mark,
		}}
	}
	return rows, nil
}

// part is a part by time of day; nothing where nobody read any.
func part(u app.MonthUse, kwh int64) string {
	if u.Sharp+u.Peak+u.Flat+u.Valley == 0 {
		return ""
	}
	return words.Count(kwh)
}

func (m *Months) fetchVersions(_ context.Context, from, count int) ([]widgets.Row, error) {
	versions := m.versions[min(from, len(m.versions)):min(from+count, len(m.versions))]
	rows := make([]widgets.Row, len(versions))
	for i, v := range versions {
		state := widgets.Cell{Text: lang.L("Replaced"), Tone: widgets.ToneNeutral}
		switch {
		case v.Holds:
			state = widgets.Cell{Text: lang.L("In force"), Tone: widgets.ToneGood}
		case v.WithdrawnAt != 0:
			state = widgets.Cell{Text: lang.L("Taken back"), Tone: widgets.ToneNeutral}
		}
		rows[i] = widgets.Row{Key: strconv.Itoa(from + i), Cells: []widgets.Cell{
			{Text: words.Moment(v.MadeAt, m.desk.Now())}, {Text: v.By}, {Text: words.Count(v.Total), Strong: v.Holds}, {Text: words.SheetSource(v.Source)}, {Text: v.Reason}, state,
		}}
	}
	return rows, nil
}

// Show opens the months of a customer's accounts above the window; changed hears
// when it is closed after a month was put right.
func Show(d *desk.Desk, store Store, accounts []app.Account, changed func()) {
	m := New(d, store)
	sheet := widgets.NewSheet(lang.L("Electricity use by month"), m.body, widgets.Action{})
	sheet.Secondary = widgets.Action{Label: lang.L("Close"), Do: func() { sheet.Close() }}
	sheet.Width, sheet.Height, sheet.First = 860, 470, m.table
	sheet.OnClosed = changed
	sheet.Show(d.Keys)
	m.Open(accounts)
}
