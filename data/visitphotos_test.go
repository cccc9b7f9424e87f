package data_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

func photoOf(v app.Visit, path string) app.AttachmentDraft {
	return app.AttachmentDraft{OfTable: "visits", Of: app.RecordID(v.ID), Kind: app.Photo, Path: path}
}

func photosOf(t *testing.T, s *data.Store, v app.Visit) []app.AttachmentRow {
	t.Helper()
	rows, err := s.Attachments(t.Context(), datatest.Actor(t, s), "visits", app.RecordID(v.ID))
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestADiskThatFillsUpWhileAPhotoOfAVisitIsSavedKeepsTheVisit(t *testing.T) {
	full := true
	s, err := data.Open(t.Context(), filepath.Join(t.TempDir(), "a.lamp"), data.Options{
		Create: true, Seed: datatest.Seed(t), Now: datatest.Now, WatchDoor: true,
		WriteFile: func(path string, content []byte) error {
			if full {
				return fullDisk(path)
			}
			if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
				return err
			}
			return os.WriteFile(path, content, 0o600)
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	by := datatest.Actor(t, s)
	v := started(t, s, plant(t, s), "2026-03-02")
	photo := photoFile(t, "表箱.jpg", 90)
	if _, err := s.Attach(t.Context(), by, photoOf(v, photo)); !errors.Is(err, app.ErrDiskFull) {
		t.Fatalf("no room for the photo: %v", err)
	}
	if rows, files := photosOf(t, s, v), kept(t, s); len(rows) != 0 || len(files) != 0 {
		t.Errorf("%d rows and %d files are left of it", len(rows), len(files))
	}
	full = false
	if _, err := s.Attach(t.Context(), by, photoOf(v, photo)); err != nil {
		t.Fatalf("with room again: %v", err)
	}
	now, err := s.RecordVisit(t.Context(), by, v, recordOf(visited(t, s, v.ID), "2026-03-02", nil))
	if err != nil || len(photosOf(t, s, now)) != 1 {
		t.Errorf("the visit is recorded with %d photos: %v", len(photosOf(t, s, now)), err)
	}
}

func TestABrokenPhotoOfAVisitLeavesNothing(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	v := started(t, s, plant(t, s), "2026-03-02")
	whole, err := os.ReadFile(photoFile(t, "a.jpg", 90))
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.Attach(t.Context(), by, photoOf(v, fileOf(t, "a.jpg", whole[:len(whole)/2])))
	if no, is := errors.AsType[*app.Refusal](err); !is || no.Reason != app.BrokenPicture {
		t.Errorf("a photo cut off: %v", err)
	}
	if rows, files := photosOf(t, s, v), kept(t, s); len(rows) != 0 || len(files) != 0 {
		t.Errorf("%d rows and %d files are left", len(rows), len(files))
	}
}

func TestAPhotoOfAVisitIsWithdrawnNotTakenBackAsTheLastAction(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	v := recorded(t, s, plant(t, s), "2026-03-02", nil)
	a, err := s.Attach(t.Context(), by, photoOf(v, photoFile(t, "表箱.jpg", 90)))
	if err != nil {
		t.Fatal(err)
	}
	last, err := s.LastAction(t.Context(), by)
	if err != nil || last.Kind != app.OtherAction {
		t.Fatalf("the last action is %+v: %v", last, err)
	}
	if _, err := s.UndoLast(t.Context(), by, last.Token); err == nil || len(photosOf(t, s, v)) != 1 {
		t.Errorf("it was taken back, %d photos are left: %v", len(photosOf(t, s, v)), err)
	}
	if err := s.WithdrawAttachment(t.Context(), by, a); err != nil || len(photosOf(t, s, v)) != 0 {
		t.Errorf("withdrawn, %d photos are left: %v", len(photosOf(t, s, v)), err)
	}
	if p := visited(t, s, v.ID); p.Visit.Status != app.VisitRecorded {
		t.Errorf("the visit is %s", p.Visit.Status)
	}
}

func TestWhatWasSignedOnPaperIsKeptAndIsProof(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	v := started(t, s, plant(t, s), "2026-03-02")
	r := recordOf(visited(t, s, v.ID), "2026-03-02", nil)
	plain, err := s.RecordVisit(t.Context(), by, v, r)
	if err != nil {
		t.Fatal(err)
	}
	was := visited(t, s, v.ID)
	r = was.Record()
	r.SignedPaper = true
	signed, err := s.ReviseVisit(t.Context(), by, was, r)
	if err != nil || !visited(t, s, v.ID).Visit.SignedPaper || !visited(t, s, v.ID).Record().SignedPaper {
		t.Fatalf("it is not kept that it was signed on paper: %v", err)
	}
	if signed.Quality <= plain.Quality {
		t.Errorf("signed it is worth %d, unsigned %d", signed.Quality, plain.Quality)
	}
}
