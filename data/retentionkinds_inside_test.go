package data

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/png"
	"os"
	"testing"

	"lamplighter/app"
	"lamplighter/data/bundle"
)

// kindsTest is a hall with a visit that was recorded where it took place, a photo
// of it, and a half-done form.
func kindsTest(t *testing.T) (p *privacyTest, visit app.VisitID, photo string) {
	t.Helper()
	p = privacyTestOf(t)
	ctx, d := t.Context(), p.hall
	v, err := d.StartVisit(ctx, d.by, p.customer.ID, app.DayOf(d.now()))
	if err != nil {
		t.Fatal(err)
	}
	if err := d.write(ctx, d.by, app.Why{}, func(x *tx) error {
		was, err := x.current(ctx, d.tables["visits"], v.ID)
		if err != nil {
			return err
		}
		now := was
		now.fields = append([]field(nil), was.fields...)
		now.fields[d.tables["visits"].column("position")].value = "26.91,102.12"
		now.fields[d.tables["visits"].column("visited_on")].value = string(app.DayOf(d.now()))
		now.fields[d.tables["visits"].column("note")].value = "谈到扩建"
		return x.put(ctx, "visits", was, now)
	}); err != nil {
		t.Fatal(err)
	}
	a, err := d.Attach(ctx, d.by, app.AttachmentDraft{OfTable: "visits", Of: app.RecordID(v.ID), Kind: app.Signature, Content: kindsSignature(t), Note: "签字"})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.SaveDraft(ctx, d.by, app.Draft{ID: "case-1", Form: "case", Title: "x", Fields: map[string]string{"content": "半张表"}}); err != nil {
		t.Fatal(err)
	}
	return p, v.ID, d.files.path(a.Hash, a.MIME)
}

func kindsSignature(t *testing.T) []byte {
	t.Helper()
	pad := image.NewGray(image.Rect(0, 0, 400, 160))
	for i := range pad.Pix {
		pad.Pix[i] = 255
	}
	for x := 100; x < 300; x++ {
		pad.SetGray(x, 80, color.Gray{})
	}
	var drawn bytes.Buffer
	if err := png.Encode(&drawn, pad); err != nil {
		t.Fatal(err)
	}
	return drawn.Bytes()
}

// heardByAll lets the log be gone through as if all computers had it.
func (p *privacyTest) heardByAll(d *exchangeStore) {
	p.t.Helper()
	if waits, err := d.eraseLog(p.t.Context(), func(bundle.Stream) int64 { return 1 << 62 }); err != nil || waits > 0 {
		p.t.Fatalf("%d sets wait: %v", waits, err)
	}
}

func TestDataOfAKindGoWhenTheyWereKeptLongEnough(t *testing.T) {
	p, visit, photo := kindsTest(t)
	ctx, d := t.Context(), p.hall
	due := func() map[app.RetentionKind]int64 {
		t.Helper()
		all, err := d.DueKinds(ctx, d.by)
		if err != nil {
			t.Fatal(err)
		}
		many := map[app.RetentionKind]int64{}
		for _, k := range all {
			if k.Records > 0 && k.Kind != app.KeptUnsupplied { // the customer himself
				many[k.Kind] = k.Records
			}
		}
		return many
	}
	if got := due(); len(got) > 0 {
		t.Errorf("due on the first day: %v", got)
	}
	if _, err := d.EraseKind(ctx, d.by, app.KeptPositions, "到期"); !privacyRefused(err, app.NothingToDo) {
		t.Errorf("nothing is due: %v", err)
	}
	p.now = p.now.AddDate(0, 37, 0)
	if got := due(); got[app.KeptPositions] != 1 || got[app.KeptPhotos] != 1 || got[app.KeptDrafts] != 1 {
		t.Errorf("due after three years: %v", got)
	}
	if _, err := d.EraseKind(ctx, d.by, app.KeptPositions, " "); !privacyRefused(err, app.Missing) {
		t.Errorf("without a reason: %v", err)
	}
	for _, kind := range []app.RetentionKind{app.KeptPositions, app.KeptPhotos, app.KeptDrafts} {
		if out, err := d.EraseKind(ctx, d.by, kind, "到期"); err != nil || out.Records != 1 {
			t.Errorf("%s: %+v, %v", kind, out, err)
		}
	}
	if got := due(); len(got) > 0 {
		t.Errorf("still due: %v", got)
	}
	page, err := d.VisitPage(ctx, d.by, visit)
	if err != nil || page.Visit.Position != "" || page.Visit.Note != "谈到扩建" {
		t.Errorf("the visit says %q at %q: %v", page.Visit.Note, page.Visit.Position, err)
	}
	p.heardByAll(d)
	if p.logHolds(d, "26.91,102.12") {
		t.Error("the log still holds where the visit was recorded")
	}
	if !p.logHolds(d, "谈到扩建") {
		t.Error("the log lost what the visit says")
	}
	if _, err := os.Stat(photo); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the file of the photo: %v", err)
	}
	n, err := one(ctx, d.reader, scanInt, "SELECT count(*) FROM audit_entries WHERE kind = 'erased'")
	if err != nil || n != 3 {
		t.Errorf("the audit log tells of %d: %v", n, err)
	}
}

func TestALogIsGoneThroughOnceForEachWhoWasErased(t *testing.T) {
	p := privacyTestOf(t)
	ctx, d := t.Context(), p.hall
	p.erase(d)
	p.heardByAll(d)
	waiting := func() int64 {
		t.Helper()
		n, err := one(ctx, d.reader, scanInt, "SELECT count(*) FROM erased_rows WHERE waits = 1")
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	rows, err := one(ctx, d.reader, scanInt, "SELECT count(*) FROM erased_rows")
	if err != nil || rows == 0 || waiting() != 0 {
		t.Fatalf("%d rows are noted, %d wait: %v", rows, waiting(), err)
	}
	if err := d.write(ctx, d.by, app.Why{}, func(x *tx) error { // as somebody who had not heard
		was, err := x.current(ctx, d.tables["customers"], p.customer.ID)
		if err != nil {
			return err
		}
		now := was
		now.fields = append([]field(nil), was.fields...)
		now.fields[d.tables["customers"].column("note")].value = "又有人写了一句"
		return x.put(ctx, "customers", was, now)
	}); err != nil {
		t.Fatal(err)
	}
	if err := d.writeAs(ctx, &tx{s: d.Store, dev: d.device.id}, func(x *tx) error { return x.noteErased(ctx) }); err != nil {
		t.Fatal(err)
	}
	if waiting() != 1 {
		t.Errorf("%d rows wait after one was written about", waiting())
	}
}
