package paper_test

import (
	"fmt"
	"testing"

	"lamplighter/app"
	"lamplighter/screens/paper"
	"lamplighter/screens/screentest"
	"lamplighter/screens/words"
)

func sampleClass(n int) paper.ClassSheet {
	page := app.ClassPage{ClassRow: app.ClassRow{
		Class: app.Class{
			Number: "PX-MY1-260209-001", Mode: app.Central, Place: "公司三楼培训室", LecturerUnit: "县委党校", BeginsOn: "2026-03-03", EndsOn: "2026-03-03",
			FromMinute: 540, ToMinute: 1020, Minutes: 480,
		}, CourseName: "优质服务", CourseNameEN: "Quality service", LecturerName: "文雅静", In: int64(n),
	}}
	for i := range n {
		page.Learners = append(page.Learners, app.Learner{Staff: app.Staff{StaffNo: fmt.Sprintf("YY%03d", i+1), Name: fmt.Sprintf("学员%02d", i+1), Post: "counter"}, Unit: "米易营业厅"})
	}
	return paper.ClassSheet{Head: head, Page: page, Codes: words.NewCodes(words.English, nil)}
}

func TestTheAttendanceSheetHasRoomToSignAndLaterTheResults(t *testing.T) {
	screentest.New(t)
	s := sampleClass(20)
	s.Page.Learners[1].Enrolment.Attendance = app.TakenOff
	d := s.Document()
	table, is := d.Blocks[1].(paper.Table)
	if !is || len(table.Rows) != 19 || table.Columns[5].Title != "Signed, morning" || table.Rows[0][5] != "" {
		t.Fatalf("%d rows under %+v", len(table.Rows), table.Columns)
	}
	s.Page.Noted = 1
	s.Page.Learners[0].Enrolment = app.Enrolment{Attendance: app.Present, Score: 8850, ScoredOn: "2026-03-03", Outcome: app.OutcomeCompleted}
	d = s.Document()
	if row := d.Blocks[1].(paper.Table).Rows[0]; fmt.Sprint(row[5:]) != "[Present 88.5 Completed]" {
		t.Errorf("the first row ends %q", row[5:])
	}
	if _, err := d.PDF(); err != nil {
		t.Error(err)
	}
}

func TestAListOfClassesGoesOnPaper(t *testing.T) {
	screentest.New(t)
	list := paper.ClassList(head, "", words.NewCodes(words.English, nil), []app.ClassRow{sampleClass(3).Page.ClassRow}).Document()
	table := list.Blocks[0].(paper.Table)
	if row := table.Rows[0]; row[1] != "Quality service" || row[4] != "8" || row[7] != "3" {
		t.Errorf("the row reads %q", row)
	}
	if _, err := list.PDF(); err != nil {
		t.Error(err)
	}
}
