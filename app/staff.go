package app

// OrgUnit is a part of the company: 公司, 营业厅, 供电所, 班组, 客户所.
type OrgUnit struct {
	ID          OrgUnitID
	Code        string
	Name        string
	Kind        string // code list org_kind
	Parent      OrgUnitID
	Division    string // 行政区划, six digits of GB/T 2260
	Area        Area   // the area whose records this unit keeps; 0 for units above the areas
	ValidFrom   Day
	ValidTo     Day
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// Staff is a person of the company.
type Staff struct {
	ID          StaffID
	StaffNo     string // 工号
	Name        string
	Post        string // code list post
	Unit        OrgUnitID
	Mobile      string `field:"staff.mobile"`
	Roles       []Role
	ValidFrom   Day
	ValidTo     Day
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// ActiveOn reports whether the person works here on that day.
func (s Staff) ActiveOn(day Day) bool {
	return s.WithdrawnAt == 0 && (s.ValidFrom == "" || s.ValidFrom <= day) && (s.ValidTo == "" || day <= s.ValidTo)
}

// Check refuses a person who could not be kept.
func (s Staff) Check() error {
	switch {
	case s.Name == "":
		return Refuse("name", Missing)
	case s.StaffNo == "":
		return Refuse("staff_no", Missing)
	case s.ValidTo != "" && s.ValidTo < s.ValidFrom:
		return Refuse("valid_to", EndsBeforeStart)
	}
	return nil
}

// Role is what a person does here; it carries rights.
type Role string

// The roles of the company, and the one of a file that has no sign-in yet.
const (
	Counter    Role = "counter"    // 柜员
	Manager    Role = "manager"    // 客户经理
	Supervisor Role = "supervisor" // 管理人员
	Trainer    Role = "trainer"    // 培训师
	Leader     Role = "leader"     // 所长/领导
	Admin      Role = "admin"      // 管理员
	Auditor    Role = "auditor"    // 审计
	Sole       Role = "sole"       // the one user of a file without sign-in: may everything
)

// Right is one thing a person may do.
type Right string

// The rights a verb or a read may ask for.
const (
	ReadCustomers   Right = "read_customers"
	ChangeCustomers Right = "change_customers"
	ReadCases       Right = "read_cases"
	OpenCases       Right = "open_cases"
	ChangeCases     Right = "change_cases"
	ForceCases      Right = "force_cases" // a step the flow does not offer, with a reason
	ReadCompany     Right = "read_company"
	ChangeCompany   Right = "change_company"
	ChangeRules     Right = "change_rules"
	ImportRecords   Right = "import_records"
	ExportRecords   Right = "export_records"
	BackUp          Right = "back_up"
	ReadHistory     Right = "read_history"
	ReadAudit       Right = "read_audit" // what everybody did; what one did oneself may always be read
	PutBackHistory  Right = "put_back"   // a field or a record, as it once was
	ReadArticles    Right = "read_articles"
	EditArticles    Right = "edit_articles"
	ReadVisits      Right = "read_visits"      // visits, promises, what is known of a customer, his service plan
	ChangeVisits    Right = "change_visits"    // the same
	ReviewVisits    Right = "review_visits"    // how each manager fares
	ReadForecasts   Right = "read_forecasts"   // use, its forecast, deviations
	AdjustForecasts Right = "adjust_forecasts" // a figure beside the model's, a reason, a task done
	CloseForecasts  Right = "close_forecasts"  // freeze a month, market factors, own groups
	LearnHere       Right = "learn_here"       // the catalogue, one's own training, log and quizzes
	ReadTraining    Right = "read_training"    // that of others
	ConfirmPractice Right = "confirm_practice" // somebody else's log, as his mentor
	MergeCustomers  Right = "merge_customers"  // two records of one customer
	MoveCustomers   Right = "move_customers"   // to another area
	Synchronise     Right = "synchronise"      // exchange packages with other devices
	EnrolDevices    Right = "enrol_devices"    // certificates, the company's key
	ExportInClear   Right = "export_in_clear"  // a list that hides nothing
	RevealFields    Right = "reveal_fields"    // what is masked, with a reason, for a moment
	ChangeTraining  Right = "change_training"  // catalogue, classes, results, quizzes, qualifications
)

// rights follows the table of roles and permissions (product 4.5); whose
// records a person reaches within a right is decided by area, not here.
var rights = map[Role][]Right{
	Counter:    {ReadCustomers, ChangeCustomers, ReadCases, OpenCases, ChangeCases, ReadCompany, ReadArticles, ReadVisits, LearnHere, Synchronise, RevealFields},
	Manager:    {ReadCustomers, ChangeCustomers, ReadCases, OpenCases, ChangeCases, ReadCompany, ExportRecords, ReadHistory, ReadArticles, ReadVisits, ChangeVisits, LearnHere, ReadForecasts, AdjustForecasts, Synchronise, RevealFields},
	Supervisor: {ReadCustomers, ChangeCustomers, ReadCases, OpenCases, ChangeCases, ForceCases, ReadCompany, ImportRecords, ExportRecords, ReadHistory, BackUp, ReadArticles, EditArticles, ReadVisits, ChangeVisits, ReviewVisits, LearnHere, ReadTraining, ConfirmPractice, ReadForecasts, AdjustForecasts, CloseForecasts, MergeCustomers, MoveCustomers, Synchronise, ReadAudit, PutBackHistory, RevealFields, ExportInClear},
	Trainer:    {ReadCompany, ReadCases, ExportRecords, ReadArticles, EditArticles, ReadVisits, LearnHere, ReadTraining, ConfirmPractice, ChangeTraining, ReadForecasts, Synchronise},
	Leader:     {ReadCustomers, ReadCases, ReadCompany, ExportRecords, ReadHistory, ReadArticles, ReadVisits, ReviewVisits, LearnHere, ReadTraining, ReadForecasts, Synchronise, ReadAudit, RevealFields, ExportInClear},
	Admin:      {ReadCompany, ChangeCompany, ChangeRules, BackUp, ReadArticles, LearnHere, Synchronise, EnrolDevices, ReadAudit},
	Auditor:    {ReadCustomers, ReadCases, ReadCompany, ReadHistory, ReadArticles, ReadVisits, ReviewVisits, LearnHere, ReadTraining, ReadForecasts, ReadAudit},
}

// Actor is who does something: the person, the unit and the rights that go
// with it. Every verb takes one.
type Actor struct {
	Staff StaffID
	Name  string
	Unit  OrgUnitID
	Area  Area // where records this person makes belong
	Roles []Role

	Witness StaffID // the second person of an act that needs two; zero: nobody

	clear bool // see InClear
}

// May refuses with ErrNotAllowed unless one of the actor's roles has the right.
func (a Actor) May(right Right) error {
	for _, role := range a.Roles {
		if role == Sole || slices.Contains(rights[role], right) {
			return nil
		}
	}
	return fmt.Errorf("%w: %s", ErrNotAllowed, right)
}

// SeesClear reports whether nothing is masked for the actor: in a file that
// nobody signs in to.
func (a Actor) SeesClear() bool { return a.clear || slices.Contains(a.Roles, Sole) }

// InClear is the actor as the store reads for him what it has judged he may take
// out in clear. No screen asks for it.
func (a Actor) InClear() Actor {
	a.clear = true
	return a
}

// RevealsOwnOnly reports whether the actor may see protected fields of his own
// customers alone: a manager who is nothing else.
func (a Actor) RevealsOwnOnly() bool {
	for _, role := range a.Roles {
		if role == Sole || role != Manager && slices.Contains(rights[role], RevealFields) {
			return false
		}
	}
	return true
}
