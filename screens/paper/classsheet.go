package paper

import (
	"strconv"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/words"
)

// ClassSheet is 培训签到表: who is in a class, with room to sign for each half of
// a day, and the results of those who have any.
type ClassSheet struct {
	Head  Head
	Page  app.ClassPage
	Codes *words.Codes
}

// Document is the sheet as a document.
func (s ClassSheet) Document() Document {
	c := s.Page
	about := Grid{
		{Name: words.Field("course"), Text: s.Codes.Course(c.CourseName, c.CourseNameEN)},
		{Name: words.Field("class_mode"), Text: words.ClassMode(c.Mode)},
		{Name: lang.L("Days and times"), Text: words.ClassTimes(c.Class)},
		{Name: words.Field("class_hours"), Text: app.HoursText(c.Minutes)},
		{Name: words.Field("place"), Text: c.Place},
		{Name: words.Field("lecturer"), Text: lecturerOf(c)},
	}
	blocks := []Block{about, s.people(), Signatures{signedBy(words.Field("lecturer"), c.LecturerName), signedBy(lang.L("Date"), "")}}
	return Document{
		Title: lang.L("Attendance sheet"), Ref: c.Number, Size: A4, Head: s.Head, About: c.Title,
		Number: lang.L("Class number {{.Number}}", map[string]any{"Number": c.Number}), Blocks: blocks,
	}
}

func lecturerOf(c app.ClassPage) string {
	if c.LecturerUnit == "" {
		return c.LecturerName
	}
	return c.LecturerName + lang.X("list.separator", ", ") + c.LecturerUnit
}

// people are a row each; before anything is noted there is room to sign.
func (s ClassSheet) people() Table {
	noted := s.Page.Noted > 0
	t := Table{Columns: []Column{
		{Title: lang.X("paper.row", "No."), Weight: 6},
		{Title: words.Field("staff_no"), Weight: 11},
		{Title: words.Field("staff_name"), Weight: 13},
		{Title: words.Field("class_unit"), Weight: 18, Lines: 2},
		{Title: words.Field("post"), Weight: 14},
	}}
	if noted {
		t.Columns = append(t.Columns, Column{Title: words.Field("attendance"), Weight: 12}, Column{Title: words.Field("points"), Weight: 9, Number: true},
			Column{Title: words.Field("outcome"), Weight: 13})
	} else {
		t.Columns = append(t.Columns, Column{Title: lang.L("Signed, morning"), Weight: 16}, Column{Title: lang.L("Signed, afternoon"), Weight: 16})
	}
	for i, l := range s.Page.Learners {
		if !l.In() {
			continue
		}
		post := ""
		if l.Staff.Post != "" {
			post = s.Codes.Label("post", l.Staff.Post)
		}
		row := []string{strconv.Itoa(i + 1), l.Staff.StaffNo, l.Staff.Name, l.Unit, post}
		if e := l.Enrolment; noted {
			points := ""
			if e.ScoredOn != "" {
				points = app.PointsText(e.Score)
			}
			row = append(row, words.Attendance(e.Attendance), points, words.Outcome(e.Outcome))
		} else {
			row = append(row, "", "")
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// ClassList is a list of classes.
func ClassList(head Head, filter string, codes *words.Codes, classes []app.ClassRow) List {
	l := List{Head: head, Title: lang.L("List of classes"), Filter: filter, Columns: []Column{
		{Title: words.Field("begins_on"), Weight: 15},
		{Title: words.Field("course"), Weight: 26, Lines: 2},
		{Title: words.Field("status"), Weight: 11},
		{Title: words.Field("class_mode"), Weight: 11},
		{Title: words.Field("class_hours"), Weight: 8, Number: true},
		{Title: words.Field("lecturer"), Weight: 12},
		{Title: words.Field("place"), Weight: 18, Lines: 2},
		{Title: words.Field("people"), Weight: 8, Number: true},
		{Title: words.Field("completed"), Weight: 9, Number: true},
		{Title: words.Field("fee"), Weight: 13, Number: true},
		{Title: words.Field("class_number"), Weight: 20},
	}}
	for _, c := range classes {
		fee := ""
		if c.FeeFen > 0 {
			fee = words.Money(c.FeeFen)
		}
		l.Rows = append(l.Rows, []string{
			words.Day(c.BeginsOn), codes.Course(c.CourseName, c.CourseNameEN), words.ClassStatus(c.Status), words.ClassMode(c.Mode), app.HoursText(c.Minutes),
			c.LecturerName, c.Place, words.Count(c.In), words.Count(c.Completed), fee, c.Number,
		})
	}
	return l
}
