package rules_test

import (
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/screens/rules"
	"lamplighter/screens/screentest"
	"lamplighter/screens/words"
)

func (o *office) profiles(page *screentest.Page) *rules.ExportProfiles {
	p := rules.NewExportProfiles(o.Desk, o.store)
	page.Show(p.Content())
	p.Reload()
	p.Focus()
	return p
}

// kept are the versions in the file.
func (o *office) kept(t *testing.T) []app.OwnProfileVersion {
	t.Helper()
	all, err := o.store.ExportProfileVersions(t.Context(), o.By)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// keep keeps profiles; where two follow each other by one name, the second is the
// next version of the first.
func (o *office) keep(t *testing.T, profiles ...app.OwnProfile) {
	t.Helper()
	var kept app.OwnProfile
	for _, p := range profiles {
		if p.Name == kept.Name {
			p.ID = kept.ID
		}
		var err error
		if kept, err = o.store.SaveExportProfile(t.Context(), o.By, p); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAProfileIsMadeChangedAndWithdrawnByKeys(t *testing.T) {
	page := screentest.New(t, screentest.Size(1180, 690))
	o := newOffice(t, page, words.English)
	p := o.profiles(page)
	page.See("The company has none of its own yet.")
	p.New()
	page.Press("Ctrl+Enter")
	page.See("Please fill in Name.")
	page.TypeHere("上门核对")
	page.Into("Begins with")
	page.TypeHere("field")
	page.Press("Enter")
	page.See("As in the basis: in clear")
	page.See("Whoever takes lists out may choose it.")
	page.Into("Telephones")
	page.TypeHere("hid")
	page.Press("Enter", "Ctrl+Enter")
	page.See("Hidden: telephones; masked: legal representatives, identity numbers")
	page.See("沈丽")
	if all := o.kept(t); len(all) != 1 || all[0].Shows != "phone=hidden" || all[0].Basis != app.FieldExport {
		t.Fatalf("kept is %+v", all)
	}

	p.Focus()
	page.Press("Home", "Enter")
	page.See("Version 1, begins with For the field")
	page.Press("Ctrl+Enter")
	page.See("Nothing is other than in the version that holds.")
	page.Into("Telephones")
	page.TypeHere("clear")
	page.Press("Enter")
	page.See("It shows in clear what is masked for the field: telephones.")
	page.Press("Escape")
	page.See("Close without saving?")
	page.Press("Escape")
	page.See("It shows in clear what is masked for the field: telephones.")
	page.Press("Ctrl+Enter")
	if all := o.kept(t); len(all) != 2 || all[0].Version != 2 || all[0].Shows != "phone=clear" {
		t.Fatalf("kept is %+v", all)
	}

	p.Focus()
	page.Press("Home", "Enter")
	page.See("Version 2, begins with For the field")
	page.See("Version 1, begins with For the field")
	page.Press("Alt+W")
	page.See("Withdraw “上门核对”?")
	page.Press("Escape")
	if o.kept(t)[0].WithdrawnAt != 0 {
		t.Fatal("it was withdrawn though nobody agreed")
	}
	page.Press("Alt+W", "Ctrl+Enter")
	page.See("Withdrawn")
	page.DontSee("Holds")
	for _, v := range o.kept(t) {
		if v.WithdrawnAt == 0 {
			t.Errorf("version %d is still in use", v.Version)
		}
	}

	p.Focus()
	page.Press("Home", "Enter")
	page.DontSee("Alt+W")
	page.Press("Ctrl+Enter") // in use again, as it was
	page.See("Holds")
	if got := o.kept(t)[0]; got.Version != 3 || got.WithdrawnAt != 0 {
		t.Errorf("the newest is %+v", got)
	}
	if len(o.said) != 4 {
		t.Errorf("said was %q", o.said)
	}
}

func TestANewProfileIsRefusedBesideItsName(t *testing.T) {
	page := screentest.New(t, screentest.Size(1180, 690), screentest.Chinese())
	o := newOffice(t, page, words.Chinese)
	o.keep(t, app.OwnProfile{Name: "上门核对", Basis: app.FieldExport, Shows: "phone=hidden"})
	p := o.profiles(page)
	page.See("隐去：电话")
	p.New()
	page.Type("名称", "full")
	page.Press("Ctrl+Enter")
	page.See("“full”是程序自带的方式，固定不变，请另取名称。")
	page.Type("名称", " 上门核对")
	page.Press("Ctrl+Enter")
	page.See("已有同名的脱敏方式。")
	page.Type("名称", "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一")
	page.Press("Ctrl+Enter")
	page.See("名称过长，请缩短后再保存。")
	if all := o.kept(t); len(all) != 1 {
		t.Errorf("kept is %+v", all)
	}
	page.Press("Escape")
	page.See("不保存就关闭？")
}

func TestAnEmptiedChoiceGoesBackToWhatHeld(t *testing.T) {
	page := screentest.New(t, screentest.Size(1180, 690))
	o := newOffice(t, page, words.English)
	o.keep(t, app.OwnProfile{Name: "上门核对", Basis: app.FieldExport, Shows: "phone=hidden"})
	o.profiles(page)
	page.Press("Home", "Enter")
	page.Into("Telephones")
	page.Press("Backspace", "Tab")
	page.Press("Escape")
	page.DontSee("Close without saving?")
	page.DontSee("Begins with For the field")
}

func TestWhoChangesNoRulesOnlyReadsProfiles(t *testing.T) {
	page := screentest.New(t, screentest.Size(1180, 690))
	o := newOffice(t, page, words.English)
	o.keep(t, app.OwnProfile{Name: "留电话", Basis: app.MaskedExport, Shows: "phone=clear"})
	o.By.Roles = []app.Role{app.Manager}
	p := o.profiles(page)
	page.See("留电话")
	page.DontSee("Ctrl+N")
	if p.New() {
		t.Error("a manager was offered a new profile")
	}
	page.Press("Home", "Enter")
	page.See("The administrator changes these profiles.")
	page.See("It shows in clear what is masked for the field: telephones.")
	page.See("Version 1, begins with Masked")
	page.DontSee("Save")
	page.DontSee("Alt+W")
}

func TestPicturesOfExportProfiles(t *testing.T) {
	folder := screentest.Gallery(t)
	for name, options := range screentest.Dresses(screentest.Size(1180, 690)) {
		page := screentest.New(t, options...)
		o := newOffice(t, page, name[:2])
		p := o.profiles(page)
		page.Shot(filepath.Join(folder, "rules-profiles-none-"+name+".png"))
		gone := app.OwnProfile{Name: "旧方式", Basis: app.FieldExport}
		o.keep(t, gone, app.OwnProfile{Name: "上门核对", Basis: app.FieldExport, Shows: "phone=hidden"},
			app.OwnProfile{Name: "上门核对", Basis: app.FieldExport, Shows: "phone=clear id=hidden text=hidden"}, app.OwnProfile{Name: "只留户号", Basis: app.MaskedExport, Shows: "account=clear"})
		if err := o.store.WithdrawExportProfile(t.Context(), o.By, gone); err != nil {
			t.Fatal(err)
		}
		p.Reload()
		page.Shot(filepath.Join(folder, "rules-profiles-"+name+".png"))
		p.Focus()
		page.Press("Home", "Enter")
		page.Shot(filepath.Join(folder, "rules-profile-"+name+".png"))
	}
}
