package paper_test

import (
	"bytes"
	"testing"

	"lamplighter/app"
	"lamplighter/screens/paper"
	"lamplighter/screens/screentest"
)

// sampleCertificates are one of each sort, and one with long names.
func sampleCertificates() []app.CertificateRow {
	of := func(c app.Certificate) app.CertificateRow { return app.CertificateRow{Certificate: c} }
	return []app.CertificateRow{
		of(app.Certificate{
			Number: "ZS-K7QX-2026-0001", StaffNo: "MY021", Holder: "罗永红", Title: "合格柜员", TitleEN: "Qualified counter clerk", IssuedOn: "2026-03-02",
			UntilOn: "2027-06-01", Code: "ACDE-FHJK-MNPR-TWXY", Qualified: app.QualifiedID{1},
		}),
		of(app.Certificate{
			Number: "ZS-K7QX-2026-0002", StaffNo: "MY022", Holder: "吉克·阿牛", Title: "优质服务", TitleEN: "Quality service", Minutes: 480, IssuedOn: "2026-03-02",
			Code: "XWCE-FHJK-MNPR-TWDA", Completion: app.CompletionID{1},
		}),
		of(app.Certificate{
			Number: "ZS-K7QX-2026-0003", StaffNo: "MY023", Holder: "欧阳阿木·曲比伍呷", Title: "高压业扩报装与分布式电源并网服务全流程管理及风险防控专题培训（第二期）",
			TitleEN: "New connection at high voltage, distributed generation, and the whole of its management and risks, second part", Minutes: 2430,
			IssuedOn: "2026-03-02", UntilOn: "2029-03-02", Code: "XWCE-FHJK-MNPR-TWDA", Completion: app.CompletionID{1},
		}),
	}
}

func TestEachCertificateIsAPageAndTheSameWheneverItIsPrinted(t *testing.T) {
	screentest.New(t)
	all := sampleCertificates()
	first, err := paper.Certificates(head, all).PDF()
	if err != nil {
		t.Fatal(err)
	}
	if pages := bytes.Count(first, []byte("/Type /Page\n")); pages != len(all) {
		t.Errorf("%d certificates stand on %d pages", len(all), pages)
	}
	again, err := paper.Certificates(head, all).PDF()
	if err != nil || !bytes.Equal(first, again) {
		t.Errorf("printed again it is another paper: %v", err)
	}
}
