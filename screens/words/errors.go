package words

import (
	"context"
	"errors"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/app/forecast/score"
	"lamplighter/screens/background"
)

// Error says what happened, what is safe and what to do next; "" for no error.
func Error(err error) string {
	if no, ok := errors.AsType[*app.Refusal](err); ok {
		return Refusal(no)
	}
	if wrong, is := errors.AsType[*app.FlowError](err); is {
		return FlowFault(wrong)
	}
	if wrong, is := errors.AsType[*app.ConditionError](err); is {
		return ConditionFault(wrong)
	}
	if wrong, is := errors.AsType[*app.PlanError](err); is {
		return PlanFault(wrong)
	}
	if wrong, is := errors.AsType[*app.VisitFormError](err); is {
		return VisitFormFault(wrong)
	}
	if wrong, is := errors.AsType[*score.Fault](err); is {
		return SeriesFault(wrong)
	}
	if p, ok := asFileProblem(err); ok {
		return FileProblem(p)
	}
	switch {
	case err == nil:
		return ""
	case errors.Is(err, context.Canceled):
		return lang.L("Stopped. What was already saved is kept.")
	case errors.Is(err, app.ErrChangedMeantime):
		return lang.L("Someone else changed this meanwhile. Your text is kept; look at theirs, then save again.")
	case errors.Is(err, app.ErrNotAllowed):
		return lang.L("Your role does not allow this. Nothing was changed; ask your supervisor.")
	case errors.Is(err, app.ErrNotFound):
		return lang.L("This record is no longer here. Go back and search again.")
	}
	if said := attachmentFault(err); said != "" {
		return said
	}
	if said := signInFault(err); said != "" {
		return said
	}
	if said := exchangeFault(err); said != "" {
		return said
	}
	if said := backupFault(err); said != "" {
		return said
	}
	return fileError(err)
}

// fileError words what can be wrong with the file as a whole.
func fileError(err error) string {
	switch {
	case errors.Is(err, app.ErrDiskFull):
		return lang.L("The disk is full. Nothing was half-written and your text is kept; free some space, then save again.")
	case errors.Is(err, app.ErrNoFile):
		return lang.L("There is no such file. Choose another, or make a new one.")
	case errors.Is(err, app.ErrNewerFile):
		return lang.L("This file was made by a newer version of Lamplighter. It was not touched; install the newer version to open it.")
	case errors.Is(err, app.ErrNotOurs):
		return lang.L("This is not a Lamplighter file. It was not touched; choose another.")
	case errors.Is(err, app.ErrOpenElsewhere):
		return lang.L("This file is open in another window or on another computer. Close it there, then try again.")
	case errors.Is(err, app.ErrReadOnlyFile):
		return lang.L("This file or its folder cannot be written. Nothing was changed; copy it to a folder of your own, or ask for the right to write.")
	case errors.Is(err, app.ErrDamagedFile):
		return lang.L("This file is damaged. It was not changed; keep it, and open your newest backup.")
	}
	if said := sealError(err); said != "" {
		return said
	}
	if fault, is := errors.AsType[*background.Fault](err); is {
		return lang.L("This did not work. Nothing was half-written. Try again; if it keeps failing, tell whoever looks after the program the number {{.Number}}.",
			map[string]any{"Number": fault.Reference})
	}
	return lang.L("This did not work. Nothing was half-written. Try again; if it keeps failing, tell whoever looks after the program.")
}

// sealError words what stands between a sealed file and who opens it.
func sealError(err error) string {
	switch {
	case errors.Is(err, app.ErrSealed):
		return lang.L("This file is sealed. It was not touched; sign in to open it.")
	case errors.Is(err, app.ErrWrongKey):
		return lang.L("This file was sealed with another key. It was not touched; open it with the key file that belongs to it, or put back both from the same backup.")
	case errors.Is(err, app.ErrNotSealed):
		return lang.L("This file should be sealed and is not: another may have been put in its place. It was not touched; ask whoever looks after the program.")
	}
	return ""
}

