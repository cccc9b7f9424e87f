package widgets

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"lamplighter/screens/background"
	"lamplighter/screens/look"
)

var customerColumns = []Column{
	{Title: "户号", Width: 110, Sortable: true},
	{Title: "客户", Width: 120, Weight: 1, Sortable: true},
	{Title: "电量", Width: 90, Kind: KindNumber},
	{Title: "状态", Width: 80, Kind: KindBadge},
}

// register is an invented list of customers.
type register struct {
	keys    []string // nil: any number of rows k0, k1, …
	asked   []int    // the first row of each page asked for
	failing error
}

func (r *register) fetch(_ context.Context, from, count int) ([]Row, error) {
	r.asked = append(r.asked, from)
	if r.failing != nil {
		return nil, r.failing
	}
	var rows []Row
	for i := from; i < from+count; i++ {
		key := fmt.Sprintf("k%d", i)
		if r.keys != nil {
			if i >= len(r.keys) {
				break
			}
			key = r.keys[i]
		}
		rows = append(rows, Row{Key: key, Cells: []Cell{
			{Text: key}, {Text: "测试客户" + key}, {Text: fmt.Sprint(i * 7)}, {Text: "在办", Tone: ToneInfo},
		}})
	}
	return rows, nil
}

// showTable puts a table of this many rows into a window of 600 by 400.
func showTable(t testing.TB, runner *background.Runner, r *register, total int) (*RecordTable, fyne.Window) {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.New(look.Light, look.Normal))
	table := NewRecordTable(runner, customerColumns, r.fetch)
	table.SetTotal(total)
	window := test.NewTempWindow(t, table)
	window.Resize(fyne.NewSize(600, 400))
	return table, window
}

// shown is the texts on view, row by row from the top.
func shown(table *RecordTable) []string {
	var lines []string
	first := int(table.top / float64(table.rowHeight()))
	slots := table.body.view.slots
	for i := range slots {
		slot := slots[(first+i)%len(slots)]
		if slot.at != first+i {
			continue
		}
		var words []string
		for _, text := range slot.texts {
			words = append(words, text.Text)
		}
		lines = append(lines, strings.Join(words, " "))
	}
	return lines
}

func press(o fyne.Focusable, keys ...fyne.KeyName) {
	for _, key := range keys {
		o.TypedKey(&fyne.KeyEvent{Name: key})
	}
}

func TestAMillionRowsCostNoMoreThanTheViewHolds(t *testing.T) {
	showTable(t, background.Inline(), &register{}, 50) // reads the fonts
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	list := &register{}
	table := NewRecordTable(background.Inline(), customerColumns, list.fetch)
	table.SetTotal(1_000_000)
	table.SetWidths([]float32{200})
	test.NewTempWindow(t, table).Resize(fyne.NewSize(600, 400))
	press(table, fyne.KeyEnd)
	runtime.GC()
	runtime.ReadMemStats(&after)

	if grown := (int64(after.HeapAlloc) - int64(before.HeapAlloc)) >> 20; grown > 8 {
		t.Errorf("the heap grew by %d MiB, want no more than a view and a page or two need", grown)
	}
	if len(table.body.view.slots) > 30 {
		t.Errorf("%d rows were built for a view of 14", len(table.body.view.slots))
	}
	if len(list.asked) > 4 {
		t.Errorf("pages asked for: %v, want those at either end", list.asked)
	}
	if row, _ := table.Selected(); row.Key != "k999999" {
		t.Errorf("the last row is %q, want k999999", row.Key)
	}
	lines := shown(table)
	if last := lines[len(lines)-1]; !strings.HasPrefix(last, "k999999 ") {
		t.Errorf("the last line on view is %q", last)
	}
}

