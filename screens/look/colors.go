package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Our own colour names, for theme.Color.
const (
	ColorSurface       fyne.ThemeColorName = "surface"        // cards and tables, above the background
	ColorStripe        fyne.ThemeColorName = "stripe"         // every second row of a table
	ColorHeader        fyne.ThemeColorName = "header"         // header rows and bars
	ColorRowHover      fyne.ThemeColorName = "rowHover"       // the row under the mouse
	ColorRowSelected   fyne.ThemeColorName = "rowSelected"    // the selected row, keys go there
	ColorRowUnfocused  fyne.ThemeColorName = "rowUnfocused"   // the selected row, keys go elsewhere
	ColorMuted         fyne.ThemeColorName = "muted"          // text of second rank
	ColorLamp          fyne.ThemeColorName = "lamp"           // the brand's warm light; never behind text
	ColorNeutralBack   fyne.ThemeColorName = "badgeNeutral"   // badges: ground and text of each tone
	ColorNeutralText   fyne.ThemeColorName = "badgeNeutralOn" //
	ColorInfoBack      fyne.ThemeColorName = "badgeInfo"
	ColorInfoText      fyne.ThemeColorName = "badgeInfoOn"
	ColorGoodBack      fyne.ThemeColorName = "badgeGood"
	ColorGoodText      fyne.ThemeColorName = "badgeGoodOn"
	ColorWarnBack      fyne.ThemeColorName = "badgeWarn"
	ColorWarnText      fyne.ThemeColorName = "badgeWarnOn"
	ColorBadBack       fyne.ThemeColorName = "badgeBad"
	ColorBadText       fyne.ThemeColorName = "badgeBadOn"
	ColorNavBackground fyne.ThemeColorName = "nav"   // the bar of the areas
	ColorNavText       fyne.ThemeColorName = "navOn" // its text and icons
)

// palette maps a colour name to its colour.
type palette map[fyne.ThemeColorName]color.Color

// rgb reads 0xRRGGBB.
func rgb(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xff}
}

// rgba reads 0xRRGGBB with an opacity.
func rgba(v uint32, alpha uint8) color.NRGBA {
	c := rgb(v)
	c.A = alpha
	return c
}

var light = palette{
	theme.ColorNameBackground:          rgb(0xf3f6f7),
	theme.ColorNameForeground:          rgb(0x1a2529),
	theme.ColorNamePlaceHolder:         rgb(0x66747a),
	theme.ColorNameDisabled:            rgb(0x7c898f),
	theme.ColorNameButton:              rgb(0xe3e9eb),
	theme.ColorNameDisabledButton:      rgb(0xedf0f1),
	theme.ColorNamePrimary:             rgb(0x0b6670),
	theme.ColorNameForegroundOnPrimary: rgb(0xffffff),
	theme.ColorNameHyperlink:           rgb(0x0b6670),
	theme.ColorNameFocus:               rgba(0x0b6670, 0x4d),
	theme.ColorNameSelection:           rgba(0x0b8590, 0x40),
	theme.ColorNameHover:               rgba(0x0b2a30, 0x10),
	theme.ColorNamePressed:             rgba(0x0b2a30, 0x24),
	theme.ColorNameInputBackground:     rgb(0xffffff),
	theme.ColorNameInputBorder:         rgb(0x95a3a9),
	theme.ColorNameMenuBackground:      rgb(0xffffff),
	theme.ColorNameOverlayBackground:   rgb(0xffffff),
	theme.ColorNameHeaderBackground:    rgb(0xe9eff1),
	theme.ColorNameSeparator:           rgb(0xd9e1e4),
	theme.ColorNameShadow:              rgba(0x0b1f24, 0x38),
	theme.ColorNameScrollBar:           rgba(0x0b2a30, 0x66),
	theme.ColorNameScrollBarBackground: rgba(0x0b2a30, 0x0c),
	theme.ColorNameError:               rgb(0xb3261e),
	theme.ColorNameForegroundOnError:   rgb(0xffffff),
	theme.ColorNameWarning:             rgb(0x8a5200),
	theme.ColorNameForegroundOnWarning: rgb(0xffffff),
	theme.ColorNameSuccess:             rgb(0x1d6b3a),
	theme.ColorNameForegroundOnSuccess: rgb(0xffffff),

	ColorSurface:       rgb(0xffffff),
	ColorStripe:        rgb(0xf7fafb),
	ColorHeader:        rgb(0xe9eff1),
	ColorRowHover:      rgb(0xeaf3f4),
	ColorRowSelected:   rgb(0xcbe5e8),
	ColorRowUnfocused:  rgb(0xe2e8ea),
	ColorMuted:         rgb(0x55646a),
	ColorLamp:          rgb(0xe8a020),
	ColorNeutralBack:   rgb(0xe6ebed),
	ColorNeutralText:   rgb(0x3c4a50),
	ColorInfoBack:      rgb(0xd7ebf7),
	ColorInfoText:      rgb(0x0d4f7c),
	ColorGoodBack:      rgb(0xd9f0e0),
	ColorGoodText:      rgb(0x17582f),
	ColorWarnBack:      rgb(0xfdebc8),
	ColorWarnText:      rgb(0x734400),
	ColorBadBack:       rgb(0xfbdedb),
	ColorBadText:       rgb(0x8f1d16),
	ColorNavBackground: rgb(0x143c43),
	ColorNavText:       rgb(0xe3eef0),
}

