package data_test

import (
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// foundAt searches an address and answers the names found.
func foundAt(t *testing.T, s *data.Store, text string) (names []string) {
	t.Helper()
	found, total, err := s.Search(t.Context(), datatest.Actor(t, s), text, 20)
	if err != nil || total != len(found) {
		t.Fatalf("%d of %d found: %v", len(found), total, err)
	}
	for _, f := range found {
		names = append(names, f.Name)
	}
	return names
}

func TestACustomerIsFoundByTheAddressAsItIsNow(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	datatest.Customer(t, s, "文兰燕", "5104300000001", "12000000001")
	if err := s.WarmSearch(t.Context()); err != nil {
		t.Fatal(err)
	}
	late := datatest.Customer(t, s, "吉克·阿牛", "5104300000002", "12000000002") // the index is there already
	if got := foundAt(t, s, "新村村8组"); len(got) != 2 {
		t.Fatalf("at one address %v are found, want both", got)
	}
	page, err := s.CustomerPage(t.Context(), by, late.ID)
	if err != nil {
		t.Fatal(err)
	}
	moved := page.Accounts[0]
	moved.Address = "米易县普威镇水井村3组12号"
	if _, err := s.SaveAccount(t.Context(), by, page.Accounts[0], moved, app.Why{}); err != nil {
		t.Fatal(err)
	}
	if got := foundAt(t, s, "水井村3组"); len(got) != 1 || got[0] != late.Name {
		t.Errorf("at the new address %v are found", got)
	}
	if got := foundAt(t, s, "新村村8组"); len(got) != 1 || got[0] != "文兰燕" {
		t.Errorf("at the old address %v are found", got)
	}
}

func TestAnAddressThatEveryoneSharesFindsEveryone(t *testing.T) {
	s := datatest.Open(t)
	for i, name := range []string{"文兰燕", "罗永红", "杨国强"} {
		datatest.Customer(t, s, name, "510430000000"+string(rune('1'+i)), "")
	}
	if err := s.WarmSearch(t.Context()); err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]int{"米易县": 3, "米易县攀莲镇新村村8组78号": 3, "攀莲镇 78号": 3, "米易县普威镇": 0, "组": 3, "9组": 0} {
		if got := foundAt(t, s, text); len(got) != want {
			t.Errorf("%s finds %v, want %d", text, got, want)
		}
	}
}
