// Package assets holds the bytes the program is dressed in: fonts, icons,
// translations, and the tables it is delivered with. Everything is built in,
// so that nothing hangs on what a machine has installed.
//
// It gives bytes and names. It does not draw, translate, or judge a table:
// what the rows mean is said in app, how they are kept in data.
package assets

import _ "embed" // the fonts

//go:embed fonts/LamplighterSansSC-Regular.ttf
var fontRegular []byte

//go:embed fonts/LamplighterSansSC-Bold.ttf
var fontBold []byte

// FontRegular is the TrueType font of the pages and of PDF files. It draws
// all of GBK and every rarer character its source has. Callers do not change it.
func FontRegular() []byte { return fontRegular }

// FontBold is FontRegular's bold companion, for headings: it draws GB2312 and
// the state list of 8105 standard characters, which hold all but the rarest
// names. Callers do not change it.
func FontBold() []byte { return fontBold }
