package files_test

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2/widget"

	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/files"
	"lamplighter/screens/screentest"
)

// asking is a window over a folder: two folders, lists, and what is no list.
type asking struct {
	*screentest.Page
	desk   *desk.Desk
	folder string
	chosen []string
}

func newAsking(t *testing.T, options ...screentest.Option) *asking {
	t.Helper()
	page := screentest.New(t, append([]screentest.Option{screentest.Size(1366, 768)}, options...)...)
	a := &asking{Page: page, folder: filepath.Join(t.TempDir(), "资料")}
	for _, name := range []string{"2026年3月/米易营业厅.xlsx", "空", "户号清单.csv", "Bills.XLSX", "letter.docx", ".hidden.csv"} {
		path := filepath.Join(a.folder, filepath.FromSlash(name))
		if filepath.Ext(name) == "" {
			path = filepath.Join(path, ".keep")
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, make([]byte, 20_480), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, datatest.Now(), datatest.Now()); err != nil {
			t.Fatal(err)
		}
	}
	a.desk = &desk.Desk{
		Runner: background.Inline(), Now: datatest.Now, Keys: page.Keys(), Canvas: page.Window().Canvas(), Fail: func(err error) { t.Error(err) },
		Disks: func() []string { return []string{filepath.Join(a.folder, "2026年3月")} },
	}
	page.Show(widget.NewLabel(""))
	return a
}

func (a *asking) open()   { files.Open(a.desk, a.folder, files.Sheets(), a.take) }
func (a *asking) choose() { files.Folder(a.desk, a.folder, a.take) }

func (a *asking) take(path string) { a.chosen = append(a.chosen, path) }

func (a *asking) took(t *testing.T, name string) {
	t.Helper()
	if want := filepath.Join(a.folder, filepath.FromSlash(name)); len(a.chosen) != 1 || a.chosen[0] != want {
		t.Errorf("%q were chosen, want %q", a.chosen, want)
	}
	a.chosen = nil
	a.DontSee("Choose a")
}

func TestAFileIsChosenByKeys(t *testing.T) {
	a := newAsking(t)
	a.open()
	a.See("户号清单.csv")
	a.See("Bills.XLSX")
	a.DontSee("letter.docx")
	a.DontSee(".hidden.csv")
	a.Press("Down", "Enter") // past the folder above
	a.See("米易营业厅.xlsx")
	a.Press("Alt+Up") // the folder that was left is selected
	a.See("Bills.XLSX")
	a.Press("Enter", "Down", "Enter")
	a.took(t, "2026年3月/米易营业厅.xlsx")

	a.open()
	a.TypeHere("h") // 户 is read hu
	a.Press("Ctrl+Enter")
	a.took(t, "户号清单.csv")

	a.open()
	a.Press("Alt+2") // the stick
	a.Press("Down", "Enter")
	a.took(t, "2026年3月/米易营业厅.xlsx")

	a.open()
	a.Press("Escape")
	a.DontSee("Choose a file")
	if len(a.chosen) != 0 {
		t.Errorf("%q were chosen", a.chosen)
	}
}

func TestAPathCanBeTyped(t *testing.T) {
	a := newAsking(t)
	typed := func(text string) {
		a.open()
		a.Press("Alt+D")
		a.TypeHere(text)
		a.Press("Enter")
	}
	typed("户号清单.csv")
	a.took(t, "户号清单.csv")
	typed(`"` + filepath.Join(a.folder, "Bills.XLSX") + `"`)
	a.took(t, "Bills.XLSX")
	typed("2026年3月")
	a.See("米易营业厅.xlsx")
	a.Press("Escape")
	typed("nothing.csv")
	a.See("There is nothing of that name.")
	a.Press("Escape")
	typed("letter.docx")
	a.See("Such a file cannot be read here. Choose one of: .xlsx .csv .txt .tsv.")
	a.See("户号清单.csv")
	a.Press("Escape")
	if len(a.chosen) != 0 {
		t.Errorf("%q were chosen", a.chosen)
	}
}

func TestAFolderIsChosenByKeys(t *testing.T) {
	a := newAsking(t)
	a.choose()
	a.DontSee("户号清单.csv")
	a.Press("Ctrl+Enter")
	a.took(t, ".")
	a.choose()
	a.Press("End", "Enter")
	a.See("空")
	a.Press("Ctrl+Enter")
	a.took(t, "空")
}

func TestWhatIsGoneOrClosedIsSaid(t *testing.T) {
	a := newAsking(t)
	files.Folder(a.desk, filepath.Join(a.folder, "gone", "deeper"), a.take)
	a.See("2026年3月") // the nearest that is there
	a.Press("Escape")
	if os.Getuid() == 0 {
		t.Skip("nothing is closed to root")
	}
	if err := os.Chmod(filepath.Join(a.folder, "空"), 0); err != nil {
		t.Fatal(err)
	}
	a.choose()
	a.Press("End", "Enter")
	a.See("This folder cannot be read")
	a.See("2026年3月")
}

func TestPicturesOfTheChooser(t *testing.T) {
	folder := screentest.Gallery(t)
	for name, options := range screentest.Dresses(screentest.Size(1366, 768)) {
		a := newAsking(t, options...)
		a.open()
		a.Press("Down")
		a.Shot(filepath.Join(folder, "files-open-"+name+".png"))
		a.Press("Escape")
		a.choose()
		a.Shot(filepath.Join(folder, "files-folder-"+name+".png"))
	}
}
