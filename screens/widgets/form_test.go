package widgets_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"lamplighter/screens/screentest"
	"lamplighter/screens/widgets"
)

// customerForm is a form of four fields and their entries.
func customerForm() (*widgets.Form, map[string]*widgets.Entry) {
	entries := map[string]*widgets.Entry{}
	entry := func(name string) *widgets.Entry {
		entries[name] = widgets.NewEntry()
		return entries[name]
	}
	return widgets.NewForm(
		widgets.NewFormSection("Customer"),
		widgets.NewFormRow("name", "Name", entry("name")).Required(),
		widgets.NewFormRow("phone", "Phone", entry("phone")).Hinted("Mobile or landline"),
		widgets.NewFormRow("address", "Address", entry("address")).Spanning(),
		widgets.NewFormRow("note", "Note", entry("note")),
	), entries
}

func TestTabGoesThroughAFormAsTheEyeDoes(t *testing.T) {
	for _, tt := range []struct {
		name  string
		width float32
	}{{"in two columns", 1366}, {"in one column", 600}} {
		t.Run(tt.name, func(t *testing.T) {
			form, entries := customerForm()
			page := screentest.Open(t, container.NewVBox(form), screentest.Size(tt.width, 768))
			form.FocusFirst()
			last := fyne.NewPos(-1, -1)
			for _, name := range []string{"name", "phone", "address", "note"} {
				if page.Focusing() != fyne.Focusable(entries[name]) {
					t.Fatalf("the focus is not in %s", name)
				}
				at := entries[name].Position()
				if at.Y < last.Y || at.Y == last.Y && at.X <= last.X {
					t.Errorf("%s at %v comes after a field at %v", name, at, last)
				}
				last = at
				page.Press("Tab")
			}
		})
	}
}

func TestAFormHasTwoColumnsWhereThereIsRoom(t *testing.T) {
	tests := []struct {
		name  string
		width float32
		one   bool
		want  bool
	}{
		{"at 1366 wide", 1366, false, true},
		{"in a narrow dialog", 480, false, false},
		{"unless it is to have one", 1366, true, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			form, entries := customerForm()
			form.OneColumn = tt.one
			screentest.Open(t, container.NewVBox(form), screentest.Size(tt.width, 768))
			beside := entries["name"].Position().Y == entries["phone"].Position().Y
			if beside != tt.want {
				t.Errorf("two columns: %v, want %v", beside, tt.want)
			}
			if address := entries["address"]; tt.want && address.Size().Width < tt.width*0.8 {
				t.Errorf("the address is %v wide", address.Size().Width)
			}
		})
	}
}

func TestARefusalIsSaidUnderItsField(t *testing.T) {
	form, entries := customerForm()
	page := screentest.Open(t, container.NewVBox(form))
	page.See("Mobile or landline")
	if !form.Refuse("phone", "This is not a phone number.") {
		t.Fatal("the form has no phone")
	}
	page.See("This is not a phone number.")
	page.DontSee("Mobile or landline")
	if page.Focusing() != fyne.Focusable(entries["phone"]) {
		t.Error("the focus did not go there")
	}
	if form.Refuse("nothing", "Unknown") {
		t.Error("the form has a field of no name")
	}
	form.Clear()
	page.See("Mobile or landline")
	page.DontSee("This is not a phone number.")
}

func TestAHiddenRowTakesNoRoomAndNoFocus(t *testing.T) {
	form, entries := customerForm()
	page := screentest.Open(t, container.NewVBox(form), screentest.Size(600, 768))
	before := form.MinSize().Height
	form.Row("phone").Hide()
	form.Refresh()
	page.DontSee("Phone")
	page.DontSee("Mobile or landline")
	if after := form.MinSize().Height; after >= before {
		t.Errorf("the form is %v high, was %v", after, before)
	}
	page.Into("Name")
	page.Press("Tab")
	if page.Focusing() != fyne.Focusable(entries["address"]) {
		t.Error("Tab went into a hidden field")
	}
	form.Row("phone").Show()
	form.Refresh()
	page.See("Phone")
	page.See("Mobile or landline")
}

func TestANoteWithoutWordsTakesNoRoom(t *testing.T) {
	note := widgets.NewFieldNote()
	screentest.Open(t, container.NewVBox(note))
	if note.Visible() {
		t.Error("an empty note is on view")
	}
	for _, say := range []func(string){note.Hint, note.Warn, note.Error, note.SetText} {
		say("电话号码不完整")
		if !note.Visible() || note.Text() != "电话号码不完整" {
			t.Errorf("the note says %q", note.Text())
		}
		say("")
		if note.Visible() {
			t.Error("an emptied note is on view")
		}
	}
	note.Error("x")
	if note.Kind() != widgets.NoteError {
		t.Errorf("the kind is %v", note.Kind())
	}
}

func TestARefusalGoesOnceItsFieldChanges(t *testing.T) {
	form, entries := customerForm()
	heard := ""
	entries["phone"].OnChanged = func(text string) { heard = text }
	page := screentest.Open(t, container.NewVBox(form))
	for _, digit := range []string{"1", "2"} {
		form.Refuse("phone", "This is not a phone number.")
		page.See("This is not a phone number.")
		page.TypeHere(digit)
		page.DontSee("This is not a phone number.")
		page.See("Mobile or landline")
	}
	if heard == "" {
		t.Error("the screen does not hear of the change any more")
	}
}
