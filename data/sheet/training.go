package sheet

// The fields of ClassList, as indexes of Record.Values. Its first two, as those
// of every list, are the number and the name by which its rows are told.
const (
	StaffNo = iota
	StaffName
	ClassNumber
	Attendance
	AttendedHours
	Score
	Assignment
	Mentor
	ResultsOn
	AbsenceReason
)

var (
	staffNoField = Field{
		Key: "staff_no", Kind: Code, Required: true,
		Titles: []string{"工号", "Staff number", "员工编号", "人员编号", "员工工号", "职工编号", "职工号", "员工号", "人员编码", "员工编码", "人资编码", "Staff no", "Employee number", "Employee no", "Employee ID", "Staff ID", "Personnel number"},
	}
	staffNameField = Field{
		Key: "staff_name", Kind: Name,
		Titles: []string{"姓名", "Name", "员工姓名", "学员姓名", "学员", "人员姓名", "Staff name", "Employee", "Employee name", "Learner", "Full name"},
	}
	scoreField = Field{
		Key: "class_points", Kind: Number,
		Titles: []string{"成绩", "Points", "分数", "得分", "考试成绩", "考核成绩", "考试分数", "分值", "总分", "综合成绩", "Score", "Result", "Marks", "Exam score", "Test score"},
	}
)

// ClassList is who is in a class, with attendance and results as far as they are
// known.
func ClassList() Profile {
	return Profile{Name: "class_list", strict: true, Fields: []Field{
		StaffNo:       staffNoField,
		StaffName:     staffNameField,
		ClassNumber:   {Key: "class_number", Kind: Code, Titles: []string{"班次编号", "Class number", "培训班编号", "班级编号", "班号", "班次", "期次编号", "Class no", "Class", "Session number", "Session"}},
		Attendance:    {Key: "attendance", Kind: Text, Titles: []string{"出勤", "Attendance", "出勤情况", "考勤", "签到", "签到情况", "到课情况", "考勤结果", "Attended", "Presence"}},
		AttendedHours: {Key: "attended_hours", Kind: Number, Titles: []string{"出勤学时", "Hours attended", "实际学时", "学时", "课时", "参加学时", "出勤课时", "完成学时", "Attended hours", "Hours"}},
		Score:         scoreField,
		Assignment:    {Key: "assignment_on", Kind: Text, Titles: []string{"作业", "Assignment", "作业情况", "作业完成情况", "作业是否提交", "实操作业", "Homework"}},
		Mentor:        {Key: "mentor_on", Kind: Text, Titles: []string{"师傅签字", "Mentor's sign-off", "导师签字", "带教签字", "导师认定", "师傅确认", "导师确认", "Mentor", "Mentor sign off", "Sign-off"}},
		ResultsOn:     {Key: "results_on", Kind: Day, Titles: []string{"成绩日期", "Results of", "考试日期", "考核日期", "评定日期", "Results on", "Date of results", "Exam date"}},
		AbsenceReason: {Key: "absence_reason", Kind: Text, Titles: []string{"缺勤原因", "Reason of the absence", "请假原因", "备注", "说明", "原因", "Reason", "Note", "Remark", "Remarks"}},
	}}
}

// The fields of Completions after the first two, as indexes of Record.Values.
const (
	CompletedCourse = iota + 2
	CompletedOn
	CompletedScore
	CompletedHours
	CompletedMode
	CompletedOutcome
)

// Completions is what an older system knows to be completed: a person and a
// course a row, with the day.
func Completions() Profile {
	return Profile{Name: "completions", strict: true, Fields: []Field{
		StaffNo:          staffNoField,
		StaffName:        staffNameField,
		CompletedCourse:  {Key: "course", Kind: Text, Required: true, Titles: []string{"课程代码", "Course", "课程编号", "课程编码", "课程", "课程名称", "培训课程", "培训项目", "培训内容", "Course code", "Course name"}},
		CompletedOn:      {Key: "completed_on", Kind: Day, Required: true, Titles: []string{"完成日期", "Completed on", "结业日期", "培训日期", "合格日期", "完成时间", "结业时间", "培训时间", "取证日期", "日期", "Date", "Completion date", "Completed"}},
		CompletedScore:   scoreField,
		CompletedHours:   {Key: "class_hours", Kind: Number, Titles: []string{"学时", "Hours", "课时", "培训学时", "培训课时", "学时数", "Class hours", "Training hours"}},
		CompletedMode:    {Key: "class_mode", Kind: Text, Titles: []string{"培训方式", "How it is taught", "方式", "培训形式", "授课方式", "集中或分散", "Mode"}},
		CompletedOutcome: {Key: "outcome", Kind: Text, Titles: []string{"结果", "Outcome", "考核结果", "是否合格", "结论", "培训结果", "认定结果", "Result", "Passed"}},
	}}
}
