package app

import "errors"

// Reason says why a rule said no. Package words has a sentence for each.
type Reason string

// The reasons a rule may give.
const (
	Missing           Reason = "missing"             // the field is empty and needed
	TooLong           Reason = "too_long"            // longer than the field holds
	Malformed         Reason = "malformed"           // cannot be read as what it should be
	Unknown           Reason = "unknown"             // not one of the known codes
	Impossible        Reason = "impossible"          // can be read but cannot be, 30 February
	NotFromHere       Reason = "not_from_here"       // the case cannot go there from its status
	NeedsOwner        Reason = "needs_owner"         // somebody must be named
	NeedsAnswer       Reason = "needs_answer"        // what was answered must be written down
	NeedsResult       Reason = "needs_result"        // closing needs the result
	NeedsOpinion      Reason = "needs_opinion"       // closing needs the customer's opinion
	NeedsReason       Reason = "needs_reason"        // this step needs a reason
	NeedsContact      Reason = "needs_contact"       // a contact, or the mark anonymous
	NotActive         Reason = "not_active"          // the person or record is no longer in use
	KeepsRecords      Reason = "keeps_records"       // of a unit: records were written in its area
	NotCarried        Reason = "not_carried"         // this computer does not carry the area
	InUse             Reason = "in_use"              // others still refer to it
	AlreadyThere      Reason = "already_there"       // the same key stands on another record
	Overlaps          Reason = "overlaps"            // two validities cover the same day
	EndsBeforeStart   Reason = "ends_before_start"   // the last day lies before the first
	ChangedSince      Reason = "changed_since"       // undo is no longer possible for this row
	NothingToDo       Reason = "nothing_to_do"       // no difference to store
	NeedsDocument     Reason = "needs_document"      // a document is owed
	NeedsDemands      Reason = "needs_demands"       // an internal demand of the case is open
	NeedsSpoken       Reason = "needs_spoken"        // the customer must have been spoken to
	NeedsAttempts     Reason = "needs_attempts"      // "not reached" needs three attempts with their times
	NeedsApprover     Reason = "needs_approver"      // who approved must be named
	NeedsNamed        Reason = "needs_named"         // who may see a protected case must be named
	NeedsEvidence     Reason = "needs_evidence"      // a pause needs what proves it
	StartsBeforeToday Reason = "starts_before_today" // a new rule holds from today at the earliest
	InTheFuture       Reason = "in_the_future"       // a day or time that has not come yet
	OwnWork           Reason = "own_work"            // nobody approves what he did himself
	NotReached        Reason = "not_reached"         // no case could come to this stage
	NoWayOut          Reason = "no_way_out"          // no case could leave this stage
	ClockBeforeStart  Reason = "clock_before_start"  // a date lies before the acceptance

	// Of outages.
	OutageNotFromHere Reason = "outage_not_from_here" // the outage cannot go there from its status
	NoScope           Reason = "no_scope"             // no part of the grid is named
	AfterStart        Reason = "after_start"          // notice after the power went off
	LinkedElsewhere   Reason = "linked_elsewhere"     // the report is one of another outage

	// Of plans of visits.
	VisitNotOpen  Reason = "visit_not_open"  // the visit was made or cancelled
	BeforeToday   Reason = "before_today"    // a plan for a day that has passed
	NobodyChosen  Reason = "nobody_chosen"   // no customer is to be visited
	SecondThatDay Reason = "second_that_day" // the customer is visited on that day already
	PlannedThen   Reason = "planned_then"    // the customer has an open visit within the span
	NoWorkingDay  Reason = "no_working_day"  // nothing of the span is worked
	// Of the sheets of a customer.
	BeforeSigning Reason = "before_signing" // an agreement that would hold before it is signed
	LearnedLater  Reason = "learned_later"  // something newer is known already
)

// The reasons a file cannot be attached.
const (
	NotAttachable Reason = "not_attachable"  // records of this sort take no such file
	RecordEnded   Reason = "record_ended"    // the record takes nothing more
	EmptyFile     Reason = "empty_file"      // no bytes at all
	FileTooLarge  Reason = "file_too_large"  // more bytes than are read
	NotAPicture   Reason = "not_a_picture"   // of no type that is read here
	ApplePicture  Reason = "apple_picture"   // HEIC, which is not read here
	BrokenPicture Reason = "broken_picture"  // its end is missing, or what is in it makes no sense
	TooManyPixels Reason = "too_many_pixels" // unpacking it would take too much memory
	NotAScan      Reason = "not_a_scan"      // neither PDF nor a picture
	NothingDrawn  Reason = "nothing_drawn"   // a signature without a stroke
)

