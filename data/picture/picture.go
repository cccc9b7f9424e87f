// Package picture makes of a photo what is kept: turned upright, no larger than
// a page needs, without what the camera wrote into it, such as the place. It
// refuses by its header what could not be unpacked within bounds.
//
// It knows bytes and pictures alone: no record, no file of ours, no window.
package picture

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/bmp"
	"golang.org/x/image/webp"

	"lamplighter/app"
)

// Kept is a picture as it is kept.
type Kept struct {
	Content       []byte
	MIME          string
	Width, Height int
}

// format is one type of pictures that can be read.
type format struct {
	magic  string // "?" stands for any byte
	config func(io.Reader) (image.Config, error)
	decode func(io.Reader) (image.Image, error)
}

var formats = []format{
	{"\xff\xd8\xff", jpeg.DecodeConfig, jpeg.Decode},
	{"\x89PNG\r\n\x1a\n", png.DecodeConfig, png.Decode},
	{"RIFF????WEBPVP8", webp.DecodeConfig, webp.Decode},
	{"BM????\x00\x00\x00\x00", bmp.DecodeConfig, bmp.Decode},
}

// headBytes are enough to know a type by.
const headBytes = 32

func (f format) fits(head []byte) bool {
	if len(head) < len(f.magic) {
		return false
	}
	for i := range len(f.magic) {
		if f.magic[i] != '?' && f.magic[i] != head[i] {
			return false
		}
	}
	return true
}

// Photo reads a photo and answers it as it is kept. Its refusals are those of
// package app; another error is one of reading, or of ctx.
func Photo(ctx context.Context, source io.ReadSeeker) (Kept, error) {
	source = watched{ctx, source}
	f, err := formatOf(source)
	if err != nil {
		return Kept{}, err
	}
	made, err := bounded(f, source)
	if err != nil {
		return Kept{}, err
	}
	whole, err := read(ctx, source, f.decode)
	if err != nil {
		return Kept{}, err
	}
	small, err := fit(ctx, whole, app.PhotoSide)
	if err != nil {
		return Kept{}, err
	}
	return compress(ctx, made.turn(small), app.PhotoBytes)
}

// formatOf knows a picture by its first bytes, never by its name.
func formatOf(source io.ReadSeeker) (format, error) {
	head := make([]byte, headBytes)
	n, err := io.ReadFull(source, head)
	head = head[:n]
	switch {
	case n == 0 && err == io.EOF:
		return format{}, app.Refuse("attachment", app.EmptyFile)
	case err != nil && err != io.EOF && err != io.ErrUnexpectedEOF:
		return format{}, err
	}
	for _, f := range formats {
		if f.fits(head) {
			return f, nil
		}
	}
	if isApple(head) {
		return format{}, app.Refuse("attachment", app.ApplePicture)
	}
	return format{}, app.Refuse("attachment", app.NotAPicture)
}

// isApple knows HEIC, which telephones of one maker take unless they are told
// otherwise.
func isApple(head []byte) bool {
	if len(head) < 12 || string(head[4:8]) != "ftyp" {
		return false
	}
	switch string(head[8:12]) {
	case "heic", "heix", "hevc", "heim", "heis", "mif1", "msf1", "avif":
		return true
	}
	return false
}

// bounded refuses by its header a picture that would take too much memory, and
// answers what a JPEG tells of itself.
func bounded(f format, source io.ReadSeeker) (header, error) {
	config, err := read(context.Background(), source, f.config)
	if err != nil {
		return header{}, err
	}
	made := header{perPixel: bytesPerPixel(config.ColorModel)}
	if f.magic == formats[0].magic {
		if _, err := source.Seek(0, io.SeekStart); err != nil {
			return header{}, err
		}
		made = readHeader(source)
	}
	pixels := int64(config.Width) * int64(config.Height)
	switch {
	case pixels <= 0:
		return header{}, app.Refuse("attachment", app.BrokenPicture)
	case pixels >= app.PhotoPixels || pixels*made.perPixel > app.PhotoMemory:
		return header{}, app.Refuse("attachment", app.TooManyPixels)
	}
	return made, nil
}

func bytesPerPixel(model color.Model) int64 {
	switch model {
	case color.GrayModel:
		return 1
	case color.RGBA64Model, color.NRGBA64Model:
		return 8
	case color.Gray16Model:
		return 2
	case color.YCbCrModel:
		return 3
	}
	return 4
}

// read hands a picture from its start to a decoder. What the decoder finds
// wrong is the picture's fault, unless the reading itself failed.
func read[T any](ctx context.Context, source io.ReadSeeker, decode func(io.Reader) (T, error)) (T, error) {
	var none T
	if _, err := source.Seek(0, io.SeekStart); err != nil {
		return none, err
	}
	reader := &noted{from: source}
	got, err := decode(reader)
	switch {
	case err == nil:
		return got, nil
	case ctx.Err() != nil:
		return none, ctx.Err()
	case reader.failed != nil:
		return none, reader.failed
	}
	return none, app.Refuse("attachment", app.BrokenPicture)
}

// noted remembers an error of reading, which decoders word in their own way.
type noted struct {
	from   io.Reader
	failed error
}

// Read implements io.Reader.
func (n *noted) Read(p []byte) (int, error) {
	got, err := n.from.Read(p)
	if err != nil && err != io.EOF {
		n.failed = err
	}
	return got, err
}

// watched stops reading with its context: decoders know none.
type watched struct {
	ctx context.Context
	io.ReadSeeker
}

// Read implements io.Reader.
func (w watched) Read(p []byte) (int, error) {
	if err := w.ctx.Err(); err != nil {
		return 0, err
	}
	return w.ReadSeeker.Read(p)
}

// PDF reports whether bytes begin a PDF.
func PDF(content []byte) bool { return bytes.HasPrefix(content, []byte("%PDF-")) }
