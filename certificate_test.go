package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data/sample"
)

// TestACertificateIsCheckedAtTheCommandLine makes a sample file with the program
// itself and checks certificates of it.
func TestACertificateIsCheckedAtTheCommandLine(t *testing.T) {
	t.Setenv("LAMPLIGHTER_CONFIG", t.TempDir())
	path := filepath.Join(t.TempDir(), "county.lamp")
	s, err := openStore(t.Context(), path, true, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() }) // it stays open meanwhile: checking only reads
	by, err := s.Start(t.Context(), sample.Company, "管理员")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Fill(t.Context(), by, sample.New(40, 1, time.Now()), 40, noReport); err != nil {
		t.Fatal(err)
	}
	all, err := s.Certificates(t.Context(), by, app.CertificateFilter{}, 100)
	if err != nil {
		t.Fatal(err)
	}
	today := app.DayOf(time.Now())
	var valid, over, gone app.CertificateRow
	for _, c := range all {
		switch {
		case c.UntilOn < today:
			over = c
		case valid.Number == "":
			valid = c
		default:
			gone = c
		}
	}
	states, err := s.QualificationStates(t.Context(), by, app.QualifiedFilter{View: app.ViewQualified})
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range states {
		if one.Certificate != gone.ID {
			continue
		}
		grants, err := s.GrantsOf(t.Context(), by, app.QualificationOf{Staff: one.Staff.ID, Qualification: one.Qualification.ID})
		if err == nil {
			err = s.WithdrawQualified(t.Context(), by, grants[0], "误认定")
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for name, tt := range map[string]struct {
		args   []string
		status int
		says   string
	}{
		"genuine and valid":        {[]string{path, "-certificate", valid.Number, valid.Code}, 0, "Genuine, and valid until " + string(valid.UntilOn)},
		"flags before the file":    {[]string{"-certificate", valid.Number, path, valid.Code}, 0, "Genuine, and valid until"},
		"flags behind the code":    {[]string{path, valid.Code, "-certificate", valid.Number}, 0, "Genuine, and valid until"},
		"genuine but expired":      {[]string{path, "-certificate", over.Number, over.Code}, 3, "Genuine, but expired on " + string(over.UntilOn)},
		"withdrawn":                {[]string{path, "-certificate", gone.Number, gone.Code}, 4, "Reason: 误认定"},
		"the code of another":      {[]string{path, "-certificate", valid.Number, over.Code}, 5, "Not genuine"},
		"no such number":           {[]string{path, "-certificate", "ZS-1", valid.Code}, 6, "No certificate here has this number"},
		"without a code":           {[]string{path, "-certificate", valid.Number}, 2, ""},
		"a code without a number":  {[]string{path, valid.Code}, 2, ""},
		"the file by itself":       {[]string{path}, 0, "The file is sound"},
		"a file that is not there": {[]string{path + "x", "-certificate", "ZS-1", "A"}, 1, ""},
	} {
		var out, wrong bytes.Buffer
		got := run(append([]string{"check", "-lang", "en"}, tt.args...), &out, &wrong)
		if got != tt.status || !strings.Contains(out.String(), tt.says) {
			t.Errorf("%s: status %d, said %q %q; want %d and %q", name, got, out.String(), wrong.String(), tt.status, tt.says)
		}
	}
	var out bytes.Buffer
	if run([]string{"check", path, "-certificate", valid.Number, valid.Code, "-lang", "zh"}, &out, &out) != 0 || !strings.Contains(out.String(), "证书真实，有效期至") {
		t.Errorf("in Chinese it says %q", out.String())
	}
}
