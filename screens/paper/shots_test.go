package paper_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"lamplighter/app"
	"lamplighter/screens/paper"
	"lamplighter/screens/screentest"
	"lamplighter/screens/words"
)

// TestShots makes a sample of each paper and pictures of its pages for a
// person to judge.
func TestShots(t *testing.T) {
	folder := screentest.Gallery(t)
	tool, err := exec.LookPath("pdftoppm")
	if err != nil {
		t.Skip("pdftoppm is not installed; make shots installs it")
	}
	for language, options := range map[string][]screentest.Option{"zh": {screentest.Chinese()}, "en": nil} {
		screentest.New(t, options...)
		real := read(t, app.LVResident, nil)
		if language == "zh" {
			real.Name = func(zh, _ string) string { return zh }
		}
		long := sampleReply()
		long.Asked = strings.Repeat(long.Asked, 30)
		attendance := sampleClass(28)
		attendance.Codes = words.NewCodes(language, nil)
		for name, d := range map[string]paper.Document{
			"receipt": sampleReceipt().Document(), "journey": sampleJourney().Document(), "reply": sampleReply().Document(),
			"reply-to-fill-in": paper.Reply{Head: head, Number: "MY1-260302-008", Kind: app.Fault, Frequent: true, Line: "10 kV 黄草线"}.Document(),
			"reply-long":       long.Document(),
			"journey-of-case":  real.Journey().Document(),
			"cases":            paper.CaseList(head, "未结工单 · “校表”", sampleCases(60)).Document(),
			"figures":          sampleFigures().Document(),
			"use":              sampleUse(),
			"forecast":         sampleForecast().Document(),
			"visits":           paper.VisitList(head, "待走访", plainCode, sampleVisits(40)).Document(),
			"day-sheet":        sampleDay().Document(),
			"attendance":       attendance.Document(),
			"visit":            sampleVisit(t, language).Document(),
			"practice":         sampleLog(t, language, 20).Document(),
			"brief":            briefOf(t, language, 3).Document(),
			"brief-full":       briefOf(t, language, 12).Document(),
			"brief-pack":       paper.BriefPack(head, []app.Brief{sampleBrief(2), sampleBrief(1)}, labels(t, language)),
			"certificates":     paper.Certificates(head, sampleCertificates()),
			"customers":        paper.CustomerList(head, "欠费", func(_, _ string) string { return "城镇居民" }, sampleCustomers(40)).Document(),
		} {
			pdf, err := d.PDF()
			if err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(folder, "paper-"+name+"-"+language+".pdf")
			if err := os.WriteFile(path, pdf, 0o644); err != nil {
				t.Fatal(err)
			}
			if said, err := exec.CommandContext(t.Context(), tool, "-r", "96", "-png", path, path[:len(path)-len(".pdf")]).CombinedOutput(); err != nil {
				t.Errorf("%s: %v: %s", name, err, said)
			}
		}
	}
}
