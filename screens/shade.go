package screens

import "image/color"

// fade is a colour of second rank on the bar of the areas.
func fade(c color.Color) color.Color {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	n.A = 0x90
	return n
}

// lift is the ground of the chosen place: a little lighter than the bar.
func lift(c color.Color) color.Color {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	up := func(v uint8) uint8 { return v + (255-v)/8 }
	return color.NRGBA{R: up(n.R), G: up(n.G), B: up(n.B), A: n.A}
}
