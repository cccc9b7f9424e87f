package app

import "slices"

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
	KeepViews       Right = "keep_views" // filters over a list, under a name
	ReadArticles    Right = "read_articles"
	EditArticles    Right = "edit_articles"
	ReadVisits      Right = "read_visits"      // visits, promises, what is known of a customer, his service plan
	ChangeVisits    Right = "change_visits"    // the same
	ReviewVisits    Right = "review_visits"    // how each manager fares
	ReadForecasts   Right = "read_forecasts"   // use, its forecast, deviations
	AdjustForecasts Right = "adjust_forecasts" // a figure beside the model's, a reason, a task done
	CloseForecasts  Right = "close_forecasts"  // freeze a month, market factors, own groups
	LearnHere       Right = "learn_here"       // the catalogue, one's own training, log and quizzes
	StudyHere       Right = "study_here"       // write into one's own log, take quizzes
	ReadTraining    Right = "read_training"    // that of others
	ConfirmPractice Right = "confirm_practice" // somebody else's log, as his mentor
	MergeCustomers  Right = "merge_customers"  // two records of one customer
	MoveCustomers   Right = "move_customers"   // to another area
	Synchronise     Right = "synchronise"      // exchange packages with other devices
	EnrolDevices    Right = "enrol_devices"    // certificates, the company's key
	ExportInClear   Right = "export_in_clear"  // a list that hides nothing
	RevealFields    Right = "reveal_fields"    // what is masked, with a reason, for a moment
	HandlePrivacy   Right = "handle_privacy"   // seal, erase, data sheets, the registers of personal data
	ReadPrivacy     Right = "read_privacy"     // the registers, and who is due for deletion
	ChangeTraining  Right = "change_training"  // catalogue, classes, results, quizzes, qualifications
)

// grant is a cell's letter, of those extents that carry a right; none: of any.
type grant struct {
	matter  Matter
	letter  Letter
	extents []Extent
}

// grants says which cells of the table of permissions give a right.
var grants = map[Right][]grant{
	ReadCustomers:   {{MatterCustomers, Read, nil}},
	ChangeCustomers: {{MatterCustomers, Create, nil}, {MatterCustomers, Update, nil}},
	MergeCustomers:  {{MatterMerge, Approve, nil}},
	MoveCustomers:   {{MatterMerge, Approve, nil}},
	ReadCases:       {{MatterCases, Read, nil}, {MatterProtected, Read, []Extent{ReachNamed}}},
	OpenCases:       {{MatterCases, Create, nil}, {MatterProtected, Create, nil}},
	ChangeCases:     {{MatterCases, Update, nil}},
	ForceCases:      {{MatterCases, Approve, nil}},
	ReadVisits:      {{MatterVisits, Read, nil}},
	ReadForecasts:   {{MatterVisits, Read, nil}},
	ChangeVisits:    {{MatterVisits, Create, nil}, {MatterVisits, Update, nil}},
	AdjustForecasts: {{MatterVisits, Update, nil}},
	CloseForecasts:  {{MatterVisits, Approve, nil}},
	ReviewVisits:    {{MatterScores, Read, []Extent{ReachUnit, ReachAll}}, {MatterScores, Approve, nil}},
	LearnHere:       {{MatterTraining, Read, []Extent{ReachOwn, ReachUnit, ReachAll}}},
	ReadTraining:    {{MatterTraining, Read, []Extent{ReachUnit, ReachAll}}},
	ChangeTraining:  {{MatterTraining, Create, nil}, {MatterTraining, Update, nil}, {MatterCompletion, Update, nil}},
	ConfirmPractice: {{MatterCompletion, Approve, nil}},
	ImportRecords:   {{MatterImport, Approve, nil}},
	ExportRecords:   {{MatterExport, Export, []Extent{ReachOwn, ReachUnit, ReachRosters}}},
	ChangeCompany:   {{MatterRules, Create, []Extent{ReachAll}}, {MatterRules, Update, nil}},
	ChangeRules:     {{MatterRules, Update, nil}},
	Synchronise:     {{MatterDevices, Run, nil}},
	EnrolDevices:    {{MatterDevices, Create, nil}, {MatterDevices, Update, nil}},
	RevealFields:    {{MatterSensitive, Clear, nil}},
	ReadHistory:     {{MatterAudit, Read, nil}},
	ReadAudit:       {{MatterAudit, Read, []Extent{ReachUnit, ReachAll}}},
}

// beside are the rights that the table does not name: what everybody needs to
// read a page, the knowledge base, and a copy of the file.
var beside = map[Right][]Role{
	ReadCompany:    Roles(),
	ReadArticles:   Roles(),
	EditArticles:   {Supervisor, Trainer},
	BackUp:         {Supervisor, Admin},
	ExportInClear:  {Supervisor, Leader},
	PutBackHistory: {Supervisor},
	HandlePrivacy:  {Supervisor},
	ReadPrivacy:    {Supervisor, Leader, Auditor},
	StudyHere:      {Counter, Manager, Supervisor, Trainer, Leader},
	KeepViews:      {Counter, Manager, Supervisor, Trainer, Appraiser, Secretary, Leader, Admin},
}

// rights are what each role may, told from the table of permissions.
var rights = deriveRights()

func deriveRights() map[Role][]Right {
	derived := map[Role][]Right{}
	for _, role := range Roles() {
		for right, from := range grants {
			if slices.ContainsFunc(from, func(g grant) bool { return g.by(role) }) {
				derived[role] = append(derived[role], right)
			}
		}
		for right, roles := range beside {
			if slices.Contains(roles, role) {
				derived[role] = append(derived[role], right)
			}
		}
		slices.Sort(derived[role])
	}
	return derived
}

// by reports whether the role's cell has what the right takes.
func (g grant) by(role Role) bool {
	p := Permitted(g.matter, role)
	return p.Has(g.letter) && (len(g.extents) == 0 || slices.Contains(g.extents, p.Extent))
}

// Gives lists the rights that a letter of a cell gives, in order; none where
// no verb asks for it yet.
func Gives(m Matter, role Role, l Letter) []Right {
	var given []Right
	for right, from := range grants {
		if slices.ContainsFunc(from, func(g grant) bool { return g.matter == m && g.letter == l && g.by(role) }) {
			given = append(given, right)
		}
	}
	slices.Sort(given)
	return given
}

// RightsOf lists what a role may, in order.
func RightsOf(role Role) []Right { return rights[role] }
