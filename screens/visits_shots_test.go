package screens_test

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens/desk"
	"lamplighter/screens/screentest"
)

// TestVisitShots draws the tab of visits with every page that it hosts, for a
// person to judge.
func TestVisitShots(t *testing.T) {
	folder := screentest.Gallery(t)
	s := county(t, 400)
	by := datatest.Actor(t, s)
	made, ahead := twoVisits(t, s, by)
	for name, opts := range map[string][]screentest.Option{"zh-light": {screentest.Chinese()}, "en-dark": {screentest.Dark()}} {
		page, w := open(t, s, name[:2], append(opts, screentest.Size(1366, 768))...)
		shot := func(what string) { page.Shot(filepath.Join(folder, "visits-window-"+what+"-"+name+".png")) }
		page.Press("Ctrl+4")
		for i := range 9 {
			page.Press(fmt.Sprintf("Alt+%d", i+1))
			shot(fmt.Sprint(i + 1))
		}
		w.Go(desk.Route{Tab: desk.Visits, Visit: made.ID})
		shot("record")
		w.Go(desk.Route{Tab: desk.Visits, Visit: ahead.ID, Customer: ahead.Customer, Brief: true})
		shot("brief")
		page.Press("Enter")
		shot("form")
		page.Press("Alt+6")
		shot("form-end")
		w.Go(desk.Route{Tab: desk.Customers, Customer: made.Customer})
		shot("customer")
	}
}

// twoVisits are one that was made, with a photo, and one that is planned.
func twoVisits(t *testing.T, s *data.Store, by app.Actor) (made, ahead app.Visit) {
	t.Helper()
	for _, v := range visitsOf(t, s) {
		switch {
		case v.VisitedOn > made.VisitedOn:
			made = v.Visit
		case v.Status == app.VisitPlanned && v.Segment == "hv_industry":
			ahead = v.Visit
		}
	}
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, image.NewGray(image.Rect(0, 0, 640, 480)), nil); err != nil {
		t.Fatal(err)
	}
	for _, v := range []app.Visit{made, ahead} {
		for _, kind := range []app.AttachmentKind{app.Photo, app.Signature} {
			if _, err := s.Attach(t.Context(), by, app.AttachmentDraft{OfTable: "visits", Of: app.RecordID(v.ID), Kind: kind, Content: photo.Bytes()}); err != nil {
				t.Fatal(err)
			}
		}
	}
	return made, ahead
}
