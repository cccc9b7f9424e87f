package screens_test

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"lamplighter/data/datatest"
	"lamplighter/screens/desk"
)

func TestWhatIsDroppedGoesToThePageOnViewElseIsImported(t *testing.T) {
	s := datatest.Open(t)
	c := datatest.Case(t, s, datatest.Customer(t, s, "李晓明", "5104000000011", "12900000001"), "申请校表")
	page, w := open(t, s, "en")
	var content bytes.Buffer
	if err := png.Encode(&content, image.NewGray(image.Rect(0, 0, 40, 30))); err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	photo, list := filepath.Join(folder, "box.png"), filepath.Join(folder, "list.csv")
	for path, content := range map[string][]byte{photo: content.Bytes(), list: []byte("户号,户名,电话\n5104000000011,李晓明,12900000001\n")} {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	w.Go(desk.Route{Tab: desk.Cases, Case: c.ID})
	w.Drop(nil)
	w.Drop([]string{photo})
	page.See("box.jpg")
	w.Drop([]string{list})
	page.See("list.csv")
	page.DontSee("box.jpg")
}