// The reasons of calls after a visit's measures.
const (
	NoFollowUp    Reason = "no_follow_up"    // the visit does not wait for a call
	ScoreUnasked  Reason = "score_unasked"   // who was not reached has no opinion
	AgainNotLater Reason = "again_not_later" // the next call lies after today
)

// The reasons of service plans.
const (
	PlanNotFromHere Reason = "plan_not_from_here" // the plan or item is no longer open
	PlanRuns        Reason = "plan_runs"          // a plan of the customer covers these days
	NoTemplate      Reason = "no_template"        // the customer's segment has no plan
	NotSegmented    Reason = "not_segmented"      // the customer is in no segment
)

// The reasons of promises, opportunities, usage events and readings.
const (
	DueBeforeMade     Reason = "due_before_made"     // a promise due before it was made
	PromiseOver       Reason = "promise_over"        // it was ended already
	NeedsProof        Reason = "needs_proof"         // kept is what can be proved
	NeedsPromises     Reason = "needs_promises"      // a promise of the case is open
	HasPassed         Reason = "has_passed"          // a day to come that lies behind
	NeedsSize         Reason = "needs_size"          // more or less, and by how much
	TwoSizes          Reason = "two_sizes"           // in kWh or in percent, not both
	AgainstKind       Reason = "against_kind"        // a closure with more use, an expansion with less
	MoreThanMeter     Reason = "more_than_meter"     // more digits than the meter has
	LowerThanLast     Reason = "lower_than_last"     // a register that ran backwards
	NoRollover        Reason = "no_rollover"         // too far from its end to have passed it
	BeforeLastReading Reason = "before_last_reading" // a day before that of the last reading
	PartsDiffer       Reason = "parts_differ"        // parts by time of day that are not the whole
	OthersVisit       Reason = "others_visit"        // the visit was to another customer
)

// The reasons of forecasts and of what people put beside them.
const (
	MonthClosed    Reason = "month_closed"     // what was used in the month is known already
	MonthNotIn     Reason = "month_not_in"     // what was used in the month has not come in
	MonthFrozen    Reason = "month_frozen"     // its forecast was frozen before
	MonthNotFrozen Reason = "month_not_frozen" // there is nothing to unfreeze
	NoUseYet       Reason = "no_use_yet"       // there is no month of use to go by
)

// The reasons of classes and their results.
const (
	ClassNotFromHere Reason = "class_not_from_here" // the class cannot go there from its status
	ClassClosed      Reason = "class_closed"        // the class was cancelled or archived
	ClassFull        Reason = "class_full"          // more people than seats
	NotBegun         Reason = "not_begun"           // the class has not begun by then
	NotInClass       Reason = "not_in_class"        // the person is not, or no longer, in the class
	TwiceInClass     Reason = "twice_in_class"      // the same person a second time
	PersonLeft       Reason = "person_left"         // does not work here on the first day of the class
	ScoreTooHigh     Reason = "score_too_high"      // above the full score
	MoreThanClass    Reason = "more_than_class"     // longer than the class lasts
	ResultsOpen      Reason = "results_open"        // somebody has no result yet
)

// The reasons of the calendar and of limits.
const (
	Clashes      Reason = "clashes"       // a day both off and worked
	WorkedAnyway Reason = "worked_anyway" // a weekday needs no notice to be worked
	NotWhole     Reason = "not_whole"     // some days of a year, not all of its notice
	Hole         Reason = "hole"          // a working day in the middle of a holiday
	NotLater     Reason = "not_later"     // a new version begins no later than the old
)

// The reasons of plans made from what people lack.
const (
	NobodyToTrain   Reason = "nobody_to_train"  // no gap is chosen
	EnrolledAlready Reason = "enrolled_already" // in an open class of the course
	NothingLacking  Reason = "nothing_lacking"  // the course is valid
	TooManyClasses  Reason = "too_many_classes" // more than one plan opens
)

// The reasons of visits and of their forms.
const (
	OutOfRange       Reason = "out_of_range"       // a number that cannot be
	NoPosition       Reason = "no_position"        // no latitude and longitude
	VisitNotRecorded Reason = "visit_not_recorded" // only what was recorded is corrected or archived
	NotFollowedUp    Reason = "not_followed_up"    // the visit waits for no call
	MeasuresOpen     Reason = "measures_open"      // something made in the visit is not at its end
	NeedsFollowUp    Reason = "needs_follow_up"    // the call after the measures was not made
)

// The reasons of the catalogue of courses.
const (
	CourseUsed  Reason = "course_used"  // somebody used it: it ends, but is not withdrawn
	CourseNamed Reason = "course_named" // a qualification or a trigger names it
	CodeFixed   Reason = "code_fixed"   // others refer to it by its code
	GrantedOnce Reason = "granted_once" // somebody was granted the qualification
)

