package screens_test

import (
	commandline "flag"
	"math/rand/v2"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/data/sample"
	"lamplighter/screens"
	"lamplighter/screens/background"
	"lamplighter/screens/screentest"
)

var (
	keySeeds   = commandline.Int("keyseeds", 10, "in how many windows keys are pressed at random")
	keyPresses = commandline.Int("keypresses", 120, "how many in each")
)

// No order of keys ends the program, or brings on view what is meant for nobody:
// the text of a database's error, a number that Go could not print, a gap in a
// sentence: in either language, as each of the roles. Chords are those that the list of keys offers where one is.
func TestNoOrderOfKeysEndsTheProgram(t *testing.T) {
	for seed := range *keySeeds {
		t.Run(strconv.Itoa(seed), func(t *testing.T) {
			s := datatest.Open(t)
			if err := s.Fill(t.Context(), datatest.Actor(t, s), sample.New(120, uint64(7+seed), datatest.Now()), 120, func(_, _ int64) {}); err != nil {
				t.Fatal(err)
			}
			folder, language := t.TempDir(), []string{"zh", "en"}[seed%2]
			var dress []screentest.Option
			if language == "zh" {
				dress = append(dress, screentest.Chinese())
			}
			page := screentest.New(t, append(dress, screentest.Size(1366, 768))...)
			by := datatest.Actor(t, s)
			by.Roles = []app.Role{append(app.Roles(), app.Sole)[seed%(len(app.Roles())+1)]}
			w, err := screens.NewWindow(screens.Setup{
				Window: page.Window(), By: by, Unit: sample.Company, File: "hall.lamp", Now: datatest.Now, Open: func(string) {},
				Store: s, Runner: background.Inline(), Prefs: kept{"language": language, "folder": folder}, Folder: func() string { return folder }, Sync: s, Check: data.CheckWhole,
			})
			if err != nil {
				t.Fatal(err)
			}
			m := &monkey{t: t, page: page, window: w, chance: rand.New(rand.NewPCG(uint64(seed), 2026))}
			for range *keyPresses {
				m.press()
			}
		})
	}
}

// monkey presses keys at random.
type monkey struct {
	t      *testing.T
	page   *screentest.Page
	window *screens.Window
	chance *rand.Rand
	trail  []string
}

var (
	anyKeys  = []string{"Tab", "Tab", "Tab", "Shift+Tab", "Enter", "Enter", "Space", "Escape", "Up", "Down", "Down", "Left", "Right", "Home", "End", "PageUp", "PageDown", "Backspace", "Delete", "Ctrl+Enter"}
	anyTexts = []string{"z", "x", "1", "9", "李", "lxm", "-1", "2026-03-02", "2026-02-30", "999999999999", "0.5", "％", "abc", "。", "12900001234", strings.Repeat("长", 300)}
	unmeant  = []string{"%!", "{{.", "<nil>", "constraint failed", "SQL logic", "no such ", "sql:", "context canceled"}
)

func (m *monkey) press() {
	m.t.Helper()
	did := ""
	defer func() {
		if broken := recover(); broken != nil {
			m.t.Fatalf("%s ended it: %v\nafter %s\n%s", did, broken, strings.Join(m.trail[max(0, len(m.trail)-30):], ", "), debug.Stack())
		}
	}()
	switch n := m.chance.IntN(100); {
	case n < 40:
		if did = m.chord(); did == "" {
			return
		}
		m.page.Press(did)
	case n < 85 || m.page.Focusing() == nil:
		did = anyKeys[m.chance.IntN(len(anyKeys))]
		m.page.Press(did)
	default:
		text := anyTexts[m.chance.IntN(len(anyTexts))]
		did = "“" + text[:min(len(text), 12)] + "”"
		for _, letter := range text {
			if focused := m.page.Focusing(); focused != nil { // a letter may take it elsewhere
				focused.TypedRune(letter)
			}
		}
	}
	m.trail = append(m.trail, did)
	if len(m.trail)%5 != 0 {
		return
	}
	on := m.page.Text()
	for _, text := range unmeant {
		if at := strings.Index(on, text); at >= 0 {
			m.t.Fatalf("on view is %q\nafter %s", on[max(0, at-120):min(len(on), at+120)], strings.Join(m.trail[max(0, len(m.trail)-30):], ", "))
		}
	}
}

// chord is one of those that work now.
func (m *monkey) chord() string {
	var all []string
	for _, section := range m.window.Keys().List() {
		for _, b := range section.Bindings {
			all = append(all, string(b.Chord))
		}
	}
	if len(all) == 0 {
		return ""
	}
	return all[m.chance.IntN(len(all))]
}
