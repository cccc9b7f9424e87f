package data_test

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// spoil changes a file past the door, as somebody would who wants a better
// certificate than he has.
func (a *academy) spoil(t *testing.T, statement string, args ...any) {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+a.s.Path()+"?_busy_timeout=5000")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if _, err := db.ExecContext(t.Context(), statement, args...); err != nil {
		t.Fatal(err)
	}
}

func (a *academy) check(t *testing.T, number, code string) app.CertificateCheck {
	t.Helper()
	found, err := a.s.CheckCertificate(t.Context(), a.by, number, code)
	if err != nil {
		t.Fatal(err)
	}
	read, err := data.CheckCertificate(t.Context(), a.s.Path(), number, code, app.DayOf(a.now))
	if err != nil || read.Verdict != found.Verdict {
		t.Errorf("the file only read says %q, the open one %q: %v", read.Verdict, found.Verdict, err)
	}
	return found
}

// completions are the ids of all that somebody completed.
func (a *academy) completions(t *testing.T, who app.StaffID) []app.CompletionID {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+a.s.Path()+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	rows, err := db.QueryContext(t.Context(), "SELECT id FROM completions WHERE staff_id = ? ORDER BY n", who[:])
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	var out []app.CompletionID
	for rows.Next() {
		var id []byte
		if err := rows.Scan(&id); err != nil {
			t.Fatal(err)
		}
		out = append(out, app.CompletionID(id))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestNumbersOfCertificatesRunOnByYearWithoutGaps(t *testing.T) {
	a := newAcademy(t)
	a.completeAll(t, a.clerk.ID)
	a.completeAll(t, a.other.ID)
	of := app.CertificatesOf{Completions: a.completions(t, a.clerk.ID)}
	issued, err := a.s.IssueCertificates(t.Context(), a.by, of)
	if err != nil || len(issued) != 3 {
		t.Fatalf("%d certificates: %v", len(issued), err)
	}
	again, err := a.s.IssueCertificates(t.Context(), a.by, of)
	if err != nil || strings.Join(texts(again), " ") != strings.Join(texts(issued), " ") {
		t.Errorf("issued again they are others: %v, %v, %v", issued, again, err)
	}
	datatest.FillDisk(t, a.s)
	_, full := a.s.IssueCertificates(t.Context(), a.by, app.CertificatesOf{Completions: a.completions(t, a.other.ID)})
	datatest.FreeDisk(t, a.s)
	a.grant(t, a.clerk.ID, a.other.ID)
	a.on("2027-01-04")
	if _, err := a.s.IssueCertificates(t.Context(), a.by, app.CertificatesOf{Completions: a.completions(t, a.other.ID)[:1]}); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range a.certificates(t) {
		got = append(got, strings.TrimPrefix(c.Number, "ZS-"+a.s.DeviceCode()+"-"))
	}
	want := "2027-0001 2026-0005 2026-0004 2026-0003 2026-0002 2026-0001"
	if full != nil && strings.Join(got, " ") != want {
		t.Errorf("numbered %v, want %s", got, want)
	}
}

func texts[T any](ids []app.ID[T]) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = id.String()
	}
	return out
}

func TestAFilePutBackFromBeforeGivesNoNumberTwice(t *testing.T) {
	a := newAcademy(t)
	a.completeAll(t, a.clerk.ID)
	a.grant(t, a.clerk.ID)
	a.spoil(t, "DELETE FROM numbers") // what a copy from before had not counted yet, while the certificate came back from another computer
	a.completeAll(t, a.other.ID)
	a.grant(t, a.other.ID)
	if all := a.certificates(t); len(all) != 2 || all[0].Number == all[1].Number {
		t.Errorf("numbered %+v", all)
	}
}

func TestACertificateProvesItself(t *testing.T) {
	a := newAcademy(t)
	a.completeAll(t, a.clerk.ID)
	a.completeAll(t, a.other.ID)
	a.grant(t, a.clerk.ID, a.other.ID)
	papers := a.certificates(t)
	mine, others := papers[1], papers[0]
	if mine.Holder != "罗永红" || mine.StaffNo != "MY021" || mine.Title != "合格柜员" || mine.UntilOn != "2027-06-01" || len(mine.Code) != 19 {
		t.Fatalf("the certificate says %+v", mine)
	}
	if got := a.check(t, mine.Number, mine.Code); got.Verdict != app.CertificateGenuine || got.Certificate.Holder != "罗永红" {
		t.Errorf("judged %+v", got)
	}
	if got := a.check(t, strings.ToLower(" "+mine.Number), strings.ToLower(strings.ReplaceAll(mine.Code, "-", " "))); got.Verdict != app.CertificateGenuine {
		t.Errorf("typed in small letters it is judged %s", got.Verdict)
	}
	if got := a.check(t, mine.Number, others.Code); got.Verdict != app.CertificateFalse || got.Certificate.Holder != "" {
		t.Errorf("with the code of another: %+v", got)
	}
	if got := a.check(t, "ZS-XXXX-2026-0001", mine.Code); got.Verdict != app.CertificateUnknown {
		t.Errorf("under no number: %+v", got)
	}
	a.on("2027-06-01")
	if got := a.check(t, mine.Number, mine.Code); got.Verdict != app.CertificateGenuine {
		t.Errorf("on its last day it is judged %s", got.Verdict)
	}
	a.on("2027-06-02")
	if got := a.check(t, mine.Number, mine.Code); got.Verdict != app.CertificateOver {
		t.Errorf("after it %s", got.Verdict)
	}
	a.on("2026-03-03")
	if err := a.s.WithdrawQualified(t.Context(), a.by, a.granted(t, a.clerk.ID), "误认定"); err != nil {
		t.Fatal(err)
	}
	if got := a.check(t, mine.Number, mine.Code); got.Verdict != app.CertificateWithdrawn || got.Reason != "误认定" {
		t.Errorf("withdrawn it is judged %+v", got)
	}
	if got := a.check(t, mine.Number, others.Code); got.Verdict != app.CertificateFalse {
		t.Errorf("who guesses a code learns that it was withdrawn: %+v", got)
	}
}

