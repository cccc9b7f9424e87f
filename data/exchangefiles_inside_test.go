package data

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lamplighter/app"
	"lamplighter/data/bundle"
	"lamplighter/data/bundle/synctest"
)

// photographs attaches a file to a customer, as a photo that was taken.
func (d *exchangeStore) photographs(c app.Customer, content []byte) app.Attachment {
	d.test.t.Helper()
	sum := sha256.Sum256(content)
	a := app.Attachment{ID: newID[app.AttachmentID](), Area: d.by.Area, OfTable: "customers", Of: app.RecordID(c.ID), Kind: app.Photo, Hash: sum[:], Name: "表计.jpg", MIME: app.JPEG, Bytes: int64(len(content))}
	_, err := d.files.keep(a.Hash, a.MIME, content)
	if err == nil {
		err = d.write(d.test.t.Context(), d.by, app.Why{}, func(x *tx) error { return x.putAttachment(d.test.t.Context(), app.Attachment{}, a) })
	}
	if err != nil {
		d.test.t.Fatal(err)
	}
	return a
}

func filesOn(stick *synctest.Stick) (n int) {
	for name := range stick.Whole() {
		if strings.HasSuffix(name, fileEnding) {
			n++
		}
	}
	return n
}

// Rows come with the packages, their files behind them, each encrypted; what has
// arrived everywhere is taken away.
func TestPhotosFollowTheirRows(t *testing.T) {
	x := exchangeTestOf(t)
	laptop, stick := x.copied(x.hall, "laptop"), synctest.NewStick(1)
	x.meet(stick, x.hall, laptop)
	photo := bytes.Repeat([]byte("a photo of a meter, as a camera wrote it"), 100)
	a := laptop.photographs(laptop.takesOn("李晓明"), photo)
	if r := laptop.goesWell(stick); r.Files.Out != 1 || r.Files.OutBytes != int64(len(photo)) {
		t.Errorf("the laptop laid %+v", r.Files)
	}
	for name, content := range stick.Whole() {
		if bytes.Contains(content, []byte("as a camera wrote it")) {
			t.Errorf("%s can be read by anybody", name)
		}
	}
	if r := x.hall.goesWell(stick); r.Files.In != 1 || r.Files.Awaited != 0 {
		t.Errorf("the hall took %+v", r.Files)
	}
	if got, err := x.hall.files.read(a.Hash, a.MIME); err != nil || !bytes.Equal(got, photo) {
		t.Errorf("the hall has %d bytes of it, %v", len(got), err)
	}
	laptop.goesWell(stick)
	if n := filesOn(stick); n != 0 {
		t.Errorf("%d files that arrived still lie there", n)
	}
}

// A damaged file is not taken for the photo: it is awaited, and laid anew.
func TestAPhotoThatWasDamagedIsAwaited(t *testing.T) {
	x := exchangeTestOf(t)
	laptop, stick := x.copied(x.hall, "laptop"), synctest.NewStick(1)
	x.meet(stick, x.hall, laptop)
	a := laptop.photographs(laptop.takesOn("李晓明"), []byte("a photo"))
	laptop.goesWell(stick)
	for name, content := range stick.Whole() {
		if strings.HasSuffix(name, fileEnding) {
			content[len(content)-1] ^= 1
			stick.Put(name, content)
		}
	}
	if r := x.hall.goesWell(stick); r.Files.Awaited != 1 || x.hall.state().Awaited != 1 {
		t.Errorf("the hall waits for %+v", r.Files)
	}
	if !x.hall.files.absent(a.Hash, a.MIME) {
		t.Error("the damaged file was kept")
	}
	laptop.goesWell(stick)
	if r := x.hall.goesWell(stick); r.Files.In != 1 || x.hall.state().Awaited != 0 {
		t.Errorf("the hall took %+v", r.Files)
	}
}

