package app

import (
	"strings"
	"testing"
)

func sealed() Certificate {
	return Certificate{Number: "ZS-K7QX-2026-0001", StaffNo: "MY021", Holder: "罗永红", Title: "合格柜员", IssuedOn: "2026-03-02", UntilOn: "2029-03-02"}
}

func TestACodeHasLettersNobodyTakesForOthers(t *testing.T) {
	code := CertificateCode(sealed(), []byte("secret"))
	if len(code) != 19 || strings.Count(code, "-") != 3 || strings.Trim(code, codeLetters+"-") != "" {
		t.Errorf("the code is %q", code)
	}
	if strings.ContainsAny(codeLetters, "BIOQSUVZGL") {
		t.Error("a letter that looks like another or like a digit")
	}
}

func TestEachPartOfACertificateIsSealed(t *testing.T) {
	secret := []byte("secret")
	want := CertificateCode(sealed(), secret)
	for name, change := range map[string]func(*Certificate){
		"number":       func(c *Certificate) { c.Number = "ZS-K7QX-2026-0002" },
		"staff number": func(c *Certificate) { c.StaffNo = "MY022" },
		"name":         func(c *Certificate) { c.Holder = "罗永" },
		"title":        func(c *Certificate) { c.Title = "合格客户经理" },
		"first day":    func(c *Certificate) { c.IssuedOn = "2026-03-01" },
		"last day":     func(c *Certificate) { c.UntilOn = "" },
		"a letter that moves from one part to the next": func(c *Certificate) { c.StaffNo, c.Holder = "MY021罗", "永红" },
	} {
		c := sealed()
		change(&c)
		if CertificateCode(c, secret) == want {
			t.Errorf("another %s has the same code", name)
		}
	}
	if CertificateCode(sealed(), []byte("another")) == want {
		t.Error("another key makes the same code")
	}
}

func TestWhatIsTypedIsReadAsItIsPrinted(t *testing.T) {
	for typed, want := range map[string]string{
		"acde-fhjk-mnpr-twxy": "ACDE-FHJK-MNPR-TWXY", "ACDEFHJKMNPRTWXY": "ACDE-FHJK-MNPR-TWXY", " acde fhjk\tmnpr twxy ": "ACDE-FHJK-MNPR-TWXY",
		"ＡＣＤＥ－ＦＨＪＫ－ＭＮＰＲ－ＴＷＸＹ": "ACDE-FHJK-MNPR-TWXY", "ACDE—FHJK–MNPR−TWXY": "ACDE-FHJK-MNPR-TWXY", "": "",
	} {
		if got := ReadCertificateCode(typed); got != want {
			t.Errorf("%q is read as %q", typed, got)
		}
	}
	if got := ReadCertificateNumber(" zs-k7qx-2026-０００1 "); got != "ZS-K7QX-2026-0001" {
		t.Errorf("the number is read as %q", got)
	}
}
