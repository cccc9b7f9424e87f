package paper

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/signintech/gopdf"

	"lamplighter/app"
	"lamplighter/assets"
)

// The names under which the fonts stand in a PDF.
const (
	regularName = "LamplighterSansSC-Regular"
	boldName    = "LamplighterSansSC-Bold"
)

// PDF is the document as a file. Of the fonts it carries what it uses.
func (d Document) PDF() ([]byte, error) {
	face, err := newTypeface()
	if err != nil {
		return nil, fmt.Errorf("read font: %w", err)
	}
	pages := lay(d, face)
	p, err := newPress(d, face)
	if err != nil {
		return nil, err
	}
	for _, page := range pages {
		p.pdf.AddPage()
		p.size, p.bold = 0, false // a page begins without a font
		for _, m := range page {
			if err := p.draw(m); err != nil {
				return nil, fmt.Errorf("draw page: %w", err)
			}
		}
	}
	var out bytes.Buffer
	if _, err := p.pdf.WriteTo(&out); err != nil {
		return nil, fmt.Errorf("write pdf: %w", err)
	}
	mendUnicode(out.Bytes())
	return out.Bytes(), nil
}

// press draws marks.
type press struct {
	pdf  gopdf.GoPdf
	face *typeface
	size float32 // of the font in use
	bold bool
}

func newPress(d Document, face *typeface) (*press, error) {
	p := &press{face: face}
	s := sheets[d.Size]
	p.pdf.Start(gopdf.Config{PageSize: gopdf.Rect{W: float64(s.width), H: float64(s.height)}})
	// The title names the kind and number of the paper, never a person.
	p.pdf.SetInfo(gopdf.PdfInfo{Title: strings.TrimSpace(d.Title + " " + d.Ref), Creator: "Lamplighter", CreationDate: d.Head.At.In(app.Local)})
	if err := p.pdf.AddTTFFontData(regularName, assets.PaperRegular()); err != nil {
		return nil, fmt.Errorf("add font: %w", err)
	}
	if err := p.pdf.AddTTFFontData(boldName, assets.PaperBold()); err != nil {
		return nil, fmt.Errorf("add font: %w", err)
	}
	return p, nil
}

func (p *press) draw(m mark) error {
	x, y, w, h := float64(m.x), float64(m.y), float64(m.w), float64(m.h)
	switch m.kind {
	case groundMark:
		p.fill(x, y, w, h, grey)
	case barMark:
		p.fill(x, y, w, h, chartInk)
	case boxMark:
		p.ink(m)
		p.pdf.RectFromUpperLeftWithStyle(x, y, w, h, "D")
	case shapeMark:
		p.shape(m)
	case lineMark:
		p.ink(m)
		p.pdf.Line(x, y, x+w, y+h)
	default:
		return p.text(m)
	}
	return nil
}

func (p *press) fill(x, y, w, h, gray float64) {
	p.pdf.SetGrayFill(gray)
	p.pdf.RectFromUpperLeftWithStyle(x, y, w, h, "F")
	p.pdf.SetGrayFill(0)
}

// shape fills an area or draws a line from point to point.
func (p *press) shape(m mark) {
	if m.size == 0 {
		points := make([]gopdf.Point, len(m.points))
		for i, at := range m.points {
			points[i] = gopdf.Point{X: float64(at.X), Y: float64(at.Y)}
		}
		p.pdf.SetGrayFill(float64(m.gray))
		p.pdf.Polygon(points, "F")
		p.pdf.SetGrayFill(0)
		return
	}
	p.pdf.SetLineWidth(float64(m.size))
	p.pdf.SetGrayStroke(float64(m.gray))
	for i := 1; i < len(m.points); i++ {
		p.pdf.Line(float64(m.points[i-1].X), float64(m.points[i-1].Y), float64(m.points[i].X), float64(m.points[i].Y))
	}
}

// ink sets weight and grey of a line.
func (p *press) ink(m mark) {
	p.pdf.SetLineWidth(float64(m.size))
	p.pdf.SetGrayStroke(shade(m.faint, 0.25))
}

func shade(faint bool, full float64) float64 {
	if faint {
		return 0.45
	}
	return full
}

func (p *press) text(m mark) error {
	p.pdf.SetGrayFill(shade(m.faint, 0))
	x := m.x
	var err error
	p.face.runs(m.text, m.bold, func(part string, bold bool) {
		if err == nil {
			err = p.run(part, x, m.y, m.size, bold)
		}
		x += p.face.width(part, bold) * m.size
	})
	return err
}

func (p *press) run(text string, x, y, size float32, bold bool) error {
	if p.size != size || p.bold != bold {
		name := regularName
		if bold {
			name = boldName
		}
		if err := p.pdf.SetFont(name, "", float64(size)); err != nil {
			return err
		}
		p.size, p.bold = size, bold
	}
	p.pdf.SetXY(float64(x), float64(y))
	return p.pdf.Text(text)
}
