package usecharts

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"lamplighter/screens/look"
)

// The bands let the grid and the year before shine through.
const (
	outerBand = 0x20
	innerBand = 0x3c
	faintLine = 0xd0
)

// colour is an ink in the colours of a theme.
func (k Ink) colour(of func(fyne.ThemeColorName) color.Color) color.NRGBA {
	name, alpha := theme.ColorNameForeground, uint8(0xff)
	switch k {
	case InkGrid:
		name = theme.ColorNameSeparator
	case InkAxis, InkFrozen:
		name = look.ColorMuted
	case InkBand95:
		name, alpha = theme.ColorNamePrimary, outerBand
	case InkBand80:
		name, alpha = theme.ColorNamePrimary, innerBand
	case InkBefore:
		name, alpha = look.ColorLamp, faintLine
	case InkUsed:
		name = theme.ColorNamePrimary
	case InkHollow:
		name = look.ColorSurface
	case InkBorder:
		name = theme.ColorNameInputBorder
	case InkFestival:
		name = theme.ColorNameError
	case InkEvent:
		name = look.ColorInfoText
	case InkFactor:
		name = theme.ColorNameWarning
	}
	c := color.NRGBAModel.Convert(of(name)).(color.NRGBA)
	c.A = uint8(int(c.A) * int(alpha) / 0xff)
	return c
}