// The reasons of qualifications and certificates.
const (
	LeftCompany     Reason = "left_company"      // the person no longer works here
	PartsLacking    Reason = "parts_lacking"     // training, study or practice is not complete
	RenewalNotOpen  Reason = "renewal_not_open"  // it is valid for longer than its last 90 days
	NothingToFreeze Reason = "nothing_to_freeze" // nobody's post asks for a qualification
	NotAsFrozen     Reason = "not_as_frozen"     // the list is not what was frozen
	NotGranted      Reason = "not_granted"       // what was withdrawn or never granted has no certificate
)

// The reasons of questions and quizzes.
const (
	TooFewChoices       Reason = "too_few_choices"    // fewer than two
	ChoicesAlike        Reason = "choices_alike"      // two choices say the same
	NoRightAnswer       Reason = "no_right_answer"    // nothing right among what is offered
	OneRightAnswer      Reason = "one_right_answer"   // a single choice with several
	NoBlank             Reason = "no_blank"           // nothing to fill in
	BlanksDiffer        Reason = "blanks_differ"      // not as many answers as blanks
	QuestionThere       Reason = "question_there"     // the bank has it already
	QuestionTwice       Reason = "question_twice"     // a list has it twice
	NoQuestions         Reason = "no_questions"       // a quiz that asks nothing
	TooFewQuestions     Reason = "too_few_questions"  // the bank has fewer than are to be drawn
	QuestionGone        Reason = "question_gone"      // it was withdrawn
	PassAboveFull       Reason = "pass_above_full"    // more than all points together
	ClosesBeforeOpen    Reason = "closes_before_open" // a quiz that never opens
	ShorterThanLimit    Reason = "shorter_than_limit" // open for less than its time limit
	QuizNotFromHere     Reason = "quiz_not_from_here" // the quiz is no longer, or not yet, where this is done
	QuizNotOver         Reason = "quiz_not_over"      // the answers are told when it is over
	QuizIsOver          Reason = "quiz_is_over"       // it cannot be prolonged: its answers may be known
	QuizAnswersKept     Reason = "quiz_answers_kept"  // the trainer has not let learners see them
	QuizNotTaken        Reason = "quiz_not_taken"     // by whoever asks for its answers
	AnswerNotHanded     Reason = "answer_not_handed"  // its attempt still runs
	AnswerByKey         Reason = "answer_by_key"      // the key marks it, nobody else
	PointsAboveFull     Reason = "points_above_full"  // more than the question is worth
	GIFTNoAnswer        Reason = "gift_no_answer"     // no braces
	GIFTTwoAnswers      Reason = "gift_two_answers"   // more than one pair of braces
	GIFTUnclosed        Reason = "gift_unclosed"      // a brace without its other
	GIFTNumerical       Reason = "gift_numerical"     // a number with a tolerance
	GIFTMatching        Reason = "gift_matching"      // pairs
	GIFTWeights         Reason = "gift_weights"       // answers that are right in part
	GIFTSeveralRight    Reason = "gift_several_right" // more than one = beside ~
	GIFTUnreadable      Reason = "gift_unreadable"    // what stands in the braces follows no form
	BarInAnswer         Reason = "bar_in_answer"      // | parts alternatives here
	UnknownQuestionKind Reason = "unknown_question_kind"
	UnknownCourse       Reason = "unknown_course"
)

// The reasons of whoever takes a quiz.
const (
	QuizNotOpen      Reason = "quiz_not_open"      // its time has not come
	QuizHasClosed    Reason = "quiz_has_closed"    // its time is over
	QuizWasCancelled Reason = "quiz_was_cancelled" // what was answered counts for nothing
	QuizTimeUp       Reason = "quiz_time_up"       // the time limit is spent
	AttemptHandedIn  Reason = "attempt_handed_in"  // it takes no more answers
	AttemptStillRuns Reason = "attempt_still_runs" // one goes on with it, not anew
	AttemptElsewhere Reason = "attempt_elsewhere"  // it was begun on another computer
	NoAttemptsLeft   Reason = "no_attempts_left"   // taken as often as it may be
	QuizForOthers    Reason = "quiz_for_others"    // of a class, or a course, that is not his
	LearnerLeft      Reason = "learner_left"       // who does not work here takes no quiz
	QuestionsNotHere Reason = "questions_not_here" // they have not come to this computer
)

