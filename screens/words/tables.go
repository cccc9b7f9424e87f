package words

import "fyne.io/fyne/v2/lang"

// Table names what a record of a table is, as the change history tells it; the
// table itself when it is none that people see.
func Table(name string) string {
	if label, known := tables[name]; known {
		return label()
	}
	return name
}

// tables holds the name of a record of each table. Functions, because the
// language is chosen after this table is made.
var tables = map[string]func() string{
	"customers":        func() string { return Field("customer") },
	"accounts":         func() string { return lang.L("Account") },
	"contacts":         func() string { return Field("contact") },
	"meters":           func() string { return lang.L("Meter") },
	"record_merges":    func() string { return lang.L("Merge of customers") },
	"customers_apart":  func() string { return lang.L("Customers kept apart") },
	"visit_rhythms":    func() string { return lang.L("Rhythm of visits") },
	"visit_forms":      func() string { return lang.L("Visit form") },
	"visits":           func() string { return lang.L("Visit") },
	"visit_answers":    func() string { return lang.L("Answer in a visit") },
	"visit_links":      func() string { return lang.L("Made in this visit") },
	"attachments":      func() string { return lang.L("Photo or document") },
	"promises":         func() string { return lang.L("Promise") },
	"practice":         func() string { return lang.L("Log entry") },
	"opportunities":    func() string { return lang.L("Opportunity") },
	"usage_events":     func() string { return lang.L("Usage event") },
	"readings":         func() string { return lang.L("Meter reading") },
	"usage_sheets":     func() string { return lang.L("Usage sheet") },
	"customer_facts":   func() string { return Field("fact") },
	"segment_rules":    func() string { return lang.L("Rule of segments") },
	"segmentings":      func() string { return Field("segment") },
	"plan_templates":   func() string { return Field("template") },
	"service_plans":    func() string { return Field("plan") },
	"plan_items":       func() string { return lang.L("Item of a service plan") },
	"freshness_limits": func() string { return lang.L("Freshness limit") },
	"important_users":  func() string { return Field("important_user") },
	"special_cares":    func() string { return Field("care") },
	"relations":        func() string { return lang.L("Relation") },
	"agreements":       func() string { return lang.L("Agreement") },
	"survey_responses": func() string { return lang.L("Answer on satisfaction") },

	"courses":             func() string { return Field("course") },
	"course_posts":        func() string { return lang.L("Required course") },
	"qualifications":      func() string { return Field("qualification") },
	"training_triggers":   func() string { return lang.L("Trigger of training") },
	"qualified":           func() string { return lang.L("Granted qualification") },
	"certificates":        func() string { return lang.L("Certificate") },
	"certificate_keys":    func() string { return lang.L("Key of certificates") },
	"qualification_lists": func() string { return lang.L("Frozen list") },
	"questions":           func() string { return lang.L("Question of the bank") },
	"quizzes":             func() string { return lang.L("Quiz") },
	"quiz_questions":      func() string { return lang.L("Question of a quiz") },
	"quiz_keys":           func() string { return lang.L("Key of a quiz") },
	"quiz_attempts":       func() string { return lang.L("Attempt at a quiz") },
	"quiz_answers":        func() string { return lang.L("Answer in a quiz") },
	"classes":             func() string { return Field("class") },
	"enrolments":          func() string { return lang.L("A person in a class") },
	"completions":         func() string { return lang.L("A completion") },
	"forecast_sheets":     func() string { return lang.L("Frozen forecast") },
	"adjustments":         func() string { return lang.L("Adjustment") },
	"industry_groups":     func() string { return lang.L("Group of industries") },
	"deviation_reasons":   func() string { return lang.L("Reason of a deviation") },
	"market_factors":      func() string { return lang.L("Market factor") },
	"use_tasks":           func() string { return lang.L("Task about use") },
	"lead_decisions":      func() string { return lang.L("Decision on a lead") },
	"watch_rules":         func() string { return lang.L("Rule of watching use") },
	"device_certificates": func() string { return lang.L("Certificate of a computer") },
	"device_revocations":  func() string { return lang.L("Revocation of a computer") },
	"training_proposals":  func() string { return lang.L("Decision on a proposal of training") },
}
