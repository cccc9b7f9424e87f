package paper

import (
	"fyne.io/fyne/v2/lang"

	"lamplighter/screens/usecharts"
	"lamplighter/screens/widgets"
)

// sheet is a size with its margins and sizes of type, in points.
type sheet struct {
	width, height float32
	side, top     float32 // margins; the foot stands in the lower one
	bottom        float32
	body, title   float32 // sizes of type
}

var sheets = map[Size]sheet{
	A4:      {width: 595.28, height: 841.89, side: 56, top: 48, bottom: 58, body: 10, title: 18},
	A4Wide:  {width: 841.89, height: 595.28, side: 40, top: 36, bottom: 46, body: 8.5, title: 15},
	A4Dense: {width: 595.28, height: 841.89, side: 40, top: 32, bottom: 44, body: 8, title: 14},
	A5Wide:  {width: 595.28, height: 419.53, side: 42, top: 28, bottom: 40, body: 9, title: 15},
}

const (
	leading = 1.5  // height of a line, of the size of type
	rise    = 0.88 // of a Chinese character above the baseline
	hair    = 0.5  // lines of grids
	grey    = 0.94 // ground of names
)

// mark is one thing on a page.
type mark struct {
	kind       markKind
	x, y, w, h float32 // a text's y is its baseline; a line goes from x, y by w, h
	text       string
	size       float32
	bold       bool
	faint      bool
	points     []usecharts.Point // of a shape: an area, or with a size a line
	gray       float32           // of a shape, from black to white
}

type markKind int

const (
	textMark markKind = iota
	lineMark
	groundMark
	boxMark
	barMark // of a chart
	shapeMark
)

// layout puts a document onto pages, from the top down.
type layout struct {
	sheet
	face  *typeface
	doc   Document
	pages [][]mark
	y     float32 // where the next thing goes
}

// lay is a document on its pages, with those behind it.
func lay(d Document, face *typeface) [][]mark {
	l := layOne(d, face)
	for _, next := range d.After {
		l.pages = append(l.pages, layOne(next, face).pages...)
	}
	for n := range l.pages {
		if !d.Bare {
			l.foot(n)
		}
	}
	return l.pages
}

// fitMost is how many of a sort a page is tried with first.
const fitMost = 6

// layOne is a document without its feet; one that is to fit tells less until it
// stands on one page.
func layOne(d Document, face *typeface) *layout {
	if d.Fit == nil {
		return layBlocks(d, face, d.Blocks)
	}
	for most := fitMost; ; most-- {
		l := layBlocks(d, face, d.Fit(most))
		if len(l.pages) == 1 || most == 1 {
			return l
		}
	}
}

func layBlocks(d Document, face *typeface, blocks []Block) *layout {
	l := &layout{sheet: sheets[d.Size], face: face, doc: d}
	l.turn()
	for _, block := range blocks {
		block.lay(l)
	}
	return l
}

func (l *layout) left() float32  { return l.side }
func (l *layout) room() float32  { return l.width - 2*l.side }
func (l *layout) floor() float32 { return l.height - l.bottom }
func (l *layout) line() float32  { return l.body * leading }

func (l *layout) add(m mark) {
	last := len(l.pages) - 1
	l.pages[last] = append(l.pages[last], m)
}

// turn begins a page: the whole head on the first, one line on the others.
func (l *layout) turn() {
	l.pages = append(l.pages, nil)
	l.y = l.top
	if l.doc.Bare {
		return
	}
	if len(l.pages) > 1 {
		l.say(l.doc.Title, l.left(), l.body, false, true)
		l.sayRight(l.doc.Number, l.left()+l.room(), l.body)
		l.y += l.line() + 4
		return
	}
	l.sayMiddle(l.doc.Head.Company, l.title*0.66, false)
	l.y += l.title * 0.66 * leading
	l.sayMiddle(l.doc.Title, l.title, true)
	l.y += l.title * leading * 1.06
	l.rule(1.1)
	l.y += 2
	l.rule(0.4)
	l.y += 4
	l.say(l.doc.About, l.left(), l.body, false, false)
	l.sayRight(l.doc.Number, l.left()+l.room(), l.body)
	l.y += l.line() + 3
}

func (l *layout) rule(weight float32) {
	l.add(mark{kind: lineMark, x: l.left(), y: l.y, w: l.room(), size: weight})
}

// foot tells on every page which it is, who printed it, when and what for.
func (l *layout) foot(n int) {
	size := l.body * 0.85
	line := l.floor() + l.bottom*0.42
	page := &l.pages[n]
	put := func(x float32, text string) {
		*page = append(*page, mark{x: x, y: line, text: text, size: size, faint: true})
	}
	head := l.doc.Head
	printed := l.face.drawable(printedBy(head))
	of := l.face.drawable(lang.L("Page {{.N}} of {{.All}}", map[string]any{"N": n + 1, "All": len(l.pages)}))
	*page = append(*page, mark{kind: lineMark, x: l.left(), y: line - size*1.5, w: l.room(), size: 0.4, faint: true})
	if lines := l.wrap(printed, l.room()-l.face.width(of, false)*size-footGap, size, false); len(lines) > 1 { // a long purpose
		printed = lines[0] + "…"
	}
	put(l.left(), printed)
	put(l.left()+l.room()-l.face.width(of, false)*size, of)
}

// footGap parts what a paper is for from the number of its page.
const footGap = 16

func printedBy(head Head) string {
	values := map[string]any{"At": moment(head.At), "Name": head.By, "Purpose": head.Purpose}
	if head.Purpose == "" {
		return lang.L("Printed {{.At}} by {{.Name}}", values)
	}
	return lang.L("Printed {{.At}} by {{.Name}} for: {{.Purpose}}", values)
}

// need turns the page unless there is so much room left on it.
func (l *layout) need(height float32) {
	if l.y+height > l.floor() && l.y > l.fresh() {
		l.turn()
	}
}

// fresh is where content begins on a page that is not the first.
func (l *layout) fresh() float32 { return l.top + l.line() + 4 }

// say writes one line whose top is at y.
func (l *layout) say(text string, x, size float32, bold, faint bool) {
	if text == "" {
		return
	}
	l.add(mark{x: x, y: l.y + baseline(size), text: l.face.drawable(text), size: size, bold: bold, faint: faint})
}

func (l *layout) sayRight(text string, right, size float32) {
	text = l.face.drawable(text)
	l.say(text, right-l.face.width(text, false)*size, size, false, false)
}

func (l *layout) sayMiddle(text string, size float32, bold bool) {
	text = l.face.drawable(text)
	l.say(text, l.left()+(l.room()-l.face.width(text, bold)*size)/2, size, bold, false)
}

// baseline is how far below the top of its line a text stands.
func baseline(size float32) float32 { return size * (rise + (leading-1)/2) }

// wrap breaks a text into lines for a width.
func (l *layout) wrap(text string, width, size float32, bold bool) []string {
	return widgets.Wrap(l.face.drawable(text), width/size, func(c rune) float32 { return l.face.char(c, bold) })
}
