package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"lamplighter/screens/look"
)

// Tone colours a state. It never stands alone: the words say the state too.
type Tone int

// The tones, from plain to alarming.
const (
	ToneNeutral Tone = iota
	ToneInfo
	ToneGood
	ToneWarn
	ToneBad
)

// back and text name the colours of a tone.
func (t Tone) back() fyne.ThemeColorName {
	return [...]fyne.ThemeColorName{
		look.ColorNeutralBack, look.ColorInfoBack, look.ColorGoodBack, look.ColorWarnBack, look.ColorBadBack,
	}[t]
}

func (t Tone) text() fyne.ThemeColorName {
	return [...]fyne.ThemeColorName{
		look.ColorNeutralText, look.ColorInfoText, look.ColorGoodText, look.ColorWarnText, look.ColorBadText,
	}[t]
}

// icon is the sign of a tone, for those who do not see its colour.
func (t Tone) icon() fyne.Resource {
	switch t {
	case ToneGood:
		return theme.NewSuccessThemedResource(theme.ConfirmIcon())
	case ToneWarn:
		return theme.NewWarningThemedResource(theme.WarningIcon())
	case ToneBad:
		return theme.NewErrorThemedResource(theme.ErrorIcon())
	}
	return theme.NewPrimaryThemedResource(theme.InfoIcon())
}

// colour looks a colour of the theme up for a widget.
func colour(w fyne.Widget, name fyne.ThemeColorName) color.Color {
	return theme.ColorForWidget(name, w)
}

// size looks a size of the theme up for a widget.
func size(w fyne.Widget, name fyne.ThemeSizeName) float32 {
	return theme.SizeForWidget(name, w)
}

// ink is the tone as plain text on the ground of a page; neutral is ordinary.
func (t Tone) ink() fyne.ThemeColorName {
	return [...]fyne.ThemeColorName{
		theme.ColorNameForeground, theme.ColorNamePrimary, theme.ColorNameSuccess, theme.ColorNameWarning, theme.ColorNameError,
	}[t]
}