var dark = palette{
	theme.ColorNameBackground:          rgb(0x14191b),
	theme.ColorNameForeground:          rgb(0xe2e9eb),
	theme.ColorNamePlaceHolder:         rgb(0x95a3a9),
	theme.ColorNameDisabled:            rgb(0x7d8a90),
	theme.ColorNameButton:              rgb(0x2b3539),
	theme.ColorNameDisabledButton:      rgb(0x20282b),
	theme.ColorNamePrimary:             rgb(0x55bcc4),
	theme.ColorNameForegroundOnPrimary: rgb(0x04272b),
	theme.ColorNameHyperlink:           rgb(0x55bcc4),
	theme.ColorNameFocus:               rgba(0x55bcc4, 0x59),
	theme.ColorNameSelection:           rgba(0x55bcc4, 0x4d),
	theme.ColorNameHover:               rgba(0xffffff, 0x12),
	theme.ColorNamePressed:             rgba(0xffffff, 0x26),
	theme.ColorNameInputBackground:     rgb(0x1b2225),
	theme.ColorNameInputBorder:         rgb(0x5d6c72),
	theme.ColorNameMenuBackground:      rgb(0x222b2e),
	theme.ColorNameOverlayBackground:   rgb(0x1f272a),
	theme.ColorNameHeaderBackground:    rgb(0x242d31),
	theme.ColorNameSeparator:           rgb(0x323d42),
	theme.ColorNameShadow:              rgba(0x000000, 0x80),
	theme.ColorNameScrollBar:           rgba(0xffffff, 0x66),
	theme.ColorNameScrollBarBackground: rgba(0xffffff, 0x0c),
	theme.ColorNameError:               rgb(0xf28b82),
	theme.ColorNameForegroundOnError:   rgb(0x3b0704),
	theme.ColorNameWarning:             rgb(0xe9b65c),
	theme.ColorNameForegroundOnWarning: rgb(0x332000),
	theme.ColorNameSuccess:             rgb(0x72c890),
	theme.ColorNameForegroundOnSuccess: rgb(0x052b13),

	ColorSurface:       rgb(0x191f22),
	ColorStripe:        rgb(0x1d2427),
	ColorHeader:        rgb(0x242d31),
	ColorRowHover:      rgb(0x242f33),
	ColorRowSelected:   rgb(0x1b4147),
	ColorRowUnfocused:  rgb(0x2f393d),
	ColorMuted:         rgb(0xa4b1b6),
	ColorLamp:          rgb(0xf0b23c),
	ColorNeutralBack:   rgb(0x333e43),
	ColorNeutralText:   rgb(0xcfd8db),
	ColorInfoBack:      rgb(0x163b52),
	ColorInfoText:      rgb(0xa9d6f2),
	ColorGoodBack:      rgb(0x173f27),
	ColorGoodText:      rgb(0xa3dfb7),
	ColorWarnBack:      rgb(0x4a3410),
	ColorWarnText:      rgb(0xf5cf8c),
	ColorBadBack:       rgb(0x55211d),
	ColorBadText:       rgb(0xf7b9b3),
	ColorNavBackground: rgb(0x0d2125),
	ColorNavText:       rgb(0xd3e0e3),
}