// Refusal says which field a rule refused, and why.
func Refusal(no *app.Refusal) string { return RefusalOf(no, Field(no.Field)) }

// RefusalOf is Refusal for a field that goes by another name here.
func RefusalOf(no *app.Refusal, label string) string {
	field := map[string]any{"Field": label}
	if no.Field == "rule" {
		return ruleRefusal(no)
	}
	if said := signInRefusal(no); said != "" {
		return said
	}
	if said := ownProfileRefusal(no); said != "" {
		return said
	}
	switch no.Reason {
	case app.Missing:
		return lang.L("Please fill in {{.Field}}.", field)
	case app.TooLong:
		return lang.L("{{.Field}} is too long. Shorten it, then save again.", field)
	case app.Malformed:
		return lang.L("{{.Field}} cannot be read. Check how it is written.", field)
	case app.Unknown:
		return lang.L("{{.Field}} is not on the list. Choose one of the list.", field)
	case app.Impossible:
		return lang.L("{{.Field}} cannot be. Check the value.", field)
	case app.NotFromHere:
		return lang.L("The case cannot go there from where it stands. Choose one of the offered steps.")
	case app.NeedsOwner:
		return lang.L("Name who is to do it.")
	case app.NeedsAnswer:
		return lang.L("Write down what was answered.")
	case app.NeedsResult:
		return lang.L("Write down the result before closing.")
	case app.NeedsOpinion:
		return lang.L("Choose the customer's opinion before closing.")
	case app.NeedsReason:
		return lang.L("This step needs a reason.")
	case app.NeedsContact:
		return lang.L("Name a customer or a contact, or mark the case as anonymous.")
	case app.NotActive:
		return lang.L("{{.Field}} is no longer in use. Choose another.", field)
	case app.KeepsRecords:
		return lang.L("Records were written for this unit already, so it goes on keeping them.")
	case app.NotCarried:
		return lang.L("This computer does not carry the records of that unit. Have it done on one that does, in the hall for instance.")
	case app.InUse:
		return lang.L("Others still refer to this. Finish the open cases first.")
	case app.AlreadyThere:
		return lang.L("{{.Field}} is already in the file. Open that record instead.", field)
	case app.Overlaps:
		return lang.L("{{.Field}} covers a day that another entry covers. Check both spans.", field)
	case app.EndsBeforeStart:
		return lang.L("{{.Field}} lies before the start. Check both days.", field)
	case app.ClockBeforeStart:
		return lang.L("This computer's clock stands before the case was accepted. Set the clock, then try again; your text is kept.")
	case app.NeedsDocument:
		return lang.L("The document «{{.Value}}» is owed. Enter the day it came in, or leave the case open.", map[string]any{"Value": no.Value})
	case app.NeedsDemands:
		return lang.L("An internal demand of this case is still open. Finish it first.")
	case app.NeedsSpoken:
		return lang.L("Choose how the customer was contacted.")
	case app.NeedsAttempts:
		return lang.L("«Not reached» needs three attempts, each entered with its time. Add a note for each attempt.")
	case app.NeedsApprover:
		return lang.L("Name who approved it.")
	case app.NeedsNamed:
		return lang.L("Name who may see this case. Nobody else will.")
	case app.NeedsEvidence:
		return lang.L("Say what proves the wait: the notice given, the call made.")
	case app.OwnWork:
		return lang.L("Nobody approves his own work. Name somebody else.")
	case app.NotReached:
		return lang.L("No move leads to this stage.")
	case app.NoWayOut:
		return lang.L("No move leads away from this stage.")
	case app.StartsBeforeToday:
		return lang.L("A new rule holds from today at the earliest. Choose a later day.")
	case app.InTheFuture:
		return lang.L("{{.Field}} has not come yet. Check the date.", field)
	case app.ChangedSince:
		return lang.L("It was changed since and stays as it is.")
	case app.NothingToDo:
		return lang.L("There is nothing to do here.")
	case app.OutageNotFromHere:
		return lang.L("The outage does not allow this from where it stands. Choose one of the offered steps.")
	case app.NoScope:
		return lang.L("Name at least one transformer area or line that loses power.")
	case app.AfterStart:
		return lang.L("The outage has begun by then. Give the time at which it was told before.")
	case app.LinkedElsewhere:
		return lang.L("This report is linked to another outage. Take it off there first.")
	case app.NoFollowUp:
		return lang.L("This visit does not wait for a call any more. Go back to the list and look again.")
	case app.ScoreUnasked:
		return lang.L("Who was not reached cannot have said how satisfied he is. Leave the satisfaction empty.")
	case app.AgainNotLater:
		return lang.L("The next call must be later than today. Choose a later day, or leave it empty for the archive.")
	case app.BeforeSigning:
		return lang.L("An agreement cannot hold before it is signed. Check both days.")
	case app.LearnedLater:
		return lang.L("Something newer is known already. Choose a later day, or leave the field as it was.")
	case app.NotLater:
		return lang.L("A new version must begin after the one it replaces. Choose a later first day.")
	}
	if said := practiceRefusal(no); said != "" {
		return said
	}
	if said := quizTakingRefusal(no.Reason); said != "" {
		return said
	}
	if said := attachmentRefusal(no); said != "" {
		return said
	}
	if said := questionRefusal(no); said != "" {
		return said
	}
	if said, is := visitRefusal(no); is {
		return said
	}
	if said, is := trainingGapRefusal(no); is {
		return said
	}
	if said := recordRefusal(no, field); said != "" {
		return said
	}
	if said := courseRefusal(no, field); said != "" {
		return said
	}
	if said := privacyRefusal(no); said != "" {
		return said
	}
	if said := maskRefusal(no); said != "" {
		return said
	}
	if said := proposalRefusal(no.Reason); said != "" {
		return said
	}
	if said := classRefusal(no); said != "" {
		return said
	}
	if said := listRefusal(no); said != "" {
		return said
	}
	if said := forecastRefusal(no.Reason); said != "" {
		return said
	}
	if said := madeRefusal(no.Reason, field); said != "" {
		return said
	}
	if said := qualifiedRefusal(no.Reason); said != "" {
		return said
	}
	if said := deviceRefusal(no.Reason); said != "" {
		return said
	}
	return planRefusal(no, field)
}

