//go:build e2e

package e2e

import (
	"encoding/json"
	"hash/maphash"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// counted is a desk that counts what a clerk does: a chord, a key that moves
// or opens, a value chosen. Typing a text and going on with Tab do not count.
type counted struct {
	*desk
	screen  *xgb.Conn
	exports string // the folder exports go to
	viewed  string // a file that tells which papers the viewer was given
	plain   string // the colour of the bar below while no sheet is over the page
	pressed []string
}

// hall is a county's file with the program over it, on its start page.
func hall(t *testing.T, sample ...string) *counted {
	t.Helper()
	c := closedHall(t)
	c.run(c.binary, append(append([]string{"sample"}, sample...), c.file)...)
	c.onView(t)
	return c
}

// closedHall is a display on which there is no program yet.
func closedHall(t *testing.T) *counted {
	t.Helper()
	c := &counted{desk: open(t), exports: t.TempDir(), viewed: filepath.Join(t.TempDir(), "viewed")}
	c.settle(t)
	return c
}

// onView starts the program.
func (c *counted) onView(t *testing.T) {
	t.Helper()
	c.launch()
	x, err := xgb.NewConnDisplay(c.display)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(x.Close)
	c.screen = x
	c.still(shortly)
	c.plain = c.colour(below)
}

// settle names the folder of exports, and puts a viewer before the system's
// that only writes down what it is given.
func (c *counted) settle(t *testing.T) {
	t.Helper()
	if err := os.MkdirAll(c.config, 0o700); err != nil {
		t.Fatal(err)
	}
	choices, _ := json.Marshal(map[string]string{"folder": c.exports}) // a plain map always marshals
	bin := t.TempDir()
	viewer := "#!/bin/sh\necho \"$1\" >>" + c.viewed + "\n"
	for path, text := range map[string]string{filepath.Join(c.config, "settings.json"): string(choices), filepath.Join(bin, "xdg-open"): viewer} {
		if err := os.WriteFile(path, []byte(text), 0o700); err != nil { //nolint:gosec // the viewer is run
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", bin+string(os.PathListSeparator)+os.Getenv("PATH"))
}

var seed = maphash.MakeSeed()

// picture is what the screen shows, as a number to compare; without the corner
// of the messages that go by themselves.
func (c *counted) picture() uint64 {
	c.t.Helper()
	var sum maphash.Hash
	sum.SetSeed(seed)
	for _, part := range []xproto.Rectangle{{Width: 1366, Height: 540}, {Y: 540, Width: 940, Height: 228}} {
		_, _ = sum.Write(c.shown(part))
	}
	return sum.Sum64()
}

// How often the screen must be the same before it is still: after a key, and
// where an answer of the file is to be on view as well.
const (
	shortly = 3
	surely  = 7
)

// still waits until the screen shows the same for a while.
func (c *counted) still(times int) {
	c.t.Helper()
	same, last := 0, uint64(0)
	await(c.t, "the screen is still", func() bool {
		now := c.picture()
		if same++; now != last {
			same, last = 0, now
		}
		return same >= times
	})
}

// Places that tell by their colour what is on view: the bar below, which is
// dimmed under a sheet, the button that accepts a case, and the page above it.
var (
	below  = xproto.Point{X: 700, Y: 737}
	accept = xproto.Point{X: 862, Y: 704}
	ground = xproto.Point{X: 862, Y: 640}
)

func (c *counted) colour(at xproto.Point) string {
	c.t.Helper()
	return string(c.shown(xproto.Rectangle{X: at.X, Y: at.Y, Width: 1, Height: 1}))
}

// shown is what a part of the screen shows.
func (c *counted) shown(part xproto.Rectangle) []byte {
	c.t.Helper()
	root := xproto.Drawable(xproto.Setup(c.screen).DefaultScreen(c.screen).Root)
	picture, err := xproto.GetImage(c.screen, xproto.ImageFormatZPixmap, root, part.X, part.Y, part.Width, part.Height, 0xffffffff).Reply()
	if err != nil {
		c.t.Fatal(err)
	}
	return picture.Data
}

// sheet presses a chord that opens a sheet, and waits for it.
func (c *counted) sheet(chord string) {
	c.t.Helper()
	c.press(chord)
	await(c.t, "a sheet is over the page", func() bool { return c.colour(below) != c.plain })
	c.still(shortly)
}

// closed waits until no sheet is over the page.
func (c *counted) closed() {
	c.t.Helper()
	await(c.t, "the sheet has closed", func() bool { return c.colour(below) == c.plain })
	c.still(shortly)
}

// accepted waits until the form that accepts a case has gone.
func (c *counted) accepted() {
	c.t.Helper()
	await(c.t, "the form has gone", func() bool { return c.colour(accept) == c.colour(ground) })
	c.still(surely)
}

// after waits until the screen shows the effect of what is done.
func (c *counted) after(what string, do func()) {
	c.t.Helper()
	before := c.picture()
	do()
	await(c.t, what+" is seen", func() bool { return c.picture() != before })
	c.still(shortly)
}

// press presses chords, each once the effect of the one before is seen.
func (c *counted) press(chords ...string) {
	c.t.Helper()
	for _, chord := range chords {
		c.after(chord, func() { c.key(chord) })
		if chord != "Tab" {
			c.pressed = append(c.pressed, chord)
		}
	}
}

// write types a text where the keyboard is.
func (c *counted) write(text string) {
	c.t.Helper()
	c.after(text, func() { c.typeIn(text) })
}

// choose takes the value a code stands for: one action.
func (c *counted) choose(code string) {
	c.t.Helper()
	c.write(code)
	c.press("Return")
}

// title is what the window says it shows.
func (c *counted) title() string {
	c.t.Helper()
	window, _, _ := strings.Cut(c.run("xdotool", "search", "--onlyvisible", "--pid", strconv.Itoa(c.program.Process.Pid)), "\n")
	return c.run("xdotool", "getwindowname", window)
}

// on waits for an area of the window.
func (c *counted) on(area string) {
	c.t.Helper()
	await(c.t, area+" is on view", func() bool { return strings.HasPrefix(c.title(), area+" ") })
}

// home goes to the start page and waits for what stands on it.
func (c *counted) home() {
	c.t.Helper()
	c.press("F2")
	c.on("首页")
	c.still(surely)
}

// papers are the files in the folder of papers whose names hold a word.
func (c *counted) papers(word string) []string {
	c.t.Helper()
	found, err := filepath.Glob(filepath.Join(c.config, "papers", "*"+word+"*.pdf"))
	if err != nil {
		c.t.Fatal(err)
	}
	return found
}

// print opens the papers of what is on view, chooses one with the keys given,
// and sees that the viewer is handed a new PDF whose name holds a word.
func (c *counted) print(word string, choose ...string) {
	before := c.papers("")
	c.sheet("ctrl+p")
	c.press(choose...)
	c.press("Return")
	var paper string
	await(c.t, "the viewer shows a new paper", func() bool {
		told, _ := os.ReadFile(c.viewed)
		for _, p := range c.papers("") {
			if !slices.Contains(before, p) && strings.Contains(string(told), p) {
				paper = p
			}
		}
		return paper != ""
	})
	if pdf, err := os.ReadFile(paper); err != nil || !strings.HasPrefix(string(pdf), "%PDF-") || !strings.Contains(paper, word) {
		c.t.Errorf("%s is no PDF of %q: %v", paper, word, err)
	}
	c.t.Log("printed", paper)
	c.closed()
}
