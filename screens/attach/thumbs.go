package attach

import (
	"bytes"
	"image"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/draw"

	"lamplighter/app"
)

// Sizes in pixels: a tile on a fine screen, and the most that is unpacked. What
// is attached here is far smaller; what came from elsewhere may not be.
const (
	thumbWidth  = 2 * tileWidth
	thumbHeight = 2 * tilePicture
	mostPixels  = 16_000_000
)

// thumbs are the small pictures of one strip, by hash.
type thumbs map[string]image.Image

// thumbsKept is how many stay while a person looks through records.
const thumbsKept = 60

func (t thumbs) keep(hash []byte, small image.Image) {
	if len(t) >= thumbsKept {
		clear(t)
	}
	t[string(hash)] = small
}

// unpack reads a picture that is kept.
func unpack(content []byte, mime string) (image.Image, error) {
	config, decode := jpeg.DecodeConfig, func(r io.Reader) (image.Image, error) { return jpeg.Decode(r) }
	if mime == app.PNG {
		config, decode = png.DecodeConfig, png.Decode
	}
	size, err := config(bytes.NewReader(content))
	if err != nil || size.Width*size.Height > mostPixels {
		return nil, app.ErrFileDamaged
	}
	whole, err := decode(bytes.NewReader(content))
	if err != nil {
		return nil, app.ErrFileDamaged
	}
	return whole, nil
}

// thumbnail is a picture small enough to be kept.
func thumbnail(content []byte, mime string) (image.Image, error) {
	whole, err := unpack(content, mime)
	if err != nil {
		return nil, err
	}
	size := whole.Bounds().Size()
	part := min(1, float64(thumbWidth)/float64(size.X), float64(thumbHeight)/float64(size.Y))
	small := image.NewRGBA(image.Rect(0, 0, max(1, int(float64(size.X)*part)), max(1, int(float64(size.Y)*part))))
	draw.BiLinear.Scale(small, small.Rect, whole, whole.Bounds(), draw.Src, nil)
	return small, nil
}
