package paper_test

import (
	"testing"

	"lamplighter/app"
	"lamplighter/data/datatest"
	"lamplighter/screens/paper"
	"lamplighter/screens/screentest"
	"lamplighter/screens/words"
)

func sampleLog(t *testing.T, language string, n int) paper.PracticeLog {
	t.Helper()
	l := paper.PracticeLog{Head: head, Filter: "待确认", Codes: words.NewCodes(language, datatest.Shipped(t).Codes)}
	course := app.Course{Name: "业扩报装管理基础", NameEN: "Basics of new connection & capacity increase"}
	for i := range n {
		p := app.Practice{Staff: app.StaffID{1}, Kind: app.OnTheJob, DoneOn: app.Day("2026-02-02").AddDays(i), Minutes: 90, What: "跟办低压新装：现场勘查三户，草拟供电方案并说明“三不指定”"}
		if i%3 > 0 {
			p.ConfirmedAt, p.ConfirmedMinutes, p.Remark = 1, 60, "路上时间不计入"
		}
		row := app.PracticeRow{Practice: p, Name: "何晓燕", StaffNo: "MY021", Course: course, MentorName: "罗永红"}
		if i%3 > 0 {
			row.ByName = "罗永红"
		}
		switch i % 4 {
		case 0:
			row.CaseNumber, row.CaseKind = "MY1-260202-008", app.LVResident
		case 1:
			row.VisitNo, row.VisitTo = "ZF-MY1-260202-003", "米易县双沟小学"
		case 2:
			row.CaseShut = true
		}
		l.Rows = append(l.Rows, row)
	}
	return l
}

func TestTheLogBearsItsSumsAndALineForTheMentor(t *testing.T) {
	screentest.New(t)
	l := sampleLog(t, words.English, 4)
	l.Rows[0].What = "客户 510421199003070005 来电"
	d := l.Document()
	table, is := d.Blocks[0].(paper.Table)
	if !is || len(table.Rows) != 4 || d.About != "何晓燕, staff number MY021" || d.Number != "4 entries, 6 h claimed, 2 h confirmed" {
		t.Fatalf("about %q, %q", d.About, d.Number)
	}
	if got := table.Rows[0][4]; got == l.Rows[0].What {
		t.Errorf("an identity number stands on paper: %q", got)
	}
	if table.Rows[0][5] != "MY1-260202-008" || table.Rows[1][5] != "ZF-MY1-260202-003" || table.Rows[2][5] != "" {
		t.Errorf("the cases and visits read %q, %q, %q", table.Rows[0][5], table.Rows[1][5], table.Rows[2][5])
	}
	if signed, is := d.Blocks[1].(paper.Signatures); !is || len(signed) != 3 {
		t.Errorf("nobody can sign: %+v", d.Blocks[1])
	}
	l.Rows[3].Staff = app.StaffID{2}
	if d := l.Document(); d.About != "Filter: 待确认" {
		t.Errorf("the log of two people is about %q", d.About)
	}
	if _, err := d.PDF(); err != nil {
		t.Error(err)
	}
}
