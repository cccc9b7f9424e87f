package usecharts

import "math"

// The corners of what stands for a circle; as round as anybody sees.
const corners = 20

func circle(at Point, radius float32) []Point {
	out := make([]Point, corners)
	for i := range out {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / corners)
		out[i] = Point{at.X + radius*float32(cos), at.Y + radius*float32(sin)}
	}
	return out
}

func distance(a, b Point) float32 { return float32(math.Hypot(float64(b.X-a.X), float64(b.Y-a.Y))) }

// runs are the stretches of months of which a figure is known, so that a line
// breaks where nothing is.
func runs(months []Month, figure func(Month) (int64, bool)) [][]int {
	var out [][]int
	open := false
	for i, m := range months {
		_, known := figure(m)
		if known && !open {
			out = append(out, nil)
		}
		if open = known; known {
			out[len(out)-1] = append(out[len(out)-1], i)
		}
	}
	return out
}
