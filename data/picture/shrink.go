package picture

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/jpeg"

	"golang.org/x/image/draw"
	"golang.org/x/image/math/f64"

	"lamplighter/app"
)

// fit brings a picture onto white and its long side down to at most side. It
// halves first: taking one pixel of four by two is an exact mean, and unlike
// wider filters it needs no room beside the two pictures.
func fit(ctx context.Context, from image.Image, side int) (*image.RGBA, error) {
	for {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		size := from.Bounds().Size()
		long := max(size.X, size.Y)
		if small, is := from.(*image.RGBA); is && long <= side && small.Rect.Min == (image.Point{}) && small.Opaque() {
			return small, nil
		}
		part := min(1, max(0.5, float64(side)/float64(long)))
		to := image.NewRGBA(image.Rect(0, 0, scaled(size.X, part), scaled(size.Y, part)))
		draw.Draw(to, to.Rect, image.White, image.Point{}, draw.Src)
		draw.ApproxBiLinear.Scale(to, to.Rect, from, from.Bounds(), draw.Over, nil)
		from = to
	}
}

func scaled(n int, part float64) int { return max(1, int(float64(n)*part)) }

// turn sets a picture upright that was taken with the camera held another way.
func (h header) turn(from *image.RGBA) *image.RGBA {
	w, t := float64(from.Rect.Dx()), float64(from.Rect.Dy())
	way, turned := f64.Aff3{}, false
	switch h.orientation {
	case 2:
		way = f64.Aff3{-1, 0, w, 0, 1, 0}
	case 3:
		way = f64.Aff3{-1, 0, w, 0, -1, t}
	case 4:
		way = f64.Aff3{1, 0, 0, 0, -1, t}
	case 5:
		way, turned = f64.Aff3{0, 1, 0, 1, 0, 0}, true
	case 6:
		way, turned = f64.Aff3{0, -1, t, 1, 0, 0}, true
	case 7:
		way, turned = f64.Aff3{0, -1, t, -1, 0, w}, true
	case 8:
		way, turned = f64.Aff3{0, 1, 0, -1, 0, w}, true
	default:
		return from
	}
	size := from.Rect
	if turned {
		size = image.Rect(0, 0, from.Rect.Dy(), from.Rect.Dx())
	}
	to := image.NewRGBA(size)
	draw.NearestNeighbor.Transform(to, way, from, from.Rect, draw.Src, nil)
	return to
}

// The qualities tried, best first to last: below the last, letters on a meter
// suffer more than from fewer pixels.
const (
	bestQuality  = 88
	worstQuality = 60
)

// compress finds the best quality whose bytes are within most, and takes fewer
// pixels where none is.
func compress(ctx context.Context, from *image.RGBA, most int) (Kept, error) {
	for {
		content, err := bestWithin(ctx, from, most)
		if err == nil {
			return Kept{content, app.JPEG, from.Rect.Dx(), from.Rect.Dy()}, nil
		}
		if !errors.Is(err, errFull) {
			return Kept{}, err
		}
		if from, err = fit(ctx, from, max(from.Rect.Dx(), from.Rect.Dy())*4/5); err != nil {
			return Kept{}, err
		}
	}
}

// bestWithin halves the span of qualities until two neighbours are left.
func bestWithin(ctx context.Context, from *image.RGBA, most int) ([]byte, error) {
	if best, err := encode(from, bestQuality, most); err == nil {
		return best, nil
	}
	best, err := encode(from, worstQuality, most)
	if err != nil {
		return nil, err
	}
	for low, high := worstQuality, bestQuality; high-low > 1; {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		quality := (low + high) / 2
		if better, err := encode(from, quality, most); err == nil {
			best, low = better, quality
		} else {
			high = quality
		}
	}
	return best, nil
}

func encode(from image.Image, quality, most int) ([]byte, error) {
	to := &bounds{most: most}
	if err := jpeg.Encode(to, from, &jpeg.Options{Quality: quality}); err != nil {
		return nil, err
	}
	return to.Bytes(), nil
}

var errFull = errors.New("more bytes than allowed")

// bounds takes so many bytes and ends the work of who writes more.
type bounds struct {
	bytes.Buffer
	most int
}

// Write implements io.Writer.
func (b *bounds) Write(p []byte) (int, error) {
	if b.Len()+len(p) > b.most {
		return 0, errFull
	}
	return b.Buffer.Write(p)
}
