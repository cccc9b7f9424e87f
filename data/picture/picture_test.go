package picture_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"golang.org/x/image/bmp"

	"lamplighter/app"
	"lamplighter/data/picture"
)

// plain is a picture of one colour, in the form a JPEG decoder answers.
func plain(width, height int) image.Image {
	p := image.NewYCbCr(image.Rect(0, 0, width, height), image.YCbCrSubsampleRatio420)
	for i := range p.Y {
		p.Y[i] = 120
	}
	for i := range p.Cb {
		p.Cb[i], p.Cr[i] = 128, 128
	}
	return p
}

// noisy is the hardest picture to make small.
func noisy(width, height int) image.Image {
	p := image.NewRGBA(image.Rect(0, 0, width, height))
	random := rand.NewChaCha8([32]byte{1})
	_, _ = random.Read(p.Pix) // never fails
	for i := 3; i < len(p.Pix); i += 4 {
		p.Pix[i] = 255
	}
	return p
}

func asJPEG(t testing.TB, p image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, p, &jpeg.Options{Quality: 90}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asPNG(t testing.TB, p image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// withEXIF puts an orientation and a place into a JPEG, as telephones do.
func withEXIF(order binary.ByteOrder, content []byte, orientation uint16) []byte {
	tiff := make([]byte, 8, 64)
	copy(tiff, "MM")
	if order == binary.ByteOrder(binary.LittleEndian) {
		copy(tiff, "II")
	}
	order.PutUint16(tiff[2:], 42)
	order.PutUint32(tiff[4:], 8)
	entry := func(tag, kind uint16, value uint32) {
		e := make([]byte, 12)
		order.PutUint16(e, tag)
		order.PutUint16(e[2:], kind)
		order.PutUint32(e[4:], 1)
		if kind == 3 {
			order.PutUint16(e[8:], uint16(value))
		} else {
			order.PutUint32(e[8:], value)
		}
		tiff = append(tiff, e...)
	}
	tiff = append(tiff, 0, 0)
	order.PutUint16(tiff[8:], 2)
	entry(0x0112, 3, uint32(orientation))
	entry(0x8825, 4, 0)
	body := append([]byte("Exif\x00\x00"), tiff...)
	body = append(body, "GPS 26.91,102.12"...)
	segment := binary.BigEndian.AppendUint16([]byte{0xff, 0xe1}, uint16(len(body)+2))
	return slices.Concat(content[:2], segment, body, content[2:])
}

func photo(t testing.TB, content []byte) (picture.Kept, image.Image) {
	t.Helper()
	kept, err := picture.Photo(t.Context(), bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	shown, err := jpeg.Decode(bytes.NewReader(kept.Content))
	if err != nil {
		t.Fatal(err)
	}
	if size := shown.Bounds().Size(); size.X != kept.Width || size.Y != kept.Height {
		t.Errorf("%v is told as %d by %d", size, kept.Width, kept.Height)
	}
	return kept, shown
}

func TestAPhotoIsBroughtToASizeThatIsKept(t *testing.T) {
	for name, tt := range map[string]struct {
		from    image.Image
		longest int
	}{
		"a photo of twelve megapixels": {plain(6000, 2000), app.PhotoSide},
		"an upright photo":             {plain(1500, 3000), app.PhotoSide},
		"a small photo stays small":    {plain(640, 480), 640},
		"a single pixel":               {plain(1, 1), 1},
		"a thin line":                  {plain(9000, 1), app.PhotoSide},
	} {
		t.Run(name, func(t *testing.T) {
			kept, shown := photo(t, asJPEG(t, tt.from))
			if got := max(kept.Width, kept.Height); got != tt.longest {
				t.Errorf("the long side has %d pixels, want %d", got, tt.longest)
			}
			if len(kept.Content) > app.PhotoBytes || kept.MIME != app.JPEG {
				t.Errorf("kept as %s in %d bytes", kept.MIME, len(kept.Content))
			}
			if gray := color.GrayModel.Convert(shown.At(0, 0)).(color.Gray); gray.Y < 110 || gray.Y > 130 {
				t.Errorf("a grey of 120 became %d", gray.Y)
			}
		})
	}
}

func TestAPhotoThatIsHardToPackLosesPixels(t *testing.T) {
	kept, _ := photo(t, asJPEG(t, noisy(1280, 960)))
	if len(kept.Content) > app.PhotoBytes {
		t.Errorf("%d bytes, want at most %d", len(kept.Content), app.PhotoBytes)
	}
	if kept.Width >= 1280 || kept.Width < 400 {
		t.Errorf("%d pixels wide", kept.Width)
	}
}

func TestEveryTypeThatIsReadBecomesAPhoto(t *testing.T) {
	var b bytes.Buffer
	if err := bmp.Encode(&b, noisy(40, 30)); err != nil {
		t.Fatal(err)
	}
	clear := image.NewNRGBA(image.Rect(0, 0, 8, 8)) // nothing but glass
	for name, content := range map[string][]byte{
		"PNG": asPNG(t, noisy(40, 30)), "BMP": b.Bytes(), "grey JPEG": asJPEG(t, image.NewGray(image.Rect(0, 0, 20, 20))), "glass": asPNG(t, clear), "WebP": oneWebP,
	} {
		kept, shown := photo(t, content)
		if kept.Width == 0 {
			t.Errorf("%s has no width", name)
		}
		if name == "glass" {
			if gray := color.GrayModel.Convert(shown.At(4, 4)).(color.Gray); gray.Y < 250 {
				t.Errorf("glass is shown as %d, want white", gray.Y)
			}
		}
	}
}

// oneWebP is a white pixel.
var oneWebP = []byte("RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00")

func TestAPhotoIsTurnedUprightAndForgetsItsPlace(t *testing.T) {
	// Where the upper left and the upper right corner as they lie in the file
	// are seen: 0 upper left, 1 upper right, 2 lower left, 3 lower right.
	seen := [9][2]int{{0, 1}, {0, 1}, {1, 0}, {3, 2}, {2, 3}, {0, 2}, {1, 3}, {3, 1}, {2, 0}}
	lies := image.NewRGBA(image.Rect(0, 0, 320, 160))
	for y := range 160 {
		for x := range 320 {
			c := color.RGBA{255, 255, 255, 255}
			switch {
			case x < 160 && y < 80:
				c = color.RGBA{200, 0, 0, 255}
			case y < 80:
				c = color.RGBA{0, 0, 200, 255}
			}
			lies.SetRGBA(x, y, c)
		}
	}
	content := asJPEG(t, lies)
	for _, order := range []binary.ByteOrder{binary.BigEndian, binary.LittleEndian} {
		for o, where := range seen {
			kept, shown := photo(t, withEXIF(order, content, uint16(o)))
			if wide := o < 5; wide != (kept.Width == 320) {
				t.Errorf("orientation %d is %d wide", o, kept.Width)
			}
			for i, is := range []func(r, b uint32) bool{
				func(r, b uint32) bool { return r > 2*b },
				func(r, b uint32) bool { return b > 2*r },
			} {
				x, y := kept.Width/4, kept.Height/4
				if where[i]&1 != 0 {
					x = kept.Width * 3 / 4
				}
				if where[i]&2 != 0 {
					y = kept.Height * 3 / 4
				}
				if r, _, b, _ := shown.At(x, y).RGBA(); !is(r, b) {
					t.Errorf("orientation %d: corner %d is not at %d", o, i, where[i])
				}
			}
			if bytes.Contains(kept.Content, []byte("GPS")) || bytes.Contains(kept.Content, []byte("Exif")) {
				t.Errorf("orientation %d keeps what the camera wrote", o)
			}
		}
	}
}

// sized changes the size that a JPEG says it has.
func sized(content []byte, width, height uint16) []byte {
	out := bytes.Clone(content)
	at := bytes.Index(out, []byte{0xff, 0xc0})
	binary.BigEndian.PutUint16(out[at+5:], height)
	binary.BigEndian.PutUint16(out[at+7:], width)
	return out
}

func TestWhatCannotBeAPhotoIsRefusedWithItsReason(t *testing.T) {
	good := asJPEG(t, noisy(400, 300))
	progressive := bytes.Clone(sized(good, 9000, 8000))
	progressive[bytes.Index(progressive, []byte{0xff, 0xc0})+1] = 0xc2
	for name, tt := range map[string]struct {
		content []byte
		want    app.Reason
	}{
		"an empty file":                        {nil, app.EmptyFile},
		"a text":                               {[]byte("这不是照片，只是一段文字。"), app.NotAPicture},
		"a PDF":                                {[]byte("%PDF-1.7\n%…"), app.NotAPicture},
		"a photo of Apple's":                   {[]byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"), app.ApplePicture},
		"a photo cut in the middle":            {good[:len(good)/2], app.BrokenPicture},
		"a photo cut in its header":            {good[:40], app.BrokenPicture},
		"a photo with its middle overwritten":  {slices.Concat(good[:100], bytes.Repeat([]byte{0xff, 0xd8}, 200), good[500:]), app.BrokenPicture},
		"a photo of no size":                   {sized(good, 0, 0), app.BrokenPicture},
		"a hundred megapixels":                 {sized(good, 10000, 10000), app.TooManyPixels},
		"four thousand megapixels":             {sized(good, 65500, 65500), app.TooManyPixels},
		"a progressive photo that needs a lot": {progressive, app.TooManyPixels},
		"a few bytes that unpack to gigabytes": {sizedPNG(asPNG(t, plain(8, 8)), 50000, 50000), app.TooManyPixels},
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := picture.Photo(t.Context(), bytes.NewReader(tt.content))
			runtime.ReadMemStats(&after)
			if no, is := errors.AsType[*app.Refusal](err); !is || no.Reason != tt.want {
				t.Errorf("answered %v, want %s", err, tt.want)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > 8<<20 {
				t.Errorf("%d bytes were taken to say no", used)
			}
		})
	}
}

// sizedPNG changes the size that a PNG says it has, checksum included.
func sizedPNG(content []byte, width, height uint32) []byte {
	out := bytes.Clone(content)
	binary.BigEndian.PutUint32(out[16:], width)
	binary.BigEndian.PutUint32(out[20:], height)
	binary.BigEndian.PutUint32(out[29:], crc32.ChecksumIEEE(out[12:29]))
	return out
}

func TestAPhotoOfFortyMegapixelsIsKeptWithinBounds(t *testing.T) {
	content := asJPEG(t, plain(20000, 2000))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	kept, _ := photo(t, content)
	runtime.ReadMemStats(&after)
	if kept.Width != app.PhotoSide {
		t.Errorf("%d pixels wide", kept.Width)
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > 200<<20 {
		t.Errorf("%d MB were taken in all, want at most 200", used>>20)
	}
}

func TestAPhotoIsGivenUpWithItsContext(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := picture.Photo(ctx, bytes.NewReader(asJPEG(t, noisy(400, 300)))); !errors.Is(err, context.Canceled) {
		t.Errorf("answered %v", err)
	}
}

func TestTheSamePhotoIsKeptAsTheSameBytes(t *testing.T) {
	content := asJPEG(t, noisy(300, 200))
	first, _ := photo(t, content)
	second, _ := photo(t, content)
	if !bytes.Equal(first.Content, second.Content) {
		t.Error("twice the same photo is twice another file")
	}
}

func TestASignatureIsCutToItsStrokes(t *testing.T) {
	pad := image.NewGray(image.Rect(0, 0, 1000, 400))
	for i := range pad.Pix {
		pad.Pix[i] = 255
	}
	for i := range 200 {
		for dx := range 4 {
			pad.SetGray(300+i+dx, 100+i/2, color.Gray{})
		}
	}
	kept, err := picture.Signature(t.Context(), asPNG(t, pad))
	if err != nil {
		t.Fatal(err)
	}
	if kept.Width < 203 || kept.Width > 240 || kept.Height < 100 || kept.Height > 130 || kept.MIME != app.PNG || len(kept.Content) > app.SignatureBytes {
		t.Errorf("kept as %d by %d, %d bytes of %s", kept.Width, kept.Height, len(kept.Content), kept.MIME)
	}
	if kept, err = picture.Signature(t.Context(), asPNG(t, noisy(600, 300))); err != nil || len(kept.Content) > app.SignatureBytes {
		t.Errorf("a scribble takes %d bytes: %v", len(kept.Content), err)
	}
	_, err = picture.Signature(t.Context(), asPNG(t, image.NewNRGBA(image.Rect(0, 0, 300, 100))))
	if no, is := errors.AsType[*app.Refusal](err); !is || no.Reason != app.NothingDrawn {
		t.Errorf("an empty field is answered %v", err)
	}
}

func FuzzPhoto(f *testing.F) {
	good := asJPEG(f, noisy(24, 16))
	f.Add(good)
	f.Add(withEXIF(binary.LittleEndian, good, 6))
	f.Add(asPNG(f, noisy(9, 7)))
	f.Add(oneWebP)
	f.Add([]byte("BM\x46\x00\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, content []byte) {
		if config, _, err := image.DecodeConfig(bytes.NewReader(content)); err == nil && config.Width*config.Height > 1<<20 {
			t.Skip("takes its time and finds nothing more")
		}
		kept, err := picture.Photo(t.Context(), bytes.NewReader(content))
		if err != nil {
			if _, is := errors.AsType[*app.Refusal](err); !is {
				t.Fatalf("answered %v, which is no refusal", err)
			}
			return
		}
		if _, err := jpeg.Decode(bytes.NewReader(kept.Content)); err != nil || len(kept.Content) > app.PhotoBytes {
			t.Fatalf("kept %d bytes that cannot be shown: %v", len(kept.Content), err)
		}
	})
}
