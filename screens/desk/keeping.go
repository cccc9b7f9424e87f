package desk

import (
	"lamplighter/app"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// KeptName is the name of a customer in a list, marked when his record is not in
// ordinary use.
func KeptName(k app.Keeping, name string) widgets.Cell {
	cell := widgets.Cell{Text: words.KeptName(k, name), Strong: true}
	if k != app.KeptOpen {
		cell.Tone = widgets.ToneBad
	}
	return cell
}
