package app

// The reasons of lists of training that come in.
const (
	UnknownStaff      Reason = "unknown_staff"      // nobody here has that number
	OtherPerson       Reason = "other_person"       // the number is somebody's of another name
	UnknownClass      Reason = "unknown_class"      // no class has that number
	AttendanceUnclear Reason = "attendance_unclear" // no word for how one attends
	NeitherYesNorNo   Reason = "neither_yes_nor_no"
	ResultDiffers     Reason = "result_differs"  // something else is noted already
	NotCompletedThere Reason = "not_completed"   // the older system says so
	PutInByList       Reason = "put_in_by_list"  // was not in the class; a doubt
	HereOnlySince     Reason = "here_only_since" // works here since a later day; a doubt
	ResultReplaced    Reason = "result_replaced" // something else was noted; a doubt
)

// Said is what a cell says to a question that has a yes and a no.
type Said int8

// What cells say.
const (
	Unsaid Said = iota
	SaidYes
	SaidNo
)

// over is the answer where the cell gives one, else what was so before.
func (s Said) over(was bool) bool { return s == SaidYes || s == Unsaid && was }

// ClassCells are the cells of a list that tell how somebody fared in a class.
type ClassCells struct {
	Attendance, Assignment, Mentor, Reason string
}

// ClassLine is what a list says of somebody in a class. What it leaves open stays
// as it is noted.
type ClassLine struct {
	Attendance Attendance
	Minutes    int64
	HasMinutes bool
	Score      int64 // hundredths of a point
	Scored     bool
	Assignment Said
	Mentor     Said
	Reason     string
}

var attendanceWords = words(map[Attendance]string{
	Present: "present 出勤 到 已到 到课 签到 已签到 全勤 参加 出席 √ ✓ ✔ 是 y yes 1 attended",
	Partly:  "partly partial late 迟到 早退 部分 部分出勤 迟到早退",
	Excused: "excused 请假 事假 病假 公假 年假 产假 leave sick",
	Absent:  "absent 缺勤 缺 旷课 未到 未参加 缺席 旷工 × x ✗ ✘ 否 n no 0",
})

var saidWords = words(map[Said]string{
	SaidYes: "true yes y 是 有 已交 已提交 完成 已完成 合格 通过 已签 已签字 √ ✓ ✔ 1 done passed completed 结业 取证",
	SaidNo:  "false no n 否 无 未交 未提交 未完成 不合格 不通过 未通过 未签 × x ✗ ✘ 0 failed incomplete 未结业",
})

// ParseSaid reads the words for yes and no; ok is false for others.
func ParseSaid(text string) (said Said, ok bool) {
	if wordForm(text) == "" {
		return Unsaid, true
	}
	said, ok = saidWords()[wordForm(text)]
	return said, ok
}

// Line understands the cells. Who was excused by one of its words has the word as
// his reason, unless the list gives another.
func (c ClassCells) Line() (ClassLine, error) {
	l := ClassLine{Reason: c.Reason}
	if word := wordForm(c.Attendance); word != "" {
		var known bool
		if l.Attendance, known = attendanceWords()[word]; !known {
			return l, &Refusal{Field: "attendance", Reason: AttendanceUnclear, Value: c.Attendance}
		}
	}
	if l.Attendance == Excused && l.Reason == "" {
		l.Reason = c.Attendance
	}
	for _, cell := range []struct {
		field, text string
		into        *Said
	}{{"assignment_on", c.Assignment, &l.Assignment}, {"mentor_on", c.Mentor, &l.Mentor}} {
		var known bool
		if *cell.into, known = ParseSaid(cell.text); !known {
			return l, &Refusal{Field: cell.field, Reason: NeitherYesNorNo, Value: cell.text}
		}
	}
	return l, nil
}

// Says reports whether a line tells any result: one that does not is a roster's.
func (l ClassLine) Says() bool { return l != ClassLine{Reason: l.Reason} }

// Over lays a line over what is noted of somebody. A refusal tells the first that
// was noted otherwise; the result is what the line makes of it all the same.
func (l ClassLine) Over(was ClassResult, c Class) (ClassResult, *Refusal) {
	now := was
	l.attend(&now, c)
	if l.Scored {
		now.Score, now.Scored = l.Score, true
	}
	now.Assignment, now.Mentor = l.Assignment.over(was.Assignment), l.Mentor.over(was.Mentor)
	if l.Reason != "" {
		now.Reason = l.Reason
	}
	switch {
	case was.Attendance != NotNoted && now.Attendance != was.Attendance:
		return now, &Refusal{Field: "attendance", Reason: ResultDiffers, Value: string(was.Attendance)}
	case was.Attendance == Partly && now.Minutes != was.Minutes:
		return now, &Refusal{Field: "attended_hours", Reason: ResultDiffers, Value: HoursText(was.Minutes)}
	case was.Scored && now.Score != was.Score:
		return now, &Refusal{Field: "class_points", Reason: ResultDiffers, Value: PointsText(was.Score)}
	case was.Assignment && !now.Assignment:
		return now, &Refusal{Field: "assignment_on", Reason: ResultDiffers}
	case was.Mentor && !now.Mentor:
		return now, &Refusal{Field: "mentor_on", Reason: ResultDiffers}
	}
	return now, nil
}

// attend tells the attendance by its word, or by the hours alone.
func (l ClassLine) attend(now *ClassResult, c Class) {
	switch {
	case l.HasMinutes && (l.Attendance == NotNoted || l.Attendance == Present || l.Attendance == Partly):
		now.Minutes = l.Minutes
		switch l.Minutes {
		case 0:
			now.Attendance = Absent
		case c.Minutes:
			now.Attendance = Present
		default:
			now.Attendance = Partly
		}
	case l.Attendance != NotNoted:
		now.Attendance = l.Attendance
	}
}
