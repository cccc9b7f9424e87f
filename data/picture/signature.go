package picture

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/draw"
	"image/png"

	"lamplighter/app"
)

// Of a signature: the room left around it, and the shades of its ink.
const (
	signatureMargin = 12
	signatureSide   = 1200
	signatureShades = 16
)

// Signature reads a drawn signature, cuts it to what was drawn and answers it
// in shades of grey.
func Signature(ctx context.Context, content []byte) (Kept, error) {
	source := bytes.NewReader(content)
	f, err := formatOf(source)
	if err != nil {
		return Kept{}, err
	}
	if _, err := bounded(f, source); err != nil {
		return Kept{}, err
	}
	whole, err := read(ctx, source, f.decode)
	if err != nil {
		return Kept{}, err
	}
	onWhite, err := fit(ctx, whole, signatureSide)
	if err != nil {
		return Kept{}, err
	}
	part := drawn(onWhite)
	if part.Empty() {
		return Kept{}, app.Refuse("signature", app.NothingDrawn)
	}
	part = part.Inset(-signatureMargin).Intersect(onWhite.Rect)
	for side := signatureSide; ; side = side * 3 / 4 {
		cut, err := fit(ctx, onWhite.SubImage(part), side)
		if err != nil {
			return Kept{}, err
		}
		to := &bounds{most: app.SignatureBytes}
		if png.Encode(to, grey(cut)) == nil {
			return Kept{to.Bytes(), app.PNG, cut.Rect.Dx(), cut.Rect.Dy()}, nil
		}
	}
}

// inkAtMost is how light a pixel may be to count as drawn.
const inkAtMost = 240

// drawn is the part of a picture in which something was drawn.
func drawn(from *image.RGBA) image.Rectangle {
	part := image.Rectangle{}
	for y := range from.Rect.Dy() {
		for x := range from.Rect.Dx() {
			if p := from.Pix[y*from.Stride+4*x:]; min(p[0], p[1], p[2]) < inkAtMost {
				part = part.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return part
}

func grey(from image.Image) image.Image {
	var shades color.Palette
	for i := range signatureShades {
		shades = append(shades, color.Gray{Y: uint8(i * 255 / (signatureShades - 1))})
	}
	to := image.NewPaletted(from.Bounds(), shades)
	draw.Draw(to, to.Rect, from, from.Bounds().Min, draw.Src)
	return to
}