// However often the stick is pulled out, changes never wait behind photos, and
// every photo arrives as it was.
func TestPhotosArriveThoughTheStickIsPulledOut(t *testing.T) {
	x := exchangeTestOf(t)
	laptop, stick := x.copied(x.hall, "laptop"), synctest.NewStick(5)
	x.meet(stick, x.hall, laptop)
	c := laptop.takesOn("李晓明")
	var all []app.Attachment
	for i := range *photosSent {
		all = append(all, laptop.photographs(c, []byte(fmt.Sprint("photo ", i))))
	}
	for cut := range 12 + *photosSent/5 {
		for _, d := range []*exchangeStore{laptop, x.hall} {
			d.takesOn("阿果")
			before := filesOn(stick)
			stick.PullAfter(20 + 17*(cut%12))
			if _, err := d.goesThrough(stick); err != nil && !errors.Is(err, app.ErrFolderGone) {
				t.Fatal(err)
			}
			if filesOn(stick) > before && d.state().Unsent > 0 {
				t.Errorf("a photo of %s went before its changes", d.name)
			}
			stick.PutBack()
		}
	}
	x.meet(stick, laptop, x.hall)
	for _, a := range all {
		if _, err := x.hall.files.read(a.Hash, a.MIME); err != nil {
			t.Errorf("a photo did not arrive: %v", err)
		}
	}
}

// countingStick counts what of it is written and read of files of attachments.
type countingStick struct {
	bundle.Transport
	written, read map[string]int
}

func counting(through bundle.Transport) *countingStick {
	return &countingStick{through, map[string]int{}, map[string]int{}}
}

func (c *countingStick) Write(ctx context.Context, name string, content []byte) error {
	err := c.Transport.Write(ctx, name, content)
	if err == nil && strings.HasSuffix(name, fileEnding) {
		c.written[name]++
	}
	return err
}

func (c *countingStick) Read(ctx context.Context, name string, atMost int64) ([]byte, error) {
	content, err := c.Transport.Read(ctx, name, atMost)
	if err == nil && strings.HasSuffix(name, fileEnding) {
		c.read[name]++
	}
	return content, err
}

func largeFile(seed uint64, bytes int) []byte {
	out := make([]byte, bytes)
	r := rand.New(rand.NewPCG(seed, seed))
	for i := range out {
		out[i] = byte(r.Uint32())
	}
	return out
}

// A recording or a scan of many pages is not copied from the beginning again.
func TestALargeFileGoesOnAtItsPieceWhenTheStickIsPutBack(t *testing.T) {
	x := exchangeTestOf(t)
	laptop, stick := x.copied(x.hall, "laptop"), synctest.NewStick(7)
	x.meet(stick, x.hall, laptop)
	content := largeFile(1, 6*pieceBytes+12345)
	a := laptop.photographs(laptop.takesOn("李晓明"), content)
	laid, taken := counting(stick.Folder(laptop.device.code)), counting(stick.Folder(x.hall.device.code))
	cuts := 0
	for _, way := range []struct {
		d       *exchangeStore
		through *countingStick
	}{{laptop, laid}, {x.hall, taken}} {
		for try := 0; ; try++ {
			stick.PullAfter(9 + try)
			_, err := way.d.exchangeThrough(t.Context(), way.through, "stick", nil)
			stick.PutBack()
			if err == nil {
				break
			}
			if !errors.Is(err, app.ErrFolderGone) || try > 40 {
				t.Fatal(err)
			}
			cuts++
		}
	}
	if cuts < 4 {
		t.Errorf("the stick was pulled out %d times only", cuts)
	}
	if len(laid.written) != 7 {
		t.Errorf("it went in %d pieces", len(laid.written))
	}
	for name, n := range laid.written {
		if n != 1 {
			t.Errorf("%s was written %d times", name, n)
		}
	}
	for name, n := range taken.read {
		if n != 1 {
			t.Errorf("%s was read %d times", name, n)
		}
	}
	if got, err := x.hall.files.read(a.Hash, a.MIME); err != nil || !bytes.Equal(got, content) {
		t.Errorf("the hall has %d bytes of it: %v", len(got), err)
	}
	x.meet(stick, laptop, x.hall)
	if n := filesOn(stick); n != 0 {
		t.Errorf("%d pieces that arrived still lie there", n)
	}
	if left, err := filepath.Glob(filepath.Join(x.hall.files.folder, "*", "*"+pieceEnding)); err != nil || len(left) != 0 {
		t.Errorf("pieces are left: %v, %v", left, err)
	}
}

