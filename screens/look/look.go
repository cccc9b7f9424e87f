// Package look is how the program looks: colours for light and dark, sizes
// for four sizes of text, the bundled fonts.
//
// It is made for eight hours of work: calm, dense, one restrained accent, and
// every text at least 4.5 to 1 against its ground. It draws nothing itself and
// knows no widget.
package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"lamplighter/assets"
)

// Variant says whether the window is light or dark.
type Variant string

// The variants a setting may name.
const (
	System Variant = "system" // as the desktop says
	Light  Variant = "light"
	Dark   Variant = "dark"
)

// TextSize is the size of ordinary text, in Fyne's device-independent pixels.
type TextSize float32

// The sizes a setting may name.
const (
	Small  TextSize = 12
	Normal TextSize = 13
	Large  TextSize = 15
	Larger TextSize = 17
)

// The fonts are read once; they never change.
var (
	regular = fyne.NewStaticResource("LamplighterSansSC-Regular.otf", assets.FontRegular())
	bold    = fyne.NewStaticResource("LamplighterSansSC-Bold.otf", assets.FontBold())
)

type look struct {
	variant Variant
	text    float32
	base    fyne.Theme // icons, and what has no own answer here
}

// New is the theme for a variant and a size of text. An unknown variant
// follows the desktop; a size that is not positive is Normal.
func New(variant Variant, size TextSize) fyne.Theme {
	if size <= 0 {
		size = Normal
	}
	return &look{variant: variant, text: float32(size), base: theme.DefaultTheme()}
}

// Color answers for our own names as well as for Fyne's.
func (l *look) Color(name fyne.ThemeColorName, desktop fyne.ThemeVariant) color.Color {
	palette := &light
	switch {
	case l.variant == Dark, l.variant != Light && desktop == theme.VariantDark:
		palette = &dark
	}
	if c, ok := (*palette)[name]; ok {
		return c
	}
	return l.base.Color(name, desktop)
}

// Font gives the bundled fonts for everything but Fyne's own symbols, so that
// Chinese reads the same on every machine.
func (l *look) Font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Symbol:
		return l.base.Font(style)
	case style.Bold:
		return bold
	}
	return regular
}

// Icon is Fyne's; the icons follow our colours.
func (l *look) Icon(name fyne.ThemeIconName) fyne.Resource { return l.base.Icon(name) }

// Size grows what stands beside text with the text.
func (l *look) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameText:
		return l.text
	case theme.SizeNameCaptionText:
		return l.text - 1
	case theme.SizeNameSubHeadingText:
		return l.text + 2
	case theme.SizeNameHeadingText:
		return l.text + 7
	case theme.SizeNameInlineIcon:
		return l.text + 3
	case SizeRow:
		return l.text * 2
	}
	if size, ok := sizes[name]; ok {
		return size
	}
	return l.base.Size(name)
}

// SizeRow is the height of a table's row, for theme.Size.
const SizeRow fyne.ThemeSizeName = "row"

// sizes are the same for every size of text.
var sizes = map[fyne.ThemeSizeName]float32{
	theme.SizeNamePadding:            4,
	theme.SizeNameInnerPadding:       5,
	theme.SizeNameLineSpacing:        2,
	theme.SizeNameScrollBar:          12,
	theme.SizeNameScrollBarSmall:     5,
	theme.SizeNameScrollBarRadius:    3,
	theme.SizeNameSeparatorThickness: 1,
	theme.SizeNameInputBorder:        1,
	theme.SizeNameInputRadius:        4,
	theme.SizeNameSelectionRadius:    3,
	theme.SizeNameButtonRadius:       4,
	theme.SizeNamePopupRadius:        6,
	theme.SizeNameMenuRadius:         6,
	theme.SizeNameDialogRadius:       8,
	theme.SizeNameModalBlurRadius:    0,
}