func TestMovingByKeys(t *testing.T) {
	tests := []struct {
		name string
		keys []fyne.KeyName
		want int
	}{
		{"Down goes one down", []fyne.KeyName{fyne.KeyDown}, 1},
		{"Up stops at the first row", []fyne.KeyName{fyne.KeyUp, fyne.KeyUp}, 0},
		{"End goes to the last row", []fyne.KeyName{fyne.KeyEnd}, 499},
		{"Down stops at the last row", []fyne.KeyName{fyne.KeyEnd, fyne.KeyDown}, 499},
		{"Home goes back to the first", []fyne.KeyName{fyne.KeyEnd, fyne.KeyHome}, 0},
		{"PageDown goes a view down and PageUp back", []fyne.KeyName{fyne.KeyDown, fyne.KeyPageDown, fyne.KeyPageUp}, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			table, window := showTable(t, background.Inline(), &register{}, 500)
			window.Canvas().Focus(table)
			press(table, tt.keys...)
			if table.SelectedIndex() != tt.want {
				t.Errorf("row %d is selected, want %d", table.SelectedIndex(), tt.want)
			}
			from := float64(tt.want) * float64(table.rowHeight())
			if from < table.top || from >= table.top+float64(table.body.Size().Height) {
				t.Errorf("row %d is not on view", tt.want)
			}
		})
	}
}

func TestEnterAndADoubleClickOpenARow(t *testing.T) {
	table, window := showTable(t, background.Inline(), &register{}, 50)
	var opened []string
	table.OnOpen = func(row Row) { opened = append(opened, row.Key) }
	window.Canvas().Focus(table)
	press(table, fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnter)
	table.body.DoubleTapped(&fyne.PointEvent{Position: fyne.NewPos(50, table.rowHeight()*4+3)})
	if got := strings.Join(opened, " "); got != "k1 k1 k4" {
		t.Errorf("opened %q, want k1 k1 k4", got)
	}
}

func TestTheSelectionStaysWithItsRecord(t *testing.T) {
	tests := []struct {
		name    string
		keys    []string
		wantKey string
		want    int
	}{
		{"a record came before it", []string{"new", "a", "b", "c", "d"}, "b", 2},
		{"a record before it went", []string{"b", "c", "d"}, "b", 0},
		{"it went itself: the one after it", []string{"a", "c", "d"}, "c", 1},
		{"it went and was the last", []string{"a"}, "a", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			list := &register{keys: []string{"a", "b", "c", "d"}}
			table, _ := showTable(t, background.Inline(), list, 4)
			table.Select(1)
			list.keys = tt.keys
			table.SetTotal(len(tt.keys))
			table.Reload()
			row, _ := table.Selected()
			if row.Key != tt.wantKey || table.SelectedIndex() != tt.want {
				t.Errorf("selected is %q at %d, want %q at %d", row.Key, table.SelectedIndex(), tt.wantKey, tt.want)
			}
		})
	}
}

func TestARecordThatMovesIsSelectedWhereTheRowsToComeHaveIt(t *testing.T) {
	runner, release := background.Held()
	list := &register{keys: []string{"a", "b", "c"}}
	table, _ := showTable(t, runner, list, 3)
	release()
	list.keys = []string{"a", "c", "b"}
	table.Reload()
	table.SelectRecord(1, "c")
	if at := table.SelectedIndex(); at != 1 {
		t.Errorf("before the rows come the place is %d, want 1", at)
	}
	release()
	if row, _ := table.Selected(); row.Key != "c" || table.SelectedIndex() != 1 {
		t.Errorf("selected is %q at %d, want c at 1", row.Key, table.SelectedIndex())
	}
}

func TestRowsOnViewStayUntilTheNewOnesAreThere(t *testing.T) {
	runner, release := background.Held()
	list := &register{keys: []string{"a", "b"}}
	table, _ := showTable(t, runner, list, 2)
	if first := shown(table)[0]; !strings.HasPrefix(first, ellipsis) {
		t.Errorf("before the answer the first line is %q, want placeholders", first)
	}
	release()
	if first := shown(table)[0]; !strings.HasPrefix(first, "a 测试客户a") {
		t.Fatalf("after the answer the first line is %q", first)
	}
	list.keys = []string{"c", "b"}
	table.Reload()
	if first := shown(table)[0]; !strings.HasPrefix(first, "a ") {
		t.Errorf("while reloading the first line is %q, want the old one", first)
	}
	release()
	if first := shown(table)[0]; !strings.HasPrefix(first, "c ") {
		t.Errorf("after reloading the first line is %q, want the new one", first)
	}
}

