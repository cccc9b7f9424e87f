// Package screentest drives a screen by what it says, as a person at the
// counter would: read, press, type. It needs no display and no clock.
//
// It belongs to tests alone, knows no screen by name, and checks nothing of
// how things look; Shot is there to look at them.
package screentest

import (
	"encoding/json"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"lamplighter/assets"
	"lamplighter/screens/look"
	"lamplighter/screens/widgets"
)

// Page is a window without a display, with a screen in it.
type Page struct {
	t      testing.TB
	window fyne.Window
	keys   *widgets.Keys
}

// Option changes the surroundings of a page.
type Option func(*setting)

type setting struct {
	language string
	variant  look.Variant
	text     look.TextSize
	size     fyne.Size
}

// Chinese shows the page in Chinese; without it, it is in English.
func Chinese() Option { return func(s *setting) { s.language = "zh" } }

// Dark shows the page dark.
func Dark() Option { return func(s *setting) { s.variant = look.Dark } }

// TextSize shows the page in another size of text.
func TextSize(size look.TextSize) Option { return func(s *setting) { s.text = size } }

// Size gives the window another size than 1366 by 768.
func Size(width, height float32) Option {
	return func(s *setting) { s.size = fyne.NewSize(width, height) }
}

// A screen may be made before its page is opened, and asks for our colours
// then already.
func init() { fyne.CurrentApp().Settings().SetTheme(look.New(look.Light, look.Normal)) }

// dress puts our look on, unless it is on: every change of look makes Fyne
// read the fonts again, which takes longer than most tests.
func dress(t *testing.T, s setting) {
	wanted := look.New(s.variant, s.text)
	same := theme.Color(look.ColorSurface) == wanted.Color(look.ColorSurface, theme.VariantLight) &&
		theme.Size(theme.SizeNameText) == wanted.Size(theme.SizeNameText)
	if !same {
		test.ApplyTheme(t, wanted)
	}
}

// New opens an empty window in our look and language. Take it before making a
// screen that needs Keys, or whose words are to be Chinese.
func New(t *testing.T, options ...Option) *Page {
	t.Helper()
	s := setting{language: "en", variant: look.Light, text: look.Normal, size: fyne.NewSize(1366, 768)}
	for _, option := range options {
		option(&s)
	}
	speak(t, s.language)
	dress(t, s)
	window := test.NewTempWindow(t, nil)
	window.SetPadded(false)
	window.Resize(s.size)
	return &Page{t: t, window: window, keys: widgets.NewKeys(window.Canvas())}
}

// Open opens a window with this content.
func Open(t *testing.T, content fyne.CanvasObject, options ...Option) *Page {
	t.Helper()
	page := New(t, options...)
	page.Show(content)
	return page
}

// Show puts content into the window.
func (p *Page) Show(content fyne.CanvasObject) {
	size := p.canvas().Size()
	p.window.SetContent(content)
	p.window.Resize(size)
	content.Refresh() // what asks for room by its width knows its width now
}

// Keys are the chords of the window.
func (p *Page) Keys() *widgets.Keys { return p.keys }

// Window is the window itself.
func (p *Page) Window() fyne.Window { return p.window }

// Resize gives the window another size.
func (p *Page) Resize(width, height float32) { p.window.Resize(fyne.NewSize(width, height)) }

// Shot writes a picture of the page as PNG.
func (p *Page) Shot(path string) {
	p.t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		p.t.Fatalf("shot: %v", err)
	}
	file, err := os.Create(path)
	if err != nil {
		p.t.Fatalf("shot: %v", err)
	}
	if err := png.Encode(file, p.canvas().Capture()); err != nil {
		p.t.Errorf("shot %s: %v", path, err)
	}
	if err := file.Close(); err != nil {
		p.t.Errorf("shot %s: %v", path, err)
	}
}

func (p *Page) canvas() fyne.Canvas { return p.window.Canvas() }

// speak sets the language of the sentences. Fyne keeps what it was once given,
// so English has to say every Chinese key over again.
func speak(t testing.TB, language string) {
	t.Helper()
	text := map[string]json.RawMessage{}
	if language == "en" {
		for key := range texts(t, "zh") {
			said, err := json.Marshal(key)
			if err != nil {
				t.Fatalf("speak %s: %v", language, err)
			}
			text[key] = said
		}
	}
	maps.Copy(text, texts(t, language))
	all, err := json.Marshal(text)
	if err != nil {
		t.Fatalf("speak %s: %v", language, err)
	}
	if err := lang.AddTranslationsForLocale(all, lang.SystemLocale()); err != nil {
		t.Fatalf("speak %s: %v", language, err)
	}
}

func texts(t testing.TB, language string) map[string]json.RawMessage {
	t.Helper()
	content, err := assets.Translations(language)
	if err != nil {
		t.Fatalf("read translations: %v", err)
	}
	var all map[string]json.RawMessage
	if err := json.Unmarshal(content, &all); err != nil {
		t.Fatalf("read translations: %v", err)
	}
	return all
}

// layers are the trees a person sees, front first: the topmost overlay covers
// what is below for pressing, but not for reading.
func (p *Page) layers() []fyne.CanvasObject {
	layers := slices.Clone(p.canvas().Overlays().List())
	slices.Reverse(layers)
	return append(layers, p.canvas().Content())
}
