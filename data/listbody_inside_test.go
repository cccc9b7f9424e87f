package data

import (
	"errors"
	"fmt"
	"testing"

	"lamplighter/app"
)

// frozenCompany is the list of a company: how each of its people stands in two
// qualifications.
func frozenCompany(t *testing.T, people int) app.QualificationList {
	t.Helper()
	var states []app.QualificationState
	for i := range people {
		for n, q := range []*app.Qualification{{Code: "counter", Name: "营业厅服务上岗", NameEN: "Counter service"}, {Code: "safety", Name: "安全规程", NameEN: "Safety rules"}} {
			s := app.QualificationState{
				On: "2026-03-02", Staff: &app.Staff{StaffNo: fmt.Sprintf("MY%05d", i), Name: fmt.Sprintf("员工%05d", i*7919%people), Post: "counter"}, UnitName: fmt.Sprintf("供电所%02d", i%50),
				Qualification: q, Asked: true, Status: app.QualifiedStatus("qualified"),
			}
			s.Last.FromOn, s.Last.UntilOn = app.Day("2024-01-01").AddDays((i*31+n)%700), app.Day("2027-01-01").AddDays((i*31+n)%700)
			s.Practice = app.HoursPart{Have: int64(i * 37 % 4800), Need: 2400}
			states = append(states, s)
		}
	}
	list, err := app.FreezeQualifications("年度考评", states, nil)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestTheFrozenListOfALargeCompanyFitsIntoOneChangeSet(t *testing.T) {
	list := frozenCompany(t, 5000)
	kept := packList(list.Body)
	t.Logf("%d bytes lie as %d", len(list.Body), len(kept))
	if len(list.Body) < setBytes || len(kept) > setBytes {
		t.Errorf("%d bytes lie as %d, a set holds %d", len(list.Body), len(kept), setBytes)
	}
	list.Body = unpackList(kept)
	if rows, err := list.Rows(); err != nil || len(rows) != 10_000 || rows[9999].StaffNo != "MY04999" {
		t.Errorf("%d rows are read: %v", len(rows), err)
	}
}

func TestAShortFrozenListLiesAsItIs(t *testing.T) {
	list := frozenCompany(t, 3)
	if kept := packList(list.Body); kept != list.Body || unpackList(kept) != list.Body {
		t.Errorf("it lies as %q", kept)
	}
}

func TestADamagedFrozenListIsRefused(t *testing.T) {
	list := frozenCompany(t, 2000)
	kept := packList(list.Body)
	for _, spoiled := range []string{kept[:len(kept)/2], packedHead + "!" + kept[len(packedHead):], packedHead} {
		list.Body = unpackList(spoiled)
		var no *app.Refusal
		if _, err := list.Rows(); !errors.As(err, &no) || no.Reason != app.NotAsFrozen {
			t.Errorf("answered %v", err)
		}
	}
}
