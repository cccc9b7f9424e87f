package cases

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Board is 看板: the cases of a filter as cards, a column for each status.
type Board struct {
	desk  *desk.Desk
	store Store

	OnOpen func(app.CaseID)
	OnType func(string)

	board   *widgets.Board
	columns []app.BoardColumn
	staff   []app.Staff
	mover   *Mover
	loader  *background.Loader[[]app.BoardColumn]
	filter  app.CaseFilter
}

// cardsInColumn is how many cards a column holds at most; its count tells of
// the others.
const cardsInColumn = 100

// NewBoard is an empty board; Ask fills it.
func NewBoard(d *desk.Desk, store Store) *Board {
	b := &Board{desk: d, store: store, board: widgets.NewBoard()}
	b.loader = background.NewLoader(d.Runner, b.show)
	b.mover = NewMover(d, store, b.moved)
	b.board.OnOpen = func(card widgets.BoardCard) {
		if id, err := app.ParseID[app.Case](card.Key); err == nil {
			b.OnOpen(id)
		}
	}
	b.board.OnType = func(text string) { b.OnType(text) }
	return b
}

// Content is the board.
func (b *Board) Content() fyne.CanvasObject { return b.board }

// Ask shows the cases of a filter.
func (b *Board) Ask(f app.CaseFilter) {
	b.filter = f
	b.loader.Ask(func(ctx context.Context) ([]app.BoardColumn, error) {
		return b.store.CaseBoard(ctx, b.desk.By, f, cardsInColumn)
	})
}

func (b *Board) show(columns []app.BoardColumn, err error) {
	if err != nil {
		b.desk.Fail(err)
		return
	}
	b.columns = columns
	cards := make([]widgets.BoardColumn, len(columns))
	for i, c := range columns {
		cards[i] = widgets.BoardColumn{Title: words.Status(c.Status), Tone: StatusTone(c.Status), Count: countOf(c)}
		for _, row := range c.Cases {
			cards[i].Cards = append(cards[i].Cards, b.card(row))
		}
	}
	b.board.SetColumns(cards)
}

// countOf says how many cases a column has, and how many of them are on it; an
// empty column says so itself.
func countOf(c app.BoardColumn) string {
	n := words.Count(c.Count.N)
	switch {
	case c.Count.N == 0:
		return ""
	case c.Count.More:
		n += "+"
	}
	if int64(len(c.Cases)) < c.Count.N {
		return lang.L("{{.Shown}} of {{.N}}", map[string]any{"Shown": len(c.Cases), "N": n})
	}
	return n
}

func (b *Board) card(c app.CaseRow) widgets.BoardCard {
	now := b.desk.Now()
	card := widgets.BoardCard{Key: c.ID.String(), Head: c.Number, Lines: [2]string{words.Kind(c.Kind), words.KeptName(c.Keeping, c.CustomerName)}, Foot: c.OwnerName}
	if c.Status.Open() && c.DueAt != 0 {
		card.Foot = dueText(c, now) + "  " + words.Left(c.DueAt, now)
		if tone := dueTone(c.DueAt, now); tone != widgets.ToneInfo {
			card.Tone = tone
		}
	}
	return card
}

// selected is the case under the selected card.
func (b *Board) selected() (app.CaseRow, bool) {
	card, there := b.board.Selected()
	if there {
		for _, c := range b.columns[b.board.Column()].Cases {
			if c.ID.String() == card.Key {
				return c, true
			}
		}
	}
	return app.CaseRow{}, false
}

// GoOn is Ctrl+G: the steps the selected case may take.
func (b *Board) GoOn() {
	b.withFile(func(file app.CaseFile) { b.mover.Offer(file, b.staff) })
}

// Shift is Alt+Left and Alt+Right: the selected case takes the step that leads
// to the nearest column on that side. What the step needs is asked for first.
func (b *Board) Shift(by int) {
	b.withFile(func(file app.CaseFile) {
		move, leads := file.Beside(by)
		switch {
		case !leads:
			b.desk.Say(lang.L("No step leads from here to that side."))
		case len(move.Needs) > 0:
			b.mover.file, b.mover.staff = file, b.staff
			b.mover.Fill(move)
		default:
			b.move(file.Case, move)
		}
	})
}

// withFile reads what decides where the selected case may go.
func (b *Board) withFile(then func(app.CaseFile)) {
	c, there := b.selected()
	if !there {
		return
	}
	var page app.CasePage
	b.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) (err error) {
			page, err = b.store.CasePage(ctx, b.desk.By, c.ID)
			return err
		},
		Done: func(err error) {
			if err != nil {
				b.desk.Fail(err)
				return
			}
			then(page.File)
		},
	})
}

func (b *Board) move(c app.Case, m app.Move) {
	var moved app.Case
	b.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) (err error) {
			moved, err = b.store.MoveCase(ctx, b.desk.By, c, app.Progress{To: m.To})
			return err
		},
		Done: func(err error) {
			if err != nil {
				b.desk.Fail(err)
				b.Ask(b.filter) // somebody else may have moved it
				return
			}
			b.moved(moved)
		},
	})
}

func (b *Board) moved(c app.Case) {
	b.desk.Say(lang.L("{{.Number}} is now: {{.Status}}", map[string]any{"Number": c.Number, "Status": b.desk.Flows.StageOf(c)}))
	b.Ask(b.filter)
}
