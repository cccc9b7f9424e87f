package app

// ClassStatus is where a class stands.
type ClassStatus string

// The statuses of a class (培训班).
const (
	ClassPlanned    ClassStatus = "planned"    // 计划
	ClassEnrolling  ClassStatus = "enrolling"  // 报名
	ClassRunning    ClassStatus = "running"    // 开课
	ClassAssessing  ClassStatus = "assessing"  // 考核
	ClassRecognised ClassStatus = "recognised" // 认定: the outcomes are told
	ClassArchived   ClassStatus = "archived"   // 归档
	ClassCancelled  ClassStatus = "cancelled"  // 取消
)

// ClassMode is how something is taught: all in one room, or at work.
type ClassMode string

// The modes. Decentralised training is to be the greater part (分散培训为主,
// 集中培训为辅).
const (
	Central   ClassMode = "central"   // 集中
	Decentral ClassMode = "decentral" // 分散
)

// Attendance is how somebody attended a class.
type Attendance string

// How people attend.
const (
	NotNoted Attendance = ""
	Present  Attendance = "present"   // 出勤
	Partly   Attendance = "partly"    // 迟到、早退: some of the minutes
	Excused  Attendance = "excused"   // 请假
	Absent   Attendance = "absent"    // 缺勤
	TakenOff Attendance = "taken_off" // 退出: before the class began
)

// Outcome is what came of a class for somebody.
type Outcome string

// The outcomes.
const (
	OutcomeOpen      Outcome = ""
	OutcomeCompleted Outcome = "completed" // 合格
	OutcomeFailed    Outcome = "failed"    // 不合格
)

// Class is 培训班: one teaching of a course, from its plan to its archive.
type Class struct {
	ID             ClassID
	Area           Area
	Number         string
	Course         CourseID
	Title          string // empty: the course
	Status         ClassStatus
	Mode           ClassMode
	LecturerKind   string  // code list lecturer_kind
	Lecturer       string  // name, of an external one
	LecturerStaff  StaffID // an internal one
	LecturerUnit   string
	Contract       string
	FeeFen         int64 // all costs of the class
	Place          string
	Unit           OrgUnitID // who holds it; zero: the company
	BeginsOn       Day
	EndsOn         Day
	FromMinute     int64 // of the day; 0: not said
	ToMinute       int64
	Minutes        int64  // of teaching; attendance is a share of them
	Seats          int64  // 0: as many as come
	Rule           string // the course's, as it was when the class was planned
	ValidityMonths int64  // the same
	Full           int64  // the same
	Reason         string // why it was cancelled
	Note           string
	CreatedBy      StaffID
	CreatedAt      int64
	WithdrawnAt    int64 // Unix ms; 0 while in use
	Seen           Seen
}

// ClassID names one.
type ClassID = ID[Class]

// Enrolment is 报名: somebody in a class, with attendance and results.
type Enrolment struct {
	ID              EnrolmentID
	Area            Area
	Class           ClassID
	Course          CourseID
	Staff           StaffID
	Attendance      Attendance
	AttendedMinutes int64
	Score           int64 // hundredths of a point; holds when ScoredOn does
	ScoredOn        Day   // empty: no score yet
	AssignmentOn    Day   // handed in and accepted; empty: not yet
	MentorOn        Day   // signed off by the mentor; empty: not yet
	Mentor          StaffID
	Outcome         Outcome
	OutcomeOn       Day
	Reason          string // of an absence, of taking the person off
	Note            string
	CreatedBy       StaffID
	CreatedAt       int64
	WithdrawnAt     int64 // Unix ms; 0 while in use
	Seen            Seen
}

// EnrolmentID names one.
type EnrolmentID = ID[Enrolment]
