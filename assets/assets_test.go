package assets

import (
	"bytes"
	"encoding/csv"
	"image/png"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
)

func TestEveryIconCanBeDrawn(t *testing.T) {
	test.NewTempApp(t)
	files, err := icons.ReadDir("icons")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if share := inked(file.Name()); share < 0.05 || share > 0.95 {
			t.Errorf("%s covers %.2f of its square, want a shape on nothing", file.Name(), share)
		}
	}
}

// inked draws an icon as the window would and says how much of it is covered.
func inked(file string) float64 {
	const side = 48
	picture := canvas.NewImageFromResource(fyne.NewStaticResource(file, Icon(file)))
	page := software.NewTransparentCanvas()
	page.SetPadded(false)
	page.SetContent(picture)
	page.Resize(fyne.NewSquareSize(side))
	drawn := page.Capture()
	covered := 0
	for x := range side {
		for y := range side {
			if _, _, _, alpha := drawn.At(x, y).RGBA(); alpha > 0x7fff {
				covered++
			}
		}
	}
	return float64(covered) / (side * side)
}

func TestThePagesFindTheIconsTheyAskFor(t *testing.T) {
	for _, name := range []string{"home", "customers", "cases", "outages", "knowledge", "settings", "import", "export", "phone", "meter", "lamp", "app"} {
		if len(Icon(name+".svg")) == 0 {
			t.Errorf("there is no icon %s.svg", name)
		}
	}
	if Icon("nobody-drew-this.svg") != nil {
		t.Error("an icon came for a name nobody drew")
	}
	picture, err := png.DecodeConfig(bytes.NewReader(AppIcon()))
	if err != nil || picture.Width != 256 || picture.Height != 256 {
		t.Errorf("the program's picture is %d by %d (%v), want 256 by 256", picture.Width, picture.Height, err)
	}
}

func TestEveryCodeHasBothNamesAndStandsOnce(t *testing.T) {
	rows := readTable(t, Codes(1))
	for edition := 2; edition <= Editions; edition++ {
		if codes := Codes(edition); len(codes) > 0 {
			rows = append(rows, readTable(t, codes)[1:]...)
		}
	}
	want := []string{"list", "code", "zh", "en", "valid_from", "valid_to", "sort", "source", "mark"}
	if !slices.Equal(rows[0], want) {
		t.Fatalf("the columns are %v, want %v", rows[0], want)
	}
	seen := map[[2]string]bool{}
	count := map[string]int{}
	for _, row := range rows[1:] {
		key := [2]string{row[0], row[1]}
		if seen[key] {
			t.Errorf("%v stands twice", key)
		}
		seen[key] = true
		count[row[0]]++
		if row[2] == "" || row[3] == "" || row[7] == "" || !slices.Contains([]string{"V", "R", "?"}, row[8]) {
			t.Errorf("%v lacks a name, a source or a mark: %v", key, row)
		}
	}
	if got := count["industry"]; got != 20+97 {
		t.Errorf("%d industries, want the 20 sections and 97 divisions of GB/T 4754", got)
	}
	for _, list := range []string{
		"usage_category", "price_class", "voltage", "metering_mode", "supply_mode", "id_type", "customer_class",
		"important_grade", "account_status", "meter_type", "channel", "case_kind", "case_kind_code", "service_sub_kind",
		"complaint_class", "mood", "urgency", "secrecy", "area_type", "responsibility", "contact_role", "org_kind",
		"post", "ownership", "closing_opinion", "cancel_reason", "green_reason",
		"complaint_grade", "change_kind", "contact_way", "conclusion",
	} {
		if count[list] == 0 {
			t.Errorf("the list %s is empty", list)
		}
	}
}

func TestTheCalendarHoldsDaysOffAndAdjustedWorkingDays(t *testing.T) {
	kinds := map[string]string{}
	for _, row := range readTable(t, Calendar())[1:] {
		if _, err := time.Parse(time.DateOnly, row[0]); err != nil {
			t.Error(err)
		}
		kinds[row[0]] = row[2]
	}
	for day, want := range map[string]string{"2026-02-17": "off", "2026-02-28": "work", "2026-10-10": "work", "2026-10-12": ""} {
		if kinds[day] != want {
			t.Errorf("%s is %q, want %q", day, kinds[day], want)
		}
	}
}

func TestTheLimitsArriveAsATable(t *testing.T) {
	if rows := readTable(t, LimitRules(1)); len(rows) < 10 {
		t.Errorf("%d rows of limits, want those of every kind of case", len(rows))
	}
}

// readTable reads a delivered CSV; the reader itself refuses ragged rows.
func readTable(t *testing.T, content []byte) [][]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) < 2 {
		t.Fatalf("%d rows, want a header and more", len(rows))
	}
	return rows
}