// planRefusal says what speaks against a service plan.
func planRefusal(no *app.Refusal, field map[string]any) string {
	switch no.Reason {
	case app.PlanNotFromHere:
		return lang.L("This part of the plan is no longer open. Look at it again.")
	case app.PlanRuns:
		return lang.L("A plan of this customer covers these days already. End it first, or choose a later first day.")
	case app.NoTemplate:
		return lang.L("There is no template for the customer's segment. Choose one.")
	case app.NotSegmented:
		return lang.L("The customer is in no segment yet. Confirm one first, or choose a template.")
	}
	return dayRefusal(no, field)
}

// dayRefusal says what is wrong with a day or a year of the calendar.
func dayRefusal(no *app.Refusal, field map[string]any) string {
	value := map[string]any{"Value": no.Value}
	switch no.Reason {
	case app.Clashes:
		return lang.L("{{.Value}} is both off and worked in the list. Take one out, then import again.", value)
	case app.WorkedAnyway:
		return lang.L("{{.Value}} is a weekday and worked anyway. Only a Saturday or Sunday can be worked instead.", value)
	case app.NotWhole:
		return lang.L("The list is not a whole year: National Day is missing. Import the full notice of the year.")
	case app.Hole:
		return lang.L("{{.Value}} is missing in the middle of a holiday. Check the list against the notice, then import again.", value)
	}
	return lang.L("{{.Field}} was refused. Check it, then save again.", field)
}

