package customers_test

import (
	"os"
	"strings"
	"testing"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/screentest"
)

func TestACustomerIsSealedAndUnsealedByKeys(t *testing.T) {
	store, made := county(t)
	p := open(t, store, background.Inline(), screentest.Size(1366, 768))
	id := made["李晓明"].ID
	p.area.Show(desk.Route{Customer: id})
	p.area.ChooseView(8)
	p.See("Personal data · 李晓明")
	p.Press("Ctrl+Enter")
	p.See("Please fill in What is to be done with the data.")
	p.TypeHere("Seal")
	p.Press("Enter", "Ctrl+Enter")
	p.See("Please fill in Reason.")
	p.Type("Reason", "账务未清")
	p.Press("Ctrl+Enter")
	if got := p.kept(t, id).Customer.Keeping; got != app.KeptSealed {
		t.Fatalf("he is kept %q", got)
	}
	p.See("Sealed")
	p.area.ChooseView(8)
	p.TypeHere("Take")
	p.Press("Enter")
	p.Type("Reason", "已结清")
	p.Press("Ctrl+Enter")
	if got := p.kept(t, id).Customer.Keeping; got != app.KeptOpen {
		t.Errorf("he is kept %q", got)
	}
}

func TestWhoIsStillSuppliedIsNotErased(t *testing.T) {
	store, made := county(t)
	p := open(t, store, background.Inline(), screentest.Size(1366, 768))
	id := made["李晓明"].ID
	p.area.Show(desk.Route{Customer: id})
	p.Tap("Personal data  Alt+9")
	p.TypeHere("Erase")
	p.Press("Enter")
	p.Type("Reason", "本人申请")
	p.Press("Ctrl+Enter")
	p.See("nothing was erased")
	if got := p.kept(t, id).Customer.Name; got != "李晓明" {
		t.Errorf("he is called %q", got)
	}
}

func TestTheDataSheetIsWrittenBesideEachOtherAsPaperAndJSON(t *testing.T) {
	store, made := county(t)
	p := open(t, store, background.Inline())
	p.area.Show(desk.Route{Customer: made["李晓明"].ID})
	p.area.ChooseView(8)
	p.TypeHere("Tell")
	p.Press("Enter")
	p.Type("Reason", "本人查询")
	p.Press("Ctrl+Enter")
	said := strings.Join(p.said, "\n")
	path, _, found := strings.Cut(strings.TrimPrefix(said, "Written: "), ".pdf and")
	if !found {
		t.Fatalf("said %q", said)
	}
	for _, ending := range []string{".pdf", ".json"} {
		if content, err := os.ReadFile(path + ending); err != nil || len(content) < 100 {
			t.Errorf("%s has %d bytes, %v", ending, len(content), err)
		}
	}
}
