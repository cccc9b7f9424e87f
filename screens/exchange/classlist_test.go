package exchange_test

import (
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/exchange"
	"lamplighter/screens/screentest"
)

// Of the people of datatest.Class, with two numbers that are nobody's.
func classList(t *testing.T, c *counter) (app.ClassPage, string) {
	t.Helper()
	class := datatest.Class(t, c.store, "service", "2026-03-01", 3)
	text := "工号,姓名,出勤,成绩\n"
	for i, l := range class.Learners {
		text += l.Staff.StaffNo + "," + l.Staff.Name + ",出勤," + []string{"95", "101", "优"}[i] + "\n"
	}
	return class, writeList(t, text+"ZZ999,,出勤,80\n")
}

func TestResultsComeInFromThePageOfAClass(t *testing.T) {
	page := screentest.New(t)
	c := open(t, page, background.Inline(), "en")
	class, path := classList(t, c)
	p := exchange.NewImport(c.Desk, c.store)
	page.Show(p.Content())
	p.Show(desk.Route{Class: class.ID})
	page.See("Into class " + class.Number)
	page.TypeHere(path)
	page.Press("Enter")
	page.See("The points must lie between 0 and 100.")
	page.See("Points cannot be read as a number: 优.")
	page.See("Nobody here has the staff number ZZ999.")
	page.Press("Enter")
	page.See("Imported: 0 new, 1 updated, 0 unchanged. The 3 refused rows lie in")
	now, err := c.store.ClassPage(t.Context(), c.By, class.ID)
	if err != nil || now.Completed != 1 {
		t.Errorf("%d completed: %v", now.Completed, err)
	}
	page.Tap("Take back")
	page.Tap("Take back")
	if now, _ = c.store.ClassPage(t.Context(), c.By, class.ID); now.Noted != 0 {
		t.Errorf("%d results are left", now.Noted)
	}
	page.See("People and results of classes")
}

func TestAListOfNoClassNeedsOneInEachRow(t *testing.T) {
	page := screentest.New(t)
	c := open(t, page, background.Inline(), "en")
	class, path := classList(t, c)
	p := exchange.NewImport(c.Desk, c.store)
	page.Show(p.Content())
	p.Show(desk.Route{Class: class.ID})
	page.Tap("Classes as the list says")
	p.Take(path)
	page.See("lacks a column for: Class number.")
	p.Save()
	if now, _ := c.store.ClassPage(t.Context(), c.By, class.ID); now.Noted != 0 {
		t.Error("a list without a class was taken in")
	}
}

func TestGalleryOfClassLists(t *testing.T) {
	folder := screentest.Gallery(t)
	size := screentest.Size(1180, 650)
	for name, options := range map[string][]screentest.Option{"zh": {screentest.Chinese(), size}, "en-dark": {screentest.Dark(), size}} {
		t.Run(name, func(t *testing.T) {
			page := screentest.New(t, options...)
			c := open(t, page, background.Inline(), name[:2])
			class, path := classList(t, c)
			p := exchange.NewImport(c.Desk, c.store)
			page.Show(p.Content())
			p.Show(desk.Route{Class: class.ID})
			page.Shot(filepath.Join(folder, "exchange-class-start-"+name+".png"))
			p.Take(path)
			page.Shot(filepath.Join(folder, "exchange-class-preview-"+name+".png"))
			p.Save()
			p.Leave()
			page.Shot(filepath.Join(folder, "exchange-class-past-"+name+".png"))
		})
	}
}