// Field names a column as its form labels it.
func Field(name string) string {
	if label, known := fields[name]; known {
		return label()
	}
	if label, known := practiceFields[name]; known {
		return label()
	}
	if label, known := factNames[name]; known {
		return label()
	}
	if label, known := courseFields[name]; known {
		return label()
	}
	if label, known := questionNames[name]; known {
		return label()
	}
	if said := choiceName(name); said != "" {
		return said
	}
	if label, known := classFields[name]; known {
		return label()
	}
	return name
}

// fields holds the label of each column. Functions, because the language is
// chosen after this table is made.
var fields = map[string]func() string{
	"reveal_reason":       func() string { return lang.L("Reason") },
	"asker":               func() string { return lang.L("Who asks") },
	"answered_on":         func() string { return lang.L("Answered on") },
	"refused":             func() string { return lang.L("Refused because") },
	"purpose":             func() string { return lang.L("Purpose") },
	"risks":               func() string { return lang.L("Risks") },
	"measures":            func() string { return lang.L("Measures") },
	"assessed_on":         func() string { return lang.L("Assessed on") },
	"keep_until":          func() string { return lang.L("Kept until") },
	"found_on":            func() string { return lang.L("Found on") },
	"persons":             func() string { return lang.L("Persons concerned") },
	"told":                func() string { return lang.L("Who was told, and when") },
	"told_on":             func() string { return lang.L("Authority told on") },
	"data_scope":          func() string { return lang.L("Which data, of whom") },
	"incident_what":       func() string { return lang.L("What happened") },
	"fate":                func() string { return lang.L("What is to be done with the data") },
	"keeping":             func() string { return lang.L("How the data are kept") },
	"export_purpose":      func() string { return lang.L("Purpose") },
	"paper":               func() string { return lang.L("Paper") },
	"profile_name":        func() string { return lang.L("Name") },
	"profile_basis":       func() string { return lang.L("Begins with") },
	"profile_shows":       func() string { return lang.L("What is other than in it") },
	"export_profile":      func() string { return lang.L("What it hides") },
	"password":            func() string { return lang.L("Password") },
	"again":               func() string { return lang.L("Once more") },
	"share":               func() string { return lang.L("Share") },
	"share_one":           func() string { return lang.L("Share of the first person") },
	"share_two":           func() string { return lang.L("Share of the second person") },
	"device":              func() string { return lang.L("Computer") },
	"device_name":         func() string { return lang.L("Name of the computer") },
	"device_areas":        func() string { return lang.L("Records it carries") },
	"device_roles":        func() string { return lang.L("Roles") },
	"device_to":           func() string { return lang.L("Good until") },
	"folder":              func() string { return lang.L("Folder") },
	"passphrase":          func() string { return lang.L("Passphrase") },
	"company_key":         func() string { return lang.L("Company's key") },
	"enrolment":           func() string { return lang.L("Enrolment file") },
	"snapshot":            func() string { return lang.L("Records for the computer") },
	"company":             func() string { return lang.L("Unit") },
	"person":              func() string { return lang.L("Your name") },
	"path":                func() string { return lang.L("File") },
	"customers":           func() string { return lang.L("Customers") },
	"area":                func() string { return lang.L("Unit") },
	"kind":                func() string { return lang.L("Kind") },
	"name":                func() string { return lang.L("Name") },
	"id_type":             func() string { return lang.L("ID type") },
	"id_no":               func() string { return lang.L("ID number") },
	"uscc":                func() string { return lang.L("Credit code") },
	"legal_rep":           func() string { return lang.L("Legal representative") },
	"class":               func() string { return lang.L("Class") },
	"segment":             func() string { return lang.L("Segment") },
	"important_grade":     func() string { return lang.L("Important customer") },
	"industry":            func() string { return lang.L("Industry") },
	"size":                func() string { return lang.L("Size") },
	"credit_note":         func() string { return lang.L("Credit note") },
	"preference":          func() string { return lang.L("Contact preference") },
	"care":                func() string { return lang.L("Special care") },
	"note":                func() string { return lang.L("Note") },
	"confirmed_on":        func() string { return lang.L("Confirmed on") },
	"merged_into_id":      func() string { return lang.L("Merged into another customer") },
	"contact":             func() string { return lang.L("Contact") },
	"contact_name":        func() string { return lang.L("Contact") },
	"contact_phone":       func() string { return lang.L("Phone") },
	"role":                func() string { return lang.L("Role") },
	"mobile":              func() string { return lang.L("Mobile") },
	"phone":               func() string { return lang.L("Phone") },
	"landline":            func() string { return lang.L("Landline") },
	"email":               func() string { return lang.L("E-mail") },
	"hours":               func() string { return lang.L("Best time") },
	"verified_on":         func() string { return lang.L("Verified on") },
	"customer":            func() string { return lang.L("Customer") },
	"account":             func() string { return lang.L("Account number") },
	"account_no":          func() string { return lang.L("Account number") },
	"address":             func() string { return lang.L("Address") },
	"keeps_area":          func() string { return lang.L("Records of its own") },
	"division":            func() string { return lang.L("Division code") },
	"usage_category":      func() string { return lang.L("Usage category") },
	"price_class":         func() string { return lang.L("Price class") },
	"voltage":             func() string { return lang.L("Voltage") },
	"month":               func() string { return lang.L("Month") },
	"industries":          func() string { return lang.L("Industries") },
	"title":               func() string { return lang.L("Title") },
	"rows":                func() string { return lang.L("Rows") },
	"kwh":                 func() string { return lang.L("Electricity used (kWh)") },
	"forecast_kwh":        func() string { return lang.L("Forecast (kWh)") },
	"calm_kwh":            func() string { return lang.L("Forecast without known changes (kWh)") },
	"low_80":              func() string { return lang.L("Four times in five from (kWh)") },
	"high_80":             func() string { return lang.L("Four times in five up to (kWh)") },
	"low_95":              func() string { return lang.L("19 times in 20 from (kWh)") },
	"high_95":             func() string { return lang.L("19 times in 20 up to (kWh)") },
	"adjusted_kwh":        func() string { return lang.L("Adjusted by hand (kWh)") },
	"use_evidence":        func() string { return lang.L("What the forecast rests on") },
	"sharp_kwh":           func() string { return lang.L("Sharp hours (kWh)") },
	"peak_kwh":            func() string { return lang.L("Peak hours (kWh)") },
	"flat_kwh":            func() string { return lang.L("Flat hours (kWh)") },
	"valley_kwh":          func() string { return lang.L("Valley hours (kWh)") },
	"demand_w":            func() string { return lang.L("Maximum demand") },
	"power_factor":        func() string { return lang.L("Power factor") },
	"contracted_va":       func() string { return lang.L("Contracted capacity") },
	"contracted_kva":      func() string { return lang.L("Contracted capacity") },
	"running_va":          func() string { return lang.L("Running capacity") },
	"running_kva":         func() string { return lang.L("Running capacity") },
	"supply_mode":         func() string { return lang.L("Supply mode") },
	"metering_mode":       func() string { return lang.L("Metering mode") },
	"substation":          func() string { return lang.L("Substation") },
	"line":                func() string { return lang.L("Line") },
	"transformer_area":    func() string { return lang.L("Transformer area") },
	"transformer_area_id": func() string { return lang.L("Transformer area") },
	"ownership":           func() string { return lang.L("Ownership") },
	"opened_on":           func() string { return lang.L("Opened on") },
	"status":              func() string { return lang.L("Status") },
	"reading_book":        func() string { return lang.L("Reading book") },
	"arrears":             func() string { return lang.L("Arrears") },
	"arrears_fen":         func() string { return lang.L("Arrears") },
	"manager":             func() string { return lang.L("Account manager") },
	"meter_no":            func() string { return lang.L("Meter number") },
	"asset_no":            func() string { return lang.L("Meter number") },
	"from_on":             func() string { return lang.L("From") },
	"to_on":               func() string { return lang.L("Until") },
	"valid_to":            func() string { return lang.L("Until") },
	"valid_from":          func() string { return lang.L("From") },
	"parent_id":           func() string { return lang.L("Belongs to") },
	"capacity_va":         func() string { return lang.L("Capacity") },
	"unit_id":             func() string { return lang.L("Unit") },
	"code":                func() string { return lang.L("Code") },
	"grid":                func() string { return lang.L("Grid") },
	"roles":               func() string { return lang.L("Role") },
	"staff_no":            func() string { return lang.L("Staff number") },
	"post":                func() string { return lang.L("Post") },
	"learner":             func() string { return lang.X("gaps.learner", "Name") },
	"course":              func() string { return lang.L("Course") },
	"audit_at":            func() string { return lang.L("When") },
	"audit_kind":          func() string { return lang.L("What") },
	"audit_device":        func() string { return lang.L("Device") },
	"audit_tables":        func() string { return lang.L("About") },
	"audit_record":        func() string { return lang.L("Record's id") },
	"audit_details":       func() string { return lang.L("Details") },
	"audit_hash":          func() string { return lang.L("Seal of the entry") },
	"witness":             func() string { return lang.L("Second person") },
	"training_state":      func() string { return lang.X("gaps.state", "State") },
	"training_until":      func() string { return lang.L("Valid until") },
	"training_due":        func() string { return lang.L("Due by") },
	"class_size":          func() string { return lang.L("Most in a class") },
	"training_class":      func() string { return lang.X("gaps.class", "Class") },
	"number":              func() string { return lang.L("Case number") },
	"sub_kind":            func() string { return lang.L("Sub-kind") },
	"channel":             func() string { return lang.L("Channel") },
	"content":             func() string { return lang.L("Matter") },
	"urgency":             func() string { return lang.L("Urgency") },
	"area_type":           func() string { return lang.L("Area type") },
	"external_no":         func() string { return lang.L("External number") },
	"mood":                func() string { return lang.L("Mood") },
	"secrecy":             func() string { return lang.L("Secrecy") },
	"owner":               func() string { return lang.L("Owner") },
	"owner_id":            func() string { return lang.L("Owner") },
	"promise":             func() string { return lang.L("What is promised") },
	"promises":            func() string { return lang.L("Promises") },
	"made_on":             func() string { return lang.L("Promised on") },
	"due_on":              func() string { return lang.L("Due on") },
	"ended_on":            func() string { return lang.L("Ended on") },
	"ending":              func() string { return lang.X("promise.ending", "Outcome") },
	"case_id":             func() string { return lang.L("Belongs to case") },
	"opportunity_kind":    func() string { return lang.L("Kind") },
	"opportunity_note":    func() string { return lang.L("What was heard") },
	"expected_month":      func() string { return lang.L("Expected in month") },
	"stage":               func() string { return lang.X("opportunity.stage", "Stage") },
	"next_step":           func() string { return lang.L("Next step") },
	"next_on":             func() string { return lang.L("Next step on") },
	"usage_event":         func() string { return lang.L("Kind") },
	"from_month":          func() string { return lang.L("From month") },
	"to_month":            func() string { return lang.L("Until month") },
	"change_permille":     func() string { return lang.L("More or less in %") },
	"confidence":          func() string { return lang.L("How likely, in %") },
	"read_on":             func() string { return lang.X("reading.on", "Read on") },
	"register":            func() string { return lang.L("Register") },
	"turn":                func() string { return lang.L("Lower than before, because") },
	"reading":             func() string { return lang.L("Meter reading") },
	"occurred_on":         func() string { return lang.L("So since") },
	"detail":              func() string { return lang.L("What changed") },
	"new_value":           func() string { return lang.L("New") },
	"answer":              func() string { return lang.L("Answer") },
	"quiz":                func() string { return lang.L("Quiz") },
	"attempt":             func() string { return lang.L("Attempt") },
	"result":              func() string { return lang.L("Result") },
	"opinion":             func() string { return lang.L("Customer's opinion") },
	"grade":               func() string { return lang.L("Grade") },
	"green_reason":        func() string { return lang.L("Green channel") },
	"green_by":            func() string { return lang.L("Green channel approved by") },
	"named":               func() string { return lang.L("Who may see it") },
	"contact_way":         func() string { return lang.L("Contact made") },
	"evidence":            func() string { return lang.L("Evidence") },
	"documents":           func() string { return lang.L("Documents") },
	"received_on":         func() string { return lang.L("Received on") },
	"line_works":          func() string { return lang.L("Needs a new line") },
	"anonymous":           func() string { return lang.L("Anonymous") },
	"percent":             func() string { return lang.L("Share in %") },
	"at_least":            func() string { return lang.L("At least") },
	"retention_kind":      func() string { return lang.L("Kind of data") },
	"reason":              func() string { return lang.L("Reason") },
	"task":                func() string { return lang.L("What to find out or do") },
	"outcome":             func() string { return lang.L("Outcome of the task") },
	"deviation_cause":     func() string { return lang.L("Cause") },
	"permille":            func() string { return lang.L("From where on, %") },
	"year":                func() string { return lang.L("Year") },
	"step":                func() string { return lang.X("limit.step", "Step") },
	"amount":              func() string { return lang.L("Limit") },
	"unit":                func() string { return lang.L("Counted in") },
	"starts":              func() string { return lang.L("Starts with") },
	"stops":               func() string { return lang.L("Ends with") },
	"pauses":              func() string { return lang.L("Pauses") },
	"severity":            func() string { return lang.L("Severity") },
	"source":              func() string { return lang.L("Source") },
	"mark":                func() string { return lang.L("How sure") },
	"rule_set":            func() string { return lang.L("Rule set") },
	"version":             func() string { return lang.L("Version") },
	"office":              func() string { return lang.L("Office hours") },
	"file":                func() string { return lang.L("File") },
	"day":                 func() string { return lang.L("Date") },
	"withdrawn_at":        func() string { return lang.L("Withdrawn") },
	"outage":              func() string { return lang.L("Outage") },
	"outage_kind":         func() string { return lang.L("Kind") },
	"outage_reason":       func() string { return lang.L("Work or reason") },
	"scope":               func() string { return lang.L("Without power") },
	"cause":               func() string { return lang.L("Cause") },
	"planned_from":        func() string { return lang.L("Power off from") },
	"planned_to":          func() string { return lang.L("Power back by") },
	"actual_from":         func() string { return lang.L("Power went off") },
	"actual_to":           func() string { return lang.L("Power came back") },
	"notified_at":         func() string { return lang.L("Announced on") },
	"handler_id":          func() string { return lang.L("Handler") },
	"cancel_reason":       func() string { return lang.L("Reason for cancelling") },
	"at":                  func() string { return lang.L("Time") },
	"time":                func() string { return lang.L("Time") },
	"notice_channel":      func() string { return lang.L("Told by") },
	"notice_result":       func() string { return lang.L("Notice") },
	"notice_at":           func() string { return lang.L("Told at") },
	"pv_w":                func() string { return lang.L("Photovoltaics") },
	"charger_w":           func() string { return lang.L("Charger") },
	"storage_wh":          func() string { return lang.L("Storage") },
	"title_zh":            func() string { return lang.L("Title in Chinese") },
	"title_en":            func() string { return lang.L("Title in English") },
	"body_zh":             func() string { return lang.L("Text in Chinese") },
	"body_en":             func() string { return lang.L("Text in English") },
	"kinds":               func() string { return lang.L("Kinds of cases") },
	"keys":                func() string { return lang.L("Key words") },
	"attachment":          func() string { return lang.L("Attachment") },
	"attachment_note":     func() string { return lang.L("Words under the picture") },
	"score":               func() string { return lang.L("Satisfaction") },
	"asked_on":            func() string { return lang.L("Asked on") },
	"follow_up":           func() string { return lang.L("What the call brought") },
	"follow_up_on":        func() string { return lang.L("Call again on") },
	"reached":             func() string { return lang.L("Customer reached") },
	"visit_status":        func() string { return lang.L("Visit") },
	"confirmed_by":        func() string { return lang.L("Confirmed by") },
	"planned_on":          func() string { return lang.L("Planned on") },
	"first_on":            func() string { return lang.L("First planned for") },
	"visited_on":          func() string { return lang.L("Visited on") },
	"late_days":           func() string { return lang.L("Days late") },
	"quality":             func() string { return lang.L("Quality, of 100") },
	"signed_paper":        func() string { return lang.L("Signed on paper") },
	"moves":               func() string { return lang.L("Times moved") },
	"route_no":            func() string { return lang.L("Place in the route") },
	"basis":               func() string { return lang.L("Occasion") },
	"purposes":            func() string { return lang.L("Purposes") },
	"satisfaction":        func() string { return lang.L("Satisfaction") },
	"visits":              func() string { return lang.L("Visits") },
	"priority":            func() string { return lang.L("Order") },
	"conditions":          func() string { return lang.L("Conditions") },
	"items":               func() string { return lang.L("Items") },
	"kept_months":         func() string { return lang.L("Kept for, months") },
	"months":              func() string { return lang.L("Months") },
	"field_group":         func() string { return lang.L("Group of fields") },
	"plan":                func() string { return lang.L("Service plan") },
	"plan_item":           func() string { return lang.L("Item") },
	"plan_item_kind":      func() string { return lang.L("Kind of item") },
	"template":            func() string { return lang.L("Template") },
	"what":                func() string { return lang.L("What is to be done") },
	"done_on":             func() string { return lang.L("Done on") },
	"effect":              func() string { return lang.L("Effect") },
	"visit_channel":       func() string { return lang.L("How") },
	"began_at":            func() string { return lang.L("Began at") },
	"ended_at":            func() string { return lang.L("Ended at") },
	"met":                 func() string { return lang.L("Persons met") },
	"position":            func() string { return lang.L("Position") },
	"signed_by":           func() string { return lang.L("Signed by") },
	"plan_items":          func() string { return lang.L("Done of the service plan") },
	"form":                func() string { return lang.L("Form") },
	"body":                func() string { return lang.L("Text") },
	"fact":                func() string { return lang.L("Profile of the business") },
	"known_on":            func() string { return lang.L("Learned on") },
	"important_user":      func() string { return lang.L("Important-customer sheet") },
	"authority":           func() string { return lang.L("Named by") },
	"sheet_basis":         func() string { return lang.L("Basis") },
	"list_year":           func() string { return lang.L("Year of the list") },
	"sources":             func() string { return lang.L("Power sources") },
	"emergency_kind":      func() string { return lang.L("Own emergency supply") },
	"emergency_va":        func() string { return lang.L("Emergency capacity") },
	"interlock":           func() string { return lang.L("Interlock") },
	"safety_w":            func() string { return lang.L("Safety load") },
	"drill_on":            func() string { return lang.L("Last drill") },
	"care_kind":           func() string { return lang.L("Kind of care") },
	"relation_kind":       func() string { return lang.L("Kind") },
	"relation_content":    func() string { return lang.L("Content") },
	"amount_fen":          func() string { return lang.L("Amount") },
	"agreement_kind":      func() string { return lang.L("Kind") },
	"agreement_no":        func() string { return lang.L("Number of the agreement") },
	"agreement_status":    func() string { return lang.L("Status") },
	"agreement_signed_by": func() string { return lang.L("Signed for the customer by") },
	"signed_on":           func() string { return lang.L("Signed on") },
	"list_title":          func() string { return lang.L("Title of the list") },
	"on_day":              func() string { return lang.L("As of") },
	"certificate_number":  func() string { return lang.L("Certificate number") },
	"certificate_code":    func() string { return lang.L("Code on the paper") },
}