func TestATamperedCertificateIsNotGenuine(t *testing.T) {
	for name, statement := range map[string]string{
		"another name":         "UPDATE certificates SET holder = '周明' WHERE number = ?",
		"another staff number": "UPDATE certificates SET staff_no = 'MY099' WHERE number = ?",
		"a later last day":     "UPDATE certificates SET until_on = '2030-06-01' WHERE number = ?",
		"no last day":          "UPDATE certificates SET until_on = '' WHERE number = ?",
		"an earlier first day": "UPDATE certificates SET issued_on = '2020-01-01' WHERE number = ?",
		"another title":        "UPDATE certificates SET title = '合格客户经理' WHERE number = ?",
		"a code of its own":    "UPDATE certificates SET code = 'AAAA-AAAA-AAAA-AAAA', until_on = '2030-06-01' WHERE number = ?",
	} {
		t.Run(name, func(t *testing.T) {
			a := newAcademy(t)
			a.completeAll(t, a.clerk.ID)
			a.grant(t, a.clerk.ID)
			mine := a.certificates(t)[0]
			a.spoil(t, statement, mine.Number)
			for _, code := range []string{mine.Code, "AAAA-AAAA-AAAA-AAAA"} {
				if got := a.check(t, mine.Number, code); got.Verdict != app.CertificateFalse {
					t.Errorf("with %s it is judged %s", code, got.Verdict)
				}
			}
		})
	}
	a := newAcademy(t)
	a.completeAll(t, a.clerk.ID)
	a.grant(t, a.clerk.ID)
	mine := a.certificates(t)[0]
	number := strings.Replace(mine.Number, "0001", "0002", 1)
	a.spoil(t, "UPDATE certificates SET number = ?", number)
	if got := a.check(t, number, mine.Code); got.Verdict != app.CertificateFalse {
		t.Errorf("under another number it is judged %s", got.Verdict)
	}
}

func TestEachCertificateIsProvedByTheKeyItNames(t *testing.T) {
	a := newAcademy(t)
	a.completeAll(t, a.clerk.ID)
	a.grant(t, a.clerk.ID)
	b := newAcademy(t)
	b.completeAll(t, b.clerk.ID)
	b.grant(t, b.clerk.ID)
	first, second := a.certificates(t)[0], b.certificates(t)[0]
	changes, err := b.s.Changes(t.Context(), 0, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	if err := a.s.Apply(t.Context(), changes); err != nil {
		t.Fatal(err)
	}
	for _, c := range []app.CertificateRow{first, second} {
		if got := a.check(t, c.Number, c.Code); got.Verdict != app.CertificateGenuine {
			t.Errorf("%s is judged %s", c.Number, got.Verdict)
		}
	}
	a.completeAll(t, a.other.ID)
	a.grant(t, a.other.ID) // with one of the two
	for _, c := range a.certificates(t) {
		if got := a.check(t, c.Number, c.Code); got.Verdict != app.CertificateGenuine {
			t.Errorf("%s is judged %s", c.Number, got.Verdict)
		}
	}
	a.spoil(t, "DELETE FROM certificate_keys") // a computer that does not carry them
	if got := a.check(t, first.Number, first.Code); got.Verdict != app.CertificateUnproved || got.Certificate.Holder != "" {
		t.Errorf("without the key it is judged %+v", got)
	}
	if got := a.check(t, first.Number, second.Code); got.Verdict != app.CertificateFalse {
		t.Errorf("without the key a wrong code is judged %s", got.Verdict)
	}
}

func TestTheCertificateOfACorrectedCompletionIsWithdrawn(t *testing.T) {
	a := newAcademy(t)
	datatest.Completed(t, a.s, a.clerk.ID, "2025-06-01", "2028-06-01", "policy")
	issued, err := a.s.IssueCertificates(t.Context(), a.by, app.CertificatesOf{Completions: a.completions(t, a.clerk.ID)})
	if err != nil || len(issued) != 1 {
		t.Fatal(issued, err)
	}
	paper := a.certificates(t)[0]
	if paper.Minutes != 480 || paper.Title != "国家和公司的相关政策" || paper.IssuedOn != "2026-03-02" || paper.UntilOn != "2028-06-01" {
		t.Errorf("it says %+v", paper)
	}
	a.spoil(t, "UPDATE completions SET withdrawn_at = 1, reason = 'corrected'") // as it arrives from another computer
	if got := a.check(t, paper.Number, paper.Code); got.Verdict != app.CertificateWithdrawn || got.Reason != "corrected" {
		t.Errorf("judged %+v", got)
	}
	if all := a.certificates(t); !all[0].Gone || all[0].Because != "corrected" {
		t.Errorf("listed as %+v", all[0])
	}
	if _, err := a.s.IssueCertificates(t.Context(), a.by, app.CertificatesOf{Completions: a.completions(t, a.clerk.ID)}); reason(err) != app.NotGranted {
		t.Errorf("what was withdrawn got a certificate: %v", err)
	}
}

func TestAFileThatIsNoneIsSaid(t *testing.T) {
	if _, err := data.CheckCertificate(t.Context(), filepath.Join(t.TempDir(), "none.lamp"), "ZS", "A", "2026-03-02"); err == nil {
		t.Error("no file, and no error")
	}
}
