package knowledge

import (
	"context"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// shelf is the articles that answer to what is typed, and the text of the one
// that is chosen. How they stand on view is for whoever has it.
type shelf struct {
	desk   *desk.Desk
	store  Reader
	filter app.ArticleFilter // but for the text

	search *widgets.Entry
	count  *widgets.Text
	note   *widgets.FieldNote
	empty  *widgets.EmptyState
	table  *widgets.RecordTable
	page   *page

	found  atomic.Pointer[[]app.Article] // read away from the UI thread by fetch
	chosen app.ArticleID
	asked  string // the text that what is on view answers
	loader *background.Loader[answer]
	typing *background.Later
	shown  func() // after each answer
}

// answer is what a text found.
type answer struct {
	text  string
	found []app.Article
	total int
}

func newShelf(d *desk.Desk, store Reader, columns []widgets.Column) *shelf {
	s := &shelf{desk: d, store: store, search: widgets.NewEntry(), count: widgets.NewMutedText(""), note: widgets.NewFieldNote(), page: newPage(d), shown: func() {}}
	s.found.Store(&[]app.Article{})
	s.loader = background.NewLoader(d.Runner, s.show)
	s.typing = background.NewLater(d.Runner, 60*time.Millisecond, s.ask)
	s.search.SetPlaceHolder(lang.L("Words of the title or text, pinyin initials"))
	s.search.OnChanged = func(string) { s.typing.Call() }
	s.search.OnKey = s.key
	s.count.SizeName = theme.SizeNameCaptionText
	s.empty = widgets.NewEmptyState(theme.DocumentIcon(), "", widgets.Action{})
	s.table = widgets.NewRecordTable(d.Runner, columns, s.fetch)
	s.table.OnError = d.Fail
	s.table.OnSelect = s.turnTo
	s.table.OnType = func(text string) { widgets.Focus(s.search); s.search.Insert(text) }
	s.table.CopyText = func([]widgets.Row) string { return s.body() }
	s.table.SetEmpty(s.empty)
	return s
}

// ask asks for the articles; a newer question drops an older one.
func (s *shelf) ask() {
	f := s.filter
	f.Text = strings.TrimSpace(s.search.Text)
	s.loader.Ask(func(ctx context.Context) (answer, error) {
		found, total, err := s.store.Articles(ctx, s.desk.By, f)
		return answer{f.Text, found, total}, err
	})
}

func (s *shelf) show(a answer, err error) {
	defer s.shown()
	s.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	s.found.Store(&a.found)
	at := 0
	if a.text == s.asked { // the same list once more: what is read stays on view
		at = max(0, slices.IndexFunc(a.found, func(one app.Article) bool { return one.ID == s.chosen }))
	}
	s.asked = a.text
	s.count.SetText(countLine(a))
	s.empty.SetText(lang.L("No article yet. Supervisors and trainers write them."))
	if a.text != "" || s.filter.OnlyKind {
		s.empty.SetText(lang.L("No article answers to this. Try fewer or other words."))
	}
	s.table.Restart(len(a.found))
	s.choose(at)
}

func countLine(a answer) string {
	if a.total > len(a.found) {
		return lang.L("{{.Shown}} of {{.N}} articles", map[string]any{"Shown": len(a.found), "N": words.Count(int64(a.total))})
	}
	return lang.L("{{.N}} articles", map[string]any{"N": words.Count(int64(a.total))})
}

// choose selects an article by its place and shows its text.
func (s *shelf) choose(at int) {
	found := *s.found.Load()
	if len(found) == 0 {
		s.chosen = app.ArticleID{}
		s.page.clear()
		return
	}
	at = min(max(at, 0), len(found)-1)
	s.table.Select(at)
	s.chosen = found[at].ID
	s.page.show(found[at])
}

// key turns from article to article while the focus stays where the typing is.
func (s *shelf) key(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeyDown:
		s.choose(s.table.SelectedIndex() + 1)
	case fyne.KeyUp:
		s.choose(s.table.SelectedIndex() - 1)
	case fyne.KeyPageDown, fyne.KeyPageUp:
		s.page.TypedKey(ev)
	default:
		return false
	}
	return true
}

// turnTo follows the selection of the table.
func (s *shelf) turnTo(row widgets.Row) {
	for _, a := range *s.found.Load() {
		if a.ID.String() == row.Key && a.ID != s.chosen {
			s.chosen = a.ID
			s.page.show(a)
		}
	}
}

// article is the chosen one.
func (s *shelf) article() (app.Article, bool) {
	found := *s.found.Load()
	at := slices.IndexFunc(found, func(a app.Article) bool { return a.ID == s.chosen })
	if at < 0 {
		return app.Article{}, false
	}
	return found[at], true
}

// body is the text of the chosen article in the reader's language.
func (s *shelf) body() string {
	a, _ := s.article()
	return a.Body(s.desk.Codes.Language())
}

func (s *shelf) fetch(_ context.Context, from, count int) ([]widgets.Row, error) {
	found := *s.found.Load()
	found = found[min(from, len(found)):min(from+count, len(found))]
	language := s.desk.Codes.Language()
	rows := make([]widgets.Row, len(found))
	for i, a := range found {
		rows[i] = widgets.Row{Key: a.ID.String(), Cells: []widgets.Cell{
			{Text: a.Title(language), Strong: true},
			{Text: kindLine(a)},
			{Text: words.Mark(a.Mark), Tone: markTone(a.Mark)},
		}}
	}
	return rows, nil
}

// kindLine names the kinds an article helps with in one line.
func kindLine(a app.Article) string {
	if len(a.Kinds) == 0 {
		return lang.L("Every kind")
	}
	return kindList(a.Kinds)
}

// columns are those of fetch, the marks only where there is room.
func columns(marks bool) []widgets.Column {
	all := []widgets.Column{{Title: lang.L("Title"), Width: 180, Weight: 3}, {Title: lang.L("Kinds of cases"), Width: 110, Weight: 2}}
	if marks {
		all = append(all, widgets.Column{Title: lang.L("Certainty"), Width: 136, Kind: widgets.KindBadge})
	}
	return all
}
