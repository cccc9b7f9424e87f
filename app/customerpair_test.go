package app

import (
	"slices"
	"testing"
)

func pairPerson(name string) PairSide {
	return PairSide{Customer: Customer{Kind: Person, Name: name}}
}

func (s PairSide) pairWith(idNo, accountNo, address, mobile string) PairSide {
	s.Customer.IDNo = idNo
	if accountNo != "" || address != "" {
		s.Accounts = []Account{{AccountNo: accountNo, Address: address}}
	}
	if mobile != "" {
		s.Contacts = []Contact{{Mobile: mobile}}
	}
	return s
}

func TestJudgePair(t *testing.T) {
	const id15, id18 = "510411600101999", "510411196001019990"
	tests := []struct {
		name         string
		one, other   PairSide
		for_         []SuspectReason
		against      []SuspectReason
		above, below float64
	}{
		{
			"the same identity number and name", pairPerson("李娜").pairWith(id18, "", "", ""), pairPerson("李娜").pairWith(id18, "", "", ""),
			[]SuspectReason{SameIDNo, SameName},
			nil, 0.95, 1,
		},
		{
			"a number of fifteen digits is in the one of eighteen", pairPerson("李娜").pairWith(id15, "", "", ""), pairPerson("李娜").pairWith(id18, "", "", ""),
			[]SuspectReason{SameIDNo, SameName},
			nil, 0.95, 1,
		},
		{
			"the same account number after two files became one", pairPerson("李娜").pairWith("", "5100001", "1号", ""), pairPerson("李娜").pairWith("", "5100001", "1号", ""),
			[]SuspectReason{SameAccountNo, SameName, SameAddress},
			nil, 0.95, 1,
		},
		{
			"read alike at one address", pairPerson("李娜").pairWith("", "1", "新村村8组78号", ""), pairPerson("李那").pairWith("", "2", "新村村8组78号", ""),
			[]SuspectReason{SoundsAlike, SameAddress},
			nil, 0.6, 0.8,
		},
		{
			"two of one name with numbers of their own", pairPerson("王伟").pairWith(id18, "", "", ""), pairPerson("王伟").pairWith("510411197001019990", "", "", ""),
			[]SuspectReason{SameName},
			[]SuspectReason{OtherIDNo},
			0, 0.2,
		},
		{
			"a couple with one telephone", pairPerson("王伟").pairWith("", "1", "1号", "10000000001"), pairPerson("陈静").pairWith("", "2", "2号", "10000000001"),
			[]SuspectReason{SamePhone},
			[]SuspectReason{OtherName, OtherAddress},
			0.3, 0.5,
		},
		{"nothing known on either side is no sign", pairPerson("王伟"), pairPerson("陈静"), nil, []SuspectReason{OtherName}, -1, 0.01},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, p := range []CustomerPair{JudgePair(tt.one, tt.other), JudgePair(tt.other, tt.one)} {
				if !slices.Equal(p.For, tt.for_) || !slices.Equal(p.Against, tt.against) {
					t.Errorf("for %v, against %v; want %v and %v", p.For, p.Against, tt.for_, tt.against)
				}
				if p.Score <= tt.above || p.Score >= tt.below {
					t.Errorf("score %.3f, want between %.2f and %.2f", p.Score, tt.above, tt.below)
				}
			}
		})
	}
}

func TestTheRecordWithMoreAroundItIsProposedToStay(t *testing.T) {
	old, full := pairPerson("李娜"), pairPerson("李娜")
	old.Customer.CreatedAt, full.Customer.CreatedAt = 1, 2
	if p := (CustomerPair{One: full, Other: old}).Ordered(); p.One.Customer.CreatedAt != 1 {
		t.Error("of two alike the older one should stay")
	}
	full.Cases = 3
	if p := (CustomerPair{One: old, Other: full}).Ordered(); p.One.Cases != 3 {
		t.Error("the one with cases should stay")
	}
}

func TestAMergeTakesTheChosenFieldsAndCanPutThemBack(t *testing.T) {
	m := CustomerMerge{
		Stays: Customer{ID: CustomerID{1}, Kind: Person, Name: "李娜", Note: "养狗", ConfirmedOn: "2026-01-01"},
		Gone:  Customer{ID: CustomerID{2}, Kind: Person, Name: "李那", IDNo: "510411196001019990", ConfirmedOn: "2026-03-01"},
	}
	var proposed []string
	for _, f := range MergeFields(m.Stays, m.Gone) {
		if f.Take {
			proposed = append(proposed, f.Name)
		}
	}
	if want := []string{"id_no", "confirmed_on"}; !slices.Equal(proposed, want) {
		t.Errorf("proposed are %v, want %v", proposed, want)
	}
	m.Take = []string{"id_no", "note"}
	now, replaced := m.Merged()
	if now.Name != "李娜" || now.IDNo != m.Gone.IDNo || now.Note != "" {
		t.Errorf("merged: %+v", now)
	}
	if back := now.PutBack(replaced); back != m.Stays {
		t.Errorf("put back: %+v", back)
	}
	if late := LateFields(m.Stays, m.Gone, func(f string) bool { return f == "name" || f == "uscc" }); len(late) != 1 || late[0].Name != "name" {
		t.Errorf("late: %+v", late)
	}
}

func TestAMergeThatMakesNoSenseIsRefused(t *testing.T) {
	a, b := Customer{ID: CustomerID{1}}, Customer{ID: CustomerID{2}}
	gone := b
	gone.WithdrawnAt = 1
	for name, m := range map[string]CustomerMerge{
		"with itself":           {Stays: a, Gone: a},
		"with nobody":           {Stays: a},
		"with a withdrawn one":  {Stays: a, Gone: gone},
		"of a field nobody has": {Stays: a, Gone: b, Take: []string{"shoe_size"}},
	} {
		if m.Check() == nil {
			t.Errorf("a merge %s is not refused", name)
		}
	}
}
