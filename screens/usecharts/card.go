package usecharts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"lamplighter/screens/look"
	"lamplighter/screens/words"
)

// The measures of the card.
const (
	cardPad  = 8
	cardGap  = 16 // between names and figures, and from the month
	dotLarge = 4
)

// line is one line of the card.
type line struct{ name, figure string }

// says tells a month in lines: its name first, then what is known of it.
func (c Chart) says(m Month) []line {
	out := []line{{name: words.Month(m.Month)}}
	add := func(name string, kwh int64) { out = append(out, line{name, words.UseOf(kwh)}) }
	switch {
	case m.Used != nil && m.Used.Estimated:
		add(lang.L("Used, estimated"), m.Used.Total)
	case m.Used != nil:
		add(lang.L("Used"), m.Used.Total)
	case m.Ahead == nil:
		out = append(out, line{name: lang.L("Not read")})
	}
	if m.Before != nil {
		add(lang.L("A year before"), *m.Before)
	}
	if a := m.Ahead; a != nil {
		add(lang.X("use.forecast", "Forecast"), a.Point)
		out = append(out, line{lang.L("80% band"), span(a.Low80, a.High80)}, line{lang.L("95% band"), span(a.Low95, a.High95)})
		if a.HasAdjusted {
			add(lang.L("Adjusted"), a.Adjusted)
		}
	}
	if m.Frozen != nil && c.Frozen {
		add(lang.L("As forecast then"), m.Frozen.Ahead.Point)
	}
	for _, n := range c.Notes {
		if n.From <= m.Month && (n.To == 0 || n.To >= m.Month) {
			out = append(out, line{name: n.Text})
		}
	}
	return out
}

func span(low, high int64) string {
	u := words.UseUnitOf(high)
	step := max(1, high/100)
	return u.Say(low, step) + " – " + u.Say(high, step) + " " + u.Name
}

// tell draws the month that is told, framed by a line, and its card beside it.
func (r *renderer) tell() {
	r.told.Objects = r.told.Objects[:0]
	v := r.view
	if (v.focused || v.hovered) && v.at < len(v.months) && r.picture.Frame.column > 0 {
		r.cursor(v.months[v.at])
		r.card(v.chart.says(v.months[v.at]))
	}
	canvas.Refresh(r.told)
}

// cursor marks the month and its figures.
func (r *renderer) cursor(m Month) {
	f, x := r.picture.Frame, r.picture.Frame.middle(r.view.at)
	rule := canvas.NewLine(theme.Color(theme.ColorNameInputBorder))
	rule.Position1, rule.Position2, rule.StrokeWidth = fyne.NewPos(x, f.Top), fyne.NewPos(x, f.Bottom), 1
	r.told.Objects = append(r.told.Objects, rule)
	if r.view.focused {
		frame := canvas.NewRectangle(theme.Color(theme.ColorNameFocus))
		frame.CornerRadius = 3
		frame.Move(fyne.NewPos(x-f.column/2, f.Top))
		frame.Resize(fyne.NewSize(f.column, f.Bottom-f.Top))
		r.told.Objects = append(r.told.Objects, frame)
	}
	spot := func(kwh int64, ink Ink) {
		dot := canvas.NewCircle(ink.colour(theme.Color))
		dot.StrokeColor, dot.StrokeWidth = theme.Color(look.ColorSurface), 1.5
		dot.Resize(fyne.NewSquareSize(2*dotLarge + 2))
		dot.Move(fyne.NewPos(x-dotLarge-1, f.height(kwh)-dotLarge-1))
		r.told.Objects = append(r.told.Objects, dot)
	}
	if m.Before != nil {
		spot(*m.Before, InkBefore)
	}
	if kwh, known := usedOf(m); known {
		spot(kwh, InkUsed)
	} else if kwh, known := pointOf(m); known {
		spot(kwh, InkUsed)
	}
}

// card stands on the side of the month where there is room.
func (r *renderer) card(lines []line) {
	high := textHeight() + 2
	var names, figures, alone float32
	for _, l := range lines {
		if l.figure == "" {
			alone = max(alone, textWidth(l.name))
			continue
		}
		names, figures = max(names, textWidth(l.name)), max(figures, textWidth(l.figure))
	}
	size := fyne.NewSize(max(alone, names+cardGap+figures)+2*cardPad, float32(len(lines))*high+2*cardPad-2)
	f, x := r.picture.Frame, r.picture.Frame.middle(r.view.at)
	at := fyne.NewPos(x+cardGap, f.Top+4)
	if at.X+size.Width > r.view.Size().Width {
		at.X = max(0, x-cardGap-size.Width)
	}
	ground := canvas.NewRectangle(theme.Color(theme.ColorNameOverlayBackground))
	ground.StrokeColor, ground.StrokeWidth, ground.CornerRadius = theme.Color(theme.ColorNameSeparator), 1, 6
	ground.Move(at)
	ground.Resize(size)
	r.told.Objects = append(r.told.Objects, ground)
	for i, l := range lines {
		y := at.Y + cardPad - 1 + float32(i)*high
		name := label(Text{Point{at.X + cardPad, y}, l.name, InkAxis})
		if i == 0 {
			name.TextStyle.Bold, name.Color = true, InkText.colour(theme.Color)
		}
		figure := label(Text{Point{at.X + size.Width - cardPad - textWidth(l.figure), y}, l.figure, InkText})
		r.told.Objects = append(r.told.Objects, name, figure)
	}
}