// The reasons of computers and of the company's key.
const (
	TooShort          Reason = "too_short"          // a passphrase that could be guessed
	PassphrasesDiffer Reason = "passphrases_differ" // typed twice, and not alike
	WrongPassphrase   Reason = "wrong_passphrase"   // it does not open the file
	NotMainComputer   Reason = "not_main_computer"  // the company's key lies elsewhere
	OtherCompany      Reason = "other_company"      // a key or file of another company
	DeviceWasRevoked  Reason = "device_was_revoked" // a computer that is no longer the company's
	ThisDevice        Reason = "this_device"        // the computer at which one sits
	NoSnapshot        Reason = "no_snapshot"        // the records do not lie beside the enrolment
	OthersSnapshot    Reason = "others_snapshot"    // they were made for another computer
	OlderSnapshot     Reason = "older_snapshot"     // this computer no longer has what they lack
	FileExists        Reason = "file_exists"        // nothing is written over
)

// The reasons of erasing and sealing customers, and of the registers of personal data.
const (
	CaseIsOpen    Reason = "case_is_open"   // a case of the customer is open
	MoneyIsOwed   Reason = "money_is_owed"  // the customer owes something
	StillSupplied Reason = "still_supplied" // an account of the customer was not closed
	IsSealed      Reason = "is_sealed"      // the customer's data are only kept and protected
	IsErased      Reason = "is_erased"      // the customer was erased
	KeptTooShort  Reason = "kept_too_short" // an assessment is kept for three years at least

	PeriodImpossible Reason = "period_impossible" // of keeping data: none, negative, or beyond any purpose
	BelowTheLaw      Reason = "below_the_law"     // a period shorter than the law asks
	HoldsAlready     Reason = "holds_already"     // a version that only could be taken back before it held
)

// The reasons of decisions on proposals of training.
const (
	OtherCourse     Reason = "other_course"     // the class teaches another course
	NeedsSupervisor Reason = "needs_supervisor" // a list in clear
	StillMasked     Reason = "still_masked"     // a mask was typed where a number belongs
	TooFewSeats     Reason = "too_few_seats"    // the class has no seats for so many
)

// Refusal is a rule's no: about which field, and why. It is not a fault.
type Refusal struct {
	Field  string // the field's name as in the struct's column, "name", "account_no"
	Reason Reason
	Value  string // what was typed, only where it is not personal
}

// Error is for logs; people read words.Error.
func (r *Refusal) Error() string { return "refused: " + r.Field + ": " + string(r.Reason) }

// Refuse is a Refusal as an error.
func Refuse(field string, reason Reason) error { return &Refusal{Field: field, Reason: reason} }

// The errors worth telling apart.
var (
	ErrNotFound        = errors.New("not found")
	ErrChangedMeantime = errors.New("changed meantime")
	ErrNotAllowed      = errors.New("not allowed")

	// Of signing in.
	ErrSignIn       = errors.New("somebody must sign in")
	ErrMustChange   = errors.New("a password of one's own must be chosen")
	ErrNeedsWitness = errors.New("a second person must agree")
	ErrKeysDamaged  = errors.New("the keys beside the file are damaged")
	ErrNoKeyring    = errors.New("no keyring answers")

	// Of a file that belongs to a record.
	ErrFileAbsent  = errors.New("file not here")
	ErrFileDamaged = errors.New("not the file that was attached")

	// Of an exchange with other computers.
	ErrFolderGone     = errors.New("the folder is not there any more")
	ErrFolderFull     = errors.New("the folder is full")
	ErrFolderReadOnly = errors.New("the folder cannot be written")
	ErrNotEnrolled    = errors.New("this computer has no certificate that is good")
	ErrForked         = errors.New("a copy of this file wrote changes under its name")

	// Of the file as a whole.
	ErrNoFile        = errors.New("no such file")
	ErrNotOurs       = errors.New("not a file of this program")
	ErrNewerFile     = errors.New("made by a newer version")
	ErrOpenElsewhere = errors.New("open in another program")
	ErrReadOnlyFile  = errors.New("cannot be written")
	ErrDamagedFile   = errors.New("damaged")
	ErrDiskFull      = errors.New("disk full")
	ErrSealed        = errors.New("sealed: needs its key")
	ErrWrongKey      = errors.New("sealed with another key")
	ErrNotSealed     = errors.New("not sealed, but a key was given")
)

// FileProblem is what is wrong with a sheet that was to be read or written.
type FileProblem struct {
	Kind   string // one of the words package words knows: truncated, in_use …
	Name   string // the file's name, without its folder
	Line   int
	Limit  int64
	Fields []string // the fields that no column was found for
	Err    error
}

// Error is for logs; people read words.Error.
func (p *FileProblem) Error() string { return "sheet: " + p.Kind }

// Unwrap gives the cause.
func (p *FileProblem) Unwrap() error { return p.Err }