func TestPiecesThatAreNotWhatWasAttachedAreTakenAnew(t *testing.T) {
	x := exchangeTestOf(t)
	laptop, stick := x.copied(x.hall, "laptop"), synctest.NewStick(8)
	x.meet(stick, x.hall, laptop)
	content := largeFile(2, 3*pieceBytes)
	a := laptop.photographs(laptop.takesOn("李晓明"), content)
	laptop.goesWell(stick)
	for name := range stick.Whole() {
		if !strings.HasSuffix(name, "-2of3"+fileEnding) {
			continue
		}
		var forged bytes.Buffer // encrypted rightly, and something else
		if err := bundle.Encrypt(&forged, largeFile(3, pieceBytes), x.trusted(x.hall).Carriers(a.Area)); err != nil {
			t.Fatal(err)
		}
		stick.Put(name, forged.Bytes())
	}
	if r := x.hall.goesWell(stick); r.Files.Awaited != 1 || r.Files.In != 0 || !x.hall.files.absent(a.Hash, a.MIME) {
		t.Errorf("the hall took %+v", r.Files)
	}
	laptop.goesWell(stick)
	if r := x.hall.goesWell(stick); r.Files.In != 1 || r.Files.InBytes != int64(len(content)) {
		t.Errorf("the hall took %+v", r.Files)
	}
}

func (x *exchangeTest) trusted(d *exchangeStore) *trust {
	x.t.Helper()
	known, err := d.trusts(x.t.Context(), d.reader)
	if err != nil {
		x.t.Fatal(err)
	}
	return known
}

// What was laid of a customer who is erased before it arrived is taken away, by
// whoever comes first and has heard; nobody waits for it.
func TestFilesOfWhoWasErasedDoNotStayOnTheStick(t *testing.T) {
	p := privacyTestOf(t)
	laptop, stick := p.copied(p.hall, "laptop"), synctest.NewStick(1)
	p.meet(stick, p.hall, laptop)
	kept := p.hall.photographs(p.hall.takesOn("李晓明"), []byte("another's meter"))
	p.hall.photographs(p.customer, largeFile(6, 2*pieceBytes))
	p.hall.goesWell(stick)
	if n := filesOn(stick); n != 3 {
		t.Fatalf("%d files lie there", n)
	}
	p.erase(p.hall)
	p.hall.goesWell(stick)
	for name := range stick.Whole() {
		if strings.HasSuffix(name, fileEnding) && !strings.HasPrefix(name, fmt.Sprintf("%x-", kept.Hash)) {
			t.Errorf("%s still lies there", name)
		}
	}
	if r := laptop.goesWell(stick); r.Files.In != 1 || r.Files.Awaited != 0 {
		t.Errorf("the laptop took %+v", r.Files)
	}
}

func TestALookTellsWhichFilesWouldTravel(t *testing.T) {
	x := exchangeTestOf(t)
	laptop, folder := x.copied(x.hall, "laptop"), t.TempDir()
	for range 2 {
		x.hall.exchanges(folder)
		laptop.exchanges(folder)
	}
	c := laptop.takesOn("李晓明")
	small, large := largeFile(4, 5000), largeFile(5, 2*pieceBytes+1)
	laptop.photographs(c, small)
	big := laptop.photographs(c, large)
	both := int64(len(small) + len(large))
	if p := laptop.looks(folder); p.Files != (app.FilesMoved{Out: 2, OutBytes: both}) {
		t.Errorf("the laptop foresees %+v", p.Files)
	}
	if r := laptop.exchanges(folder); r.Files.Out != 2 || r.Files.OutBytes != both {
		t.Errorf("the laptop laid %+v", r.Files)
	}
	if p := laptop.looks(folder); p.Files != (app.FilesMoved{}) {
		t.Errorf("the laptop would lay again %+v", p.Files)
	}
	if p := x.hall.looks(folder); p.Files != (app.FilesMoved{In: 2, InBytes: both}) || p.NothingNew() {
		t.Errorf("the hall foresees %+v", p.Files)
	}
	pieces, err := filepath.Glob(filepath.Join(folder, fmt.Sprintf("%x-*-2of3%s", big.Hash, fileEnding)))
	if err != nil || len(pieces) != 1 || os.Remove(pieces[0]) != nil {
		t.Fatal(pieces, err)
	}
	if p := x.hall.looks(folder); p.Files != (app.FilesMoved{In: 1, InBytes: int64(len(small)), Awaited: 1}) {
		t.Errorf("without a piece the hall foresees %+v", p.Files)
	}
	if r := x.hall.exchanges(folder); r.Files.In != 1 || r.Files.Awaited != 1 {
		t.Errorf("the hall took %+v", r.Files)
	}
	if p := laptop.looks(folder); p.Files.Out != 1 || p.Files.OutBytes != int64(len(large)) {
		t.Errorf("the laptop foresees %+v of what is awaited", p.Files)
	}
}