func TestAFailedReloadKeepsTheOldRows(t *testing.T) {
	list := &register{keys: []string{"a", "b"}}
	table, _ := showTable(t, background.Inline(), list, 2)
	var told []error
	table.OnError = func(err error) { told = append(told, err) }
	list.failing = context.Canceled
	table.Reload()
	table.Refresh()
	if len(told) != 1 || !errors.Is(told[0], context.Canceled) {
		t.Errorf("told were %v, want the failure once", told)
	}
	if first := shown(table)[0]; !strings.HasPrefix(first, "a ") {
		t.Errorf("the first line is %q, want the old one", first)
	}
	list.failing = nil
	list.keys[0] = "z"
	table.Reload()
	if first := shown(table)[0]; !strings.HasPrefix(first, "z ") {
		t.Errorf("after trying again the first line is %q", first)
	}
}

func TestPagesScrolledPastAreNotFetched(t *testing.T) {
	runner, release := background.Held()
	var answered []int
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.New(look.Light, look.Normal))
	table := NewRecordTable(runner, customerColumns, func(ctx context.Context, from, _ int) ([]Row, error) {
		if ctx.Err() == nil {
			answered = append(answered, from)
		}
		return nil, ctx.Err()
	})
	table.SetTotal(100_000)
	test.NewTempWindow(t, table).Resize(fyne.NewSize(600, 400))
	for at := range 50 {
		table.Select(at * 1000)
	}
	release()
	if len(answered) > 2 {
		t.Errorf("fetched from %v, want the last view's rows only", answered)
	}
}

func TestSortingByAHeader(t *testing.T) {
	table, _ := showTable(t, background.Inline(), &register{}, 5)
	var asked []string
	table.OnSort = func(column int, backward bool) { asked = append(asked, fmt.Sprint(column, backward)) }
	second := table.header.widths[0] + 20
	for _, x := range []float32{20, 20, second, 590} { // the last column cannot be sorted by
		table.header.Tapped(&fyne.PointEvent{Position: fyne.NewPos(x, 5)})
	}
	if got := strings.Join(asked, ", "); got != "0 false, 0 true, 1 false" {
		t.Errorf("asked to sort by %s", got)
	}
}

func TestAColumnKeepsTheWidthItWasDraggedTo(t *testing.T) {
	table, window := showTable(t, background.Inline(), &register{}, 5)
	edge := table.header.widths[0]
	drag := func(from, by float32) {
		table.header.Dragged(&fyne.DragEvent{
			PointEvent: fyne.PointEvent{Position: fyne.NewPos(from+by, 5)}, Dragged: fyne.NewDelta(by, 0),
		})
		table.header.DragEnd()
	}
	drag(edge, 45)
	drag(edge/2, 30) // not on an edge
	window.Resize(fyne.NewSize(900, 400))
	if got := table.header.widths[0]; got != edge+45 {
		t.Errorf("the column is %v wide, want %v", got, edge+45)
	}
	if got := table.Widths(); got[0] != edge+45 || got[1] != 0 {
		t.Errorf("to be kept are %v, want the first only", got)
	}
}

func TestKeysATableDoesNotUseReachTheWindow(t *testing.T) {
	table, window := showTable(t, background.Inline(), &register{}, 5)
	var heard []string
	window.Canvas().SetOnTypedKey(func(ev *fyne.KeyEvent) { heard = append(heard, string(ev.Name)) })
	window.Canvas().Focus(table)
	press(table, fyne.KeyF5, fyne.KeyEscape, fyne.KeyDown, fyne.KeySpace, fyne.KeyReturn)
	table.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyK, Modifier: fyne.KeyModifierShortcutDefault})
	if got := strings.Join(heard, " "); got != "F5 Escape Space Return Ctrl+K" {
		t.Errorf("the window heard %q", got)
	}
}

func TestTypingInATableGoesToTheFilter(t *testing.T) {
	table, window := showTable(t, background.Inline(), &register{}, 5)
	typed := ""
	table.OnType = func(text string) { typed += text }
	window.Canvas().Focus(table)
	for _, r := range "李 n" {
		table.TypedRune(r)
	}
	if typed != "李n" {
		t.Errorf("typed was %q", typed)
	}
}

