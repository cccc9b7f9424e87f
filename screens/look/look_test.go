package look

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// contrast is the ratio of WCAG 2.1, 1 to 21.
func contrast(a, b color.Color) float64 {
	la, lb := luminance(a), luminance(b)
	return (math.Max(la, lb) + 0.05) / (math.Min(la, lb) + 0.05)
}

func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	channel := func(v uint32) float64 {
		s := float64(v) / 0xffff
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(r) + 0.7152*channel(g) + 0.0722*channel(b)
}

func TestTextStandsOutFromItsGround(t *testing.T) {
	pairs := []struct {
		name         string
		text, ground fyne.ThemeColorName
	}{
		{"text on the window", theme.ColorNameForeground, theme.ColorNameBackground},
		{"text on a selected row", theme.ColorNameForeground, ColorRowSelected},
		{"text on an unfocused selected row", theme.ColorNameForeground, ColorRowUnfocused},
		{"text on a button", theme.ColorNameForeground, theme.ColorNameButton},
		{"text of second rank on the window", ColorMuted, theme.ColorNameBackground},
		{"text of second rank on a selected row", ColorMuted, ColorRowSelected},
		{"text of second rank in a header", ColorMuted, ColorHeader},
		{"a hint in a field", theme.ColorNamePlaceHolder, theme.ColorNameInputBackground},
		{"text on the main button", theme.ColorNameForegroundOnPrimary, theme.ColorNamePrimary},
		{"text on a warning button", theme.ColorNameForegroundOnWarning, theme.ColorNameWarning},
		{"text on a danger button", theme.ColorNameForegroundOnError, theme.ColorNameError},
		{"an error under a field", theme.ColorNameError, theme.ColorNameBackground},
		{"an error in a dialog", theme.ColorNameError, theme.ColorNameOverlayBackground},
		{"a warning under a field", theme.ColorNameWarning, theme.ColorNameBackground},
		{"good news", theme.ColorNameSuccess, theme.ColorNameBackground},
		{"a link", theme.ColorNameHyperlink, theme.ColorNameBackground},
		{"a neutral badge", ColorNeutralText, ColorNeutralBack},
		{"an info badge", ColorInfoText, ColorInfoBack},
		{"a good badge", ColorGoodText, ColorGoodBack},
		{"a warning badge", ColorWarnText, ColorWarnBack},
		{"a bad badge", ColorBadText, ColorBadBack},
		{"the bar of the areas", ColorNavText, ColorNavBackground},
	}
	for _, variant := range []Variant{Light, Dark} {
		l := New(variant, Normal)
		for _, p := range pairs {
			t.Run(string(variant)+": "+p.name, func(t *testing.T) {
				got := contrast(l.Color(p.text, theme.VariantLight), l.Color(p.ground, theme.VariantLight))
				if got < 4.5 {
					t.Errorf("contrast %.2f, want at least 4.5", got)
				}
			})
		}
	}
}

func TestBothPalettesNameTheSameColours(t *testing.T) {
	for name := range light {
		if _, ok := dark[name]; !ok {
			t.Errorf("dark has no %s", name)
		}
	}
	if len(light) != len(dark) {
		t.Errorf("light has %d colours, dark %d", len(light), len(dark))
	}
}

func TestTheVariantIsTheSettingBeforeTheDesktop(t *testing.T) {
	tests := []struct {
		name    string
		variant Variant
		desktop fyne.ThemeVariant
		want    palette
	}{
		{"a light window on a dark desktop", Light, theme.VariantDark, light},
		{"a dark window on a light desktop", Dark, theme.VariantLight, dark},
		{"a window like its light desktop", System, theme.VariantLight, light},
		{"a window like its dark desktop", System, theme.VariantDark, dark},
		{"an unknown setting follows the desktop", "", theme.VariantDark, dark},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := New(tt.variant, Normal).Color(ColorSurface, tt.desktop)
			if got != tt.want[ColorSurface] {
				t.Errorf("surface is %v, want %v", got, tt.want[ColorSurface])
			}
		})
	}
}

func TestTextSizes(t *testing.T) {
	for _, size := range []TextSize{Small, Normal, Large, Larger} {
		l := New(Light, size)
		if got := l.Size(theme.SizeNameText); got != float32(size) {
			t.Errorf("text is %v, want %v", got, size)
		}
		if row := l.Size(SizeRow); row < float32(size)*1.6 {
			t.Errorf("a row of %v does not hold text of %v", row, size)
		}
	}
	if got := New(Light, 0).Size(theme.SizeNameText); got != float32(Normal) {
		t.Errorf("no size is %v, want %v", got, Normal)
	}
}

func TestTheFontIsOursForEveryStyle(t *testing.T) {
	l := New(Light, Normal)
	for _, style := range []fyne.TextStyle{{}, {Italic: true}, {Monospace: true}} {
		if l.Font(style) != regular {
			t.Errorf("style %+v is not drawn in the regular font", style)
		}
	}
	if l.Font(fyne.TextStyle{Bold: true}) != bold {
		t.Error("bold is not drawn in the bold font")
	}
}
