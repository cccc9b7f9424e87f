package cases_test

import (
	"bytes"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
)

func TestAPhotoDroppedOnACaseIsItsEvidence(t *testing.T) {
	store := datatest.Open(t)
	c := datatest.Case(t, store, datatest.Customer(t, store, "李晓明", "5104000000011", "12900000001"), "申请校表")
	b := open(t, store, background.Inline())
	var content bytes.Buffer
	if err := jpeg.Encode(&content, image.NewGray(image.Rect(0, 0, 64, 48)), nil); err != nil {
		t.Fatal(err)
	}
	photo := filepath.Join(t.TempDir(), "表箱.jpg")
	if err := os.WriteFile(photo, content.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	if b.area.Catch([]string{photo}) {
		t.Error("the list of cases took a photo")
	}
	b.area.Show(desk.Route{Tab: desk.Cases, Case: c.ID})
	b.page.See("Photos and papers")
	if !b.area.Catch([]string{photo}) {
		t.Error("the page of a case left a photo to somebody else")
	}
	b.page.See("表箱.jpg")
	rows, err := store.Attachments(t.Context(), b.by, "cases", app.RecordID(c.ID))
	if err != nil || len(rows) != 1 {
		t.Errorf("attached %+v: %v", rows, err)
	}
}
