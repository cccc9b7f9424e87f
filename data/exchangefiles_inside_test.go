package data

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
	"testing"

	"lamplighter/app"
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
