package widgets_test

import (
	"fmt"
	"testing"

	"lamplighter/screens/screentest"
	"lamplighter/screens/widgets"
)

func threeColumns(cards ...int) []widgets.BoardColumn {
	var out []widgets.BoardColumn
	for c, n := range cards {
		column := widgets.BoardColumn{Title: fmt.Sprintf("column %d", c), Count: fmt.Sprint(n)}
		for i := range n {
			column.Cards = append(column.Cards, widgets.BoardCard{Key: fmt.Sprintf("%d-%d", c, i), Head: fmt.Sprintf("card %d-%d", c, i)})
		}
		out = append(out, column)
	}
	return out
}

func selected(t *testing.T, b *widgets.Board, want string) {
	t.Helper()
	if card, _ := b.Selected(); card.Key != want {
		t.Errorf("%q is selected, want %q", card.Key, want)
	}
}

func TestTheArrowsMoveOnABoardAndPassEmptyColumnsBy(t *testing.T) {
	b := widgets.NewBoard()
	opened := ""
	b.OnOpen = func(c widgets.BoardCard) { opened = c.Key }
	b.SetColumns(threeColumns(3, 0, 2))
	page := screentest.Open(t, b, screentest.Size(600, 400))
	widgets.Focus(b)
	selected(t, b, "0-0")
	page.Press("Down", "Down")
	selected(t, b, "0-2")
	page.Press("Right")
	selected(t, b, "2-1") // as high as there is a card
	page.Press("Right")
	selected(t, b, "2-1")
	page.Press("Left", "Home")
	selected(t, b, "0-0")
	page.Press("End", "Enter")
	if opened != "0-2" {
		t.Errorf("Enter opened %q", opened)
	}
}

func TestTheSelectionStaysWithItsCard(t *testing.T) {
	b := widgets.NewBoard()
	b.SetColumns(threeColumns(2, 2))
	b.Select("0-1")
	moved := threeColumns(1, 3)
	moved[1].Cards[2].Key = "0-1"
	b.SetColumns(moved)
	selected(t, b, "0-1")
	if b.Column() != 1 {
		t.Errorf("the selection is in column %d", b.Column())
	}
	b.SetColumns(threeColumns(1, 0))
	selected(t, b, "0-0")
	b.SetColumns(nil)
	if _, there := b.Selected(); there {
		t.Error("a card is selected on an empty board")
	}
}

func TestABoardScrollsToItsSelectionAndTakesTheMouse(t *testing.T) {
	b := widgets.NewBoard()
	opened := ""
	b.OnOpen = func(c widgets.BoardCard) { opened = c.Key }
	b.SetColumns(threeColumns(100, 1, 1, 1, 1, 1, 1))
	page := screentest.Open(t, b, screentest.Size(500, 400))
	widgets.Focus(b)
	page.DontSee("card 0-99")
	page.Press("End")
	page.See("card 0-99")
	page.Press("Home", "Right", "Right", "Right", "Right", "Right", "Right")
	selected(t, b, "6-0")
	page.Press("Left", "Left", "Left", "Left", "Left", "Left")
	page.DoubleTap("card 0-1")
	if opened != "0-1" {
		t.Errorf("the double click opened %q", opened)
	}
}

func TestAHiddenColumnTakesNoRoom(t *testing.T) {
	chips := widgets.NewChips([]widgets.Chip{{Key: "a", Text: "all", Count: 1000, More: true}}, nil)
	page := screentest.Open(t, chips)
	page.See("1,000+")
}
