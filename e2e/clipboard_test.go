//go:build e2e

package e2e

import (
	"testing"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// copied holds a text as another program does in which it was copied, until the
// test ends.
func (c *counted) copied(t *testing.T, text string) {
	t.Helper()
	x, err := xgb.NewConnDisplay(c.display)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(x.Close)
	window, err := xproto.NewWindowId(x)
	if err != nil {
		t.Fatal(err)
	}
	root := xproto.Setup(x).DefaultScreen(x).Root
	xproto.CreateWindow(x, 0, window, root, 0, 0, 1, 1, 0, xproto.WindowClassInputOnly, 0, 0, nil)
	held := clip{x: x, text: text, targets: atom(t, x, "TARGETS"), utf8: atom(t, x, "UTF8_STRING")}
	board := atom(t, x, "CLIPBOARD")
	xproto.SetSelectionOwner(x, window, board, xproto.TimeCurrentTime)
	if owner, err := xproto.GetSelectionOwner(x, board).Reply(); err != nil || owner.Owner != window {
		t.Fatalf("the clipboard is not ours: %v", err)
	}
	go held.answer()
}

func atom(t *testing.T, x *xgb.Conn, name string) xproto.Atom {
	t.Helper()
	found, err := xproto.InternAtom(x, false, uint16(len(name)), name).Reply()
	if err != nil {
		t.Fatal(err)
	}
	return found.Atom
}

// clip is what was copied.
type clip struct {
	x             *xgb.Conn
	text          string
	targets, utf8 xproto.Atom
}

// answer gives the text to whoever pastes, until the connection is closed.
func (c clip) answer() {
	for {
		event, err := c.x.WaitForEvent()
		if event == nil && err == nil {
			return
		}
		if ask, is := event.(xproto.SelectionRequestEvent); is {
			c.give(ask)
		}
	}
}

func (c clip) give(ask xproto.SelectionRequestEvent) {
	told := xproto.SelectionNotifyEvent{Time: ask.Time, Requestor: ask.Requestor, Selection: ask.Selection, Target: ask.Target, Property: ask.Property}
	switch ask.Target {
	case c.utf8:
		xproto.ChangeProperty(c.x, xproto.PropModeReplace, ask.Requestor, ask.Property, c.utf8, 8, uint32(len(c.text)), []byte(c.text))
	case c.targets:
		kinds := make([]byte, 8)
		xgb.Put32(kinds, uint32(c.targets))
		xgb.Put32(kinds[4:], uint32(c.utf8))
		xproto.ChangeProperty(c.x, xproto.PropModeReplace, ask.Requestor, ask.Property, xproto.AtomAtom, 32, 2, kinds)
	default:
		told.Property = xproto.AtomNone
	}
	xproto.SendEvent(c.x, false, ask.Requestor, 0, string(told.Bytes()))
}