func TestTheFirstClickSelectsItsRowAlone(t *testing.T) {
	table, window := showTable(t, background.Inline(), &register{}, 50)
	var told []string
	table.OnSelect = func(row Row) { told = append(told, row.Key) }
	table.body.MouseDown(&desktop.MouseEvent{
		PointEvent: fyne.PointEvent{Position: fyne.NewPos(60, 3*table.rowHeight()+5)}, Button: desktop.MouseButtonPrimary,
	})
	if got := strings.Join(told, " "); got != "k3" {
		t.Errorf("selected were %q, want k3", got)
	}
	if window.Canvas().Focused() != table {
		t.Error("the keys do not go to the table")
	}
}

func TestARightClickOffersAMenuForItsRow(t *testing.T) {
	table, _ := showTable(t, background.Inline(), &register{}, 5)
	var asked string
	table.OnMenu = func(row Row, _ fyne.Position) { asked = row.Key }
	table.body.TappedSecondary(&fyne.PointEvent{Position: fyne.NewPos(40, table.rowHeight()*2+4)})
	if asked != "k2" {
		t.Errorf("asked for %q, want k2", asked)
	}
	asked = ""
	table.body.TappedSecondary(&fyne.PointEvent{Position: fyne.NewPos(40, table.rowHeight()*9)})
	if asked != "" {
		t.Errorf("below the rows a menu was asked for %q", asked)
	}
}

func TestATableSaysInFullWhatItCutsAndWhere(t *testing.T) {
	table, _ := showTable(t, background.Inline(), &register{}, 30)
	table.SetWidths([]float32{0, 40})
	if texts := table.body.Says(); texts[5] != "测试客户k1" {
		t.Errorf("the second row's customer is %q", texts[5])
	}
	at, found := table.body.Place("测试客户k2")
	if !found || table.body.rowAt(at.Y) != 2 {
		t.Errorf("the third customer is at %v (found: %v)", at, found)
	}
	if _, found := table.body.Place("测试客户k29"); found {
		t.Error("a row below the view has a place")
	}
	at, found = table.header.Place("客户")
	if column, _ := table.header.columnAt(at.X); !found || column != 1 {
		t.Errorf("the title is at %v (found: %v)", at, found)
	}
}

func TestAnotherListBeginsAtItsTop(t *testing.T) {
	table, window := showTable(t, background.Inline(), &register{}, 5000)
	table.OnMark = func(int) {}
	window.Canvas().Focus(table)
	press(table, fyne.KeyEnd, fyne.KeySpace)
	table.Restart(300)
	if table.top != 0 || table.SelectedIndex() != -1 || table.MarkCount() != 0 {
		t.Errorf("it begins at %v with %d selected and %d marked", table.top, table.SelectedIndex(), table.MarkCount())
	}
}

func TestWhatStandsInPlaceOfNoRows(t *testing.T) {
	table, _ := showTable(t, background.Inline(), &register{}, 0)
	empty := canvas.NewText("没有诉求", nil)
	table.SetEmpty(empty)
	if !empty.Visible() {
		t.Error("nothing says that there are no rows")
	}
	table.SetTotal(3)
	if empty.Visible() {
		t.Error("with rows there it still says that there are none")
	}
}

func TestTheScrollBarReachesTheEndOfAMillionRows(t *testing.T) {
	table, _ := showTable(t, background.Inline(), &register{}, 1_000_000)
	table.down.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(0, 2000)})
	lines := shown(table)
	if last := lines[len(lines)-1]; !strings.HasPrefix(last, "k999999 ") {
		t.Errorf("the last line is %q", last)
	}
	table.down.Tapped(&fyne.PointEvent{Position: fyne.NewPos(3, 2)})
	if table.top >= table.whole()-float64(table.body.Size().Height) {
		t.Error("a tap above the thumb did not move the view up")
	}
}

func BenchmarkScrollStepInAMillionRows(b *testing.B) {
	table, _ := showTable(b, background.Inline(), &register{}, 1_000_000)
	b.ReportAllocs()
	for b.Loop() {
		table.body.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -75)})
		if table.top > 20_000_000 {
			table.scrollTo(0)
		}
	}
}
