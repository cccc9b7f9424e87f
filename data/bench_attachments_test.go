package data_test

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"math/rand/v2"
	"runtime"
	"runtime/metrics"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data/datatest"
)

// BenchmarkAttach keeps a photo as a telephone takes it, and tells the most
// memory that was in use meanwhile.
func BenchmarkAttach(b *testing.B) {
	for _, tt := range []struct{ megapixels, width, height int }{{12, 4000, 3000}, {40, 7300, 5480}} {
		b.Run(fmt.Sprintf("%dMpx", tt.megapixels), func(b *testing.B) {
			s, by := benchOpen(b, b.TempDir()+"/a.lamp")
			c, err := s.OpenCase(b.Context(), by, app.CaseDraft{
				Kind: app.Consultation, Channel: "counter", Customer: datatest.Customer(b, s, "李晓明", "5104000000011", "").ID, Content: "询问电价",
			})
			if err != nil {
				b.Fatal(err)
			}
			path := fileOf(b, "a.jpg", snapshot(b, tt.width, tt.height))
			stop := mostMemory()
			for b.Loop() {
				a, err := s.Attach(b.Context(), by, app.AttachmentDraft{OfTable: "cases", Of: app.RecordID(c.ID), Kind: app.Photo, Path: path})
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(a.Bytes)/1000, "KB")
				b.ReportMetric(float64(a.Width), "px")
			}
			b.ReportMetric(float64(stop())/(1<<20), "peak-MB")
		})
	}
}

// snapshot is a photo with soft shapes and some grain, as JPEG.
func snapshot(b *testing.B, width, height int) []byte {
	b.Helper()
	random := rand.New(rand.NewPCG(1, 2))
	p := image.NewYCbCr(image.Rect(0, 0, width, height), image.YCbCrSubsampleRatio420)
	for y := range height {
		row := p.Y[y*p.YStride:]
		for x := range width {
			row[x] = uint8((x*y/9000+x/7)%200 + random.IntN(24))
		}
	}
	for i := range p.Cb {
		p.Cb[i], p.Cr[i] = uint8(110+i%40), uint8(120+i/width%30)
	}
	var to bytes.Buffer
	if err := jpeg.Encode(&to, p, &jpeg.Options{Quality: 92}); err != nil {
		b.Fatal(err)
	}
	return to.Bytes()
}

// mostMemory watches the memory of the program until it is stopped, and answers
// the most there was, all that the program holds besides included.
func mostMemory() (stop func() uint64) {
	read := func() uint64 {
		sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
		metrics.Read(sample)
		return sample[0].Value.Uint64()
	}
	runtime.GC() // what made the photo is no part of it
	end, answer := make(chan struct{}), make(chan uint64)
	go func() {
		most := read()
		tick := time.NewTicker(2 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				most = max(most, read())
			case <-end:
				answer <- most
				return
			}
		}
	}()
	return func() uint64 { close(end); return <-answer }
}
