-- Training: courses, classes, who completed what and until when, practice,
-- quizzes, qualifications and their certificates.

CREATE TABLE courses (
	n               INTEGER PRIMARY KEY,
	id              BLOB NOT NULL UNIQUE,
	area            INTEGER NOT NULL,
	code            TEXT NOT NULL,
	name            TEXT NOT NULL,
	name_en         TEXT NOT NULL,
	category        TEXT NOT NULL,
	subject         TEXT NOT NULL,
	minutes         INTEGER NOT NULL,
	validity_months INTEGER NOT NULL,
	mode            TEXT NOT NULL,
	rule            TEXT NOT NULL,
	full_score      INTEGER NOT NULL,
	about           TEXT NOT NULL,
	source          TEXT NOT NULL,
	ended_on        TEXT NOT NULL,
	withdrawn_at    INTEGER,
	sy_hlc          INTEGER NOT NULL,
	sy_dev          INTEGER NOT NULL,
	sy_ovr          BLOB
) STRICT;

CREATE INDEX courses_by_code ON courses (code);

CREATE TABLE course_posts (
	n             INTEGER PRIMARY KEY,
	id            BLOB NOT NULL UNIQUE,
	area          INTEGER NOT NULL,
	course_id     BLOB NOT NULL,
	post          TEXT NOT NULL,
	within_months INTEGER NOT NULL,
	from_on       TEXT NOT NULL,
	to_on         TEXT NOT NULL,
	source        TEXT NOT NULL,
	withdrawn_at  INTEGER,
	sy_hlc        INTEGER NOT NULL,
	sy_dev        INTEGER NOT NULL,
	sy_ovr        BLOB
) STRICT;

CREATE INDEX course_posts_by_course ON course_posts (course_id);

CREATE TABLE qualifications (
	n                      INTEGER PRIMARY KEY,
	id                     BLOB NOT NULL UNIQUE,
	area                   INTEGER NOT NULL,
	code                   TEXT NOT NULL,
	name                   TEXT NOT NULL,
	name_en                TEXT NOT NULL,
	posts                  TEXT NOT NULL,
	courses                TEXT NOT NULL,
	study_minutes          INTEGER NOT NULL,
	practice_minutes       INTEGER NOT NULL,
	renew_study_minutes    INTEGER NOT NULL,
	renew_practice_minutes INTEGER NOT NULL,
	validity_months        INTEGER NOT NULL,
	from_on                TEXT NOT NULL,
	to_on                  TEXT NOT NULL,
	source                 TEXT NOT NULL,
	withdrawn_at           INTEGER,
	sy_hlc                 INTEGER NOT NULL,
	sy_dev                 INTEGER NOT NULL,
	sy_ovr                 BLOB
) STRICT;

CREATE TABLE qualified (
	n                INTEGER PRIMARY KEY,
	id               BLOB NOT NULL UNIQUE,
	area             INTEGER NOT NULL,
	staff_id         BLOB NOT NULL,
	qualification_id BLOB NOT NULL,
	from_on          TEXT NOT NULL,
	until_on         TEXT NOT NULL,
	because          TEXT NOT NULL,
	granted_by       BLOB,
	granted_at       INTEGER NOT NULL,
	reason           TEXT NOT NULL,
	withdrawn_at     INTEGER,
	sy_hlc           INTEGER NOT NULL,
	sy_dev           INTEGER NOT NULL,
	sy_ovr           BLOB
) STRICT;

CREATE INDEX qualified_by_staff ON qualified (staff_id, qualification_id);
CREATE INDEX qualified_by_until ON qualified (until_on);

CREATE TABLE classes (
	n               INTEGER PRIMARY KEY,
	id              BLOB NOT NULL UNIQUE,
	area            INTEGER NOT NULL,
	number          TEXT NOT NULL,
	course_id       BLOB NOT NULL,
	title           TEXT NOT NULL,
	status          TEXT NOT NULL,
	mode            TEXT NOT NULL,
	lecturer_kind   TEXT NOT NULL,
	lecturer        TEXT NOT NULL,
	lecturer_id     BLOB,
	lecturer_unit   TEXT NOT NULL,
	contract        TEXT NOT NULL,
	fee_fen         INTEGER NOT NULL,
	place           TEXT NOT NULL,
	unit_id         BLOB,
	begins_on       TEXT NOT NULL,
	ends_on         TEXT NOT NULL,
	from_minute     INTEGER NOT NULL,
	to_minute       INTEGER NOT NULL,
	minutes         INTEGER NOT NULL,
	seats           INTEGER NOT NULL,
	rule            TEXT NOT NULL,
	validity_months INTEGER NOT NULL,
	full_score      INTEGER NOT NULL,
	reason          TEXT NOT NULL,
	note            TEXT NOT NULL,
	created_by      BLOB,
	created_at      INTEGER NOT NULL,
	withdrawn_at    INTEGER,
	sy_hlc          INTEGER NOT NULL,
	sy_dev          INTEGER NOT NULL,
	sy_ovr          BLOB
) STRICT;

CREATE INDEX classes_by_begin ON classes (begins_on, status, withdrawn_at);
CREATE INDEX classes_by_course ON classes (course_id, begins_on);

CREATE TABLE enrolments (
	n                INTEGER PRIMARY KEY,
	id               BLOB NOT NULL UNIQUE,
	area             INTEGER NOT NULL,
	class_id         BLOB NOT NULL,
	course_id        BLOB NOT NULL,
	staff_id         BLOB NOT NULL,
	attendance       TEXT NOT NULL,
	attended_minutes INTEGER NOT NULL,
	score            INTEGER NOT NULL,
	scored_on        TEXT NOT NULL,
	assignment_on    TEXT NOT NULL,
	mentor_on        TEXT NOT NULL,
	mentor_id        BLOB,
	outcome          TEXT NOT NULL,
	outcome_on       TEXT NOT NULL,
	reason           TEXT NOT NULL,
	note             TEXT NOT NULL,
	created_by       BLOB,
	created_at       INTEGER NOT NULL,
	withdrawn_at     INTEGER,
	sy_hlc           INTEGER NOT NULL,
	sy_dev           INTEGER NOT NULL,
	sy_ovr           BLOB
) STRICT;

-- Holds all that the report sums of an enrolment.
CREATE INDEX enrolments_by_class ON enrolments (class_id, attendance, attended_minutes, outcome, staff_id, withdrawn_at);
CREATE INDEX enrolments_by_staff ON enrolments (staff_id, course_id);
CREATE INDEX enrolments_failed ON enrolments (outcome_on, staff_id, course_id) WHERE outcome = 'failed' AND withdrawn_at IS NULL;

CREATE TABLE completions (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	staff_id     BLOB NOT NULL,
	course_id    BLOB NOT NULL,
	class_id     BLOB,
	completed_on TEXT NOT NULL,
	until_on     TEXT NOT NULL,
	rule         TEXT NOT NULL,
	way          TEXT NOT NULL,
	score        INTEGER NOT NULL,
	has_score    INTEGER NOT NULL,
	minutes      INTEGER NOT NULL,
	mode         TEXT NOT NULL,
	source       TEXT NOT NULL,
	by_id        BLOB,
	created_at   INTEGER NOT NULL,
	reason       TEXT NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

-- Holds all that the matrix of who has what reads of a completion.
CREATE INDEX completions_by_staff ON completions (staff_id, course_id, completed_on, until_on, withdrawn_at);
CREATE INDEX completions_by_course ON completions (course_id, completed_on);
CREATE INDEX completions_held ON completions (staff_id, course_id, completed_on, until_on) WHERE withdrawn_at IS NULL;
CREATE INDEX completions_by_until ON completions (until_on) WHERE until_on <> '';
CREATE INDEX completions_by_class ON completions (class_id) WHERE class_id IS NOT NULL;

CREATE TABLE practice (
	n                 INTEGER PRIMARY KEY,
	id                BLOB NOT NULL UNIQUE,
	area              INTEGER NOT NULL,
	staff_id          BLOB NOT NULL,
	course_id         BLOB,
	kind              TEXT NOT NULL,
	done_on           TEXT NOT NULL,
	minutes           INTEGER NOT NULL,
	what              TEXT NOT NULL,
	case_id           BLOB,
	visit_id          BLOB,
	article_id        BLOB,
	mentor_id         BLOB,
	confirmed_by      BLOB,
	confirmed_at      INTEGER NOT NULL,
	confirmed_minutes INTEGER NOT NULL,
	refused_at        INTEGER NOT NULL,
	remark            TEXT NOT NULL,
	created_at        INTEGER NOT NULL,
	withdrawn_at      INTEGER,
	sy_hlc            INTEGER NOT NULL,
	sy_dev            INTEGER NOT NULL,
	sy_ovr            BLOB
) STRICT;

CREATE INDEX practice_by_staff ON practice (staff_id, course_id, done_on);
CREATE INDEX practice_counted ON practice (staff_id, done_on, kind, confirmed_minutes) WHERE confirmed_at > 0 AND withdrawn_at IS NULL;
-- Holds all that the report sums of an entry.
CREATE INDEX practice_by_day ON practice (done_on, kind, confirmed_minutes, course_id, staff_id) WHERE confirmed_at > 0 AND withdrawn_at IS NULL;
CREATE INDEX practice_waiting ON practice (mentor_id, done_on) WHERE confirmed_at = 0 AND refused_at = 0;
CREATE INDEX practice_by_case ON practice (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX practice_by_visit ON practice (visit_id) WHERE visit_id IS NOT NULL;

CREATE TABLE questions (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	course_id    BLOB,
	kind         TEXT NOT NULL,
	text         TEXT NOT NULL,
	choices      TEXT NOT NULL,
	answers      TEXT NOT NULL,
	points       INTEGER NOT NULL,
	difficulty   INTEGER NOT NULL,
	topic        TEXT NOT NULL,
	explanation  TEXT NOT NULL,
	name         TEXT NOT NULL,
	source       TEXT NOT NULL,
	created_by   BLOB,
	created_at   INTEGER NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE INDEX questions_by_course ON questions (course_id);

CREATE TABLE quizzes (
	n             INTEGER PRIMARY KEY,
	id            BLOB NOT NULL UNIQUE,
	area          INTEGER NOT NULL,
	number        TEXT NOT NULL,
	course_id     BLOB NOT NULL,
	class_id      BLOB,
	title         TEXT NOT NULL,
	status        TEXT NOT NULL,
	opens_at      INTEGER NOT NULL,
	closes_at     INTEGER NOT NULL,
	limit_minutes INTEGER NOT NULL,
	pass_score    INTEGER NOT NULL,
	attempts      INTEGER NOT NULL,
	shuffle       INTEGER NOT NULL,
	note          TEXT NOT NULL,
	created_by    BLOB,
	created_at    INTEGER NOT NULL,
	withdrawn_at  INTEGER,
	sy_hlc        INTEGER NOT NULL,
	sy_dev        INTEGER NOT NULL,
	sy_ovr        BLOB
) STRICT;

CREATE INDEX quizzes_by_course ON quizzes (course_id);
CREATE INDEX quizzes_by_class ON quizzes (class_id) WHERE class_id IS NOT NULL;

CREATE TABLE quiz_questions (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	quiz_id      BLOB NOT NULL,
	place        INTEGER NOT NULL,
	kind         TEXT NOT NULL,
	text         TEXT NOT NULL,
	choices      TEXT NOT NULL,
	blanks       INTEGER NOT NULL,
	points       INTEGER NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE INDEX quiz_questions_by_quiz ON quiz_questions (quiz_id);

CREATE TABLE quiz_keys (
	n                INTEGER PRIMARY KEY,
	id               BLOB NOT NULL UNIQUE,
	area             INTEGER NOT NULL,
	quiz_id          BLOB NOT NULL,
	quiz_question_id BLOB NOT NULL,
	bank_question_id BLOB,
	place            INTEGER NOT NULL,
	points           INTEGER NOT NULL,
	answers          TEXT NOT NULL,
	explanation      TEXT NOT NULL,
	withdrawn_at     INTEGER,
	sy_hlc           INTEGER NOT NULL,
	sy_dev           INTEGER NOT NULL,
	sy_ovr           BLOB
) STRICT;

CREATE INDEX quiz_keys_by_quiz ON quiz_keys (quiz_id);
CREATE INDEX quiz_keys_by_bank ON quiz_keys (bank_question_id);

CREATE TABLE quiz_attempts (
	n             INTEGER PRIMARY KEY,
	id            BLOB NOT NULL UNIQUE,
	area          INTEGER NOT NULL,
	quiz_id       BLOB NOT NULL,
	staff_id      BLOB NOT NULL,
	number        INTEGER NOT NULL,
	started_at    INTEGER NOT NULL,
	spent_ms      INTEGER NOT NULL,
	seen_at       INTEGER NOT NULL,
	at_question   INTEGER NOT NULL,
	interruptions TEXT NOT NULL,
	handed_at     INTEGER NOT NULL,
	by_time       INTEGER NOT NULL,
	score         INTEGER NOT NULL,
	marked_at     INTEGER NOT NULL,
	passed        INTEGER NOT NULL,
	note          TEXT NOT NULL,
	withdrawn_at  INTEGER,
	sy_hlc        INTEGER NOT NULL,
	sy_dev        INTEGER NOT NULL,
	sy_ovr        BLOB
) STRICT;

CREATE INDEX quiz_attempts_by_quiz ON quiz_attempts (quiz_id);
CREATE INDEX quiz_attempts_by_staff ON quiz_attempts (staff_id, quiz_id);
CREATE INDEX quiz_attempts_failed ON quiz_attempts (marked_at, quiz_id, staff_id) WHERE marked_at > 0 AND passed = 0 AND withdrawn_at IS NULL;

CREATE TABLE quiz_answers (
	n                INTEGER PRIMARY KEY,
	id               BLOB NOT NULL UNIQUE,
	area             INTEGER NOT NULL,
	attempt_id       BLOB NOT NULL,
	quiz_question_id BLOB NOT NULL,
	answer           TEXT NOT NULL,
	answered_at      INTEGER NOT NULL,
	points           INTEGER NOT NULL,
	marked_by        BLOB,
	marked_at        INTEGER NOT NULL,
	remark           TEXT NOT NULL,
	withdrawn_at     INTEGER,
	sy_hlc           INTEGER NOT NULL,
	sy_dev           INTEGER NOT NULL,
	sy_ovr           BLOB
) STRICT;

CREATE INDEX quiz_answers_by_attempt ON quiz_answers (attempt_id);
CREATE INDEX quiz_answers_by_question ON quiz_answers (quiz_question_id, marked_at);

-- Where an attempt stands that is taken on this device; it does not travel.
CREATE TABLE quiz_pulses (
	attempt_id  BLOB PRIMARY KEY,
	spent_ms    INTEGER NOT NULL,
	seen_at     INTEGER NOT NULL,
	behind_ms   INTEGER NOT NULL,
	place       INTEGER NOT NULL,
	later       TEXT NOT NULL, -- the places to be looked at again, with commas
	question_id BLOB,          -- whose text is being typed
	typed       TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE certificates (
	n             INTEGER PRIMARY KEY,
	id            BLOB NOT NULL UNIQUE,
	area          INTEGER NOT NULL,
	number        TEXT NOT NULL,
	staff_id      BLOB NOT NULL,
	completion_id BLOB,
	qualified_id  BLOB,
	staff_no      TEXT NOT NULL,
	holder        TEXT NOT NULL,
	title         TEXT NOT NULL,
	title_en      TEXT NOT NULL,
	minutes       INTEGER NOT NULL,
	issued_on     TEXT NOT NULL,
	until_on      TEXT NOT NULL,
	code          TEXT NOT NULL,
	key_id        BLOB,
	issued_by     BLOB,
	reason        TEXT NOT NULL,
	withdrawn_at  INTEGER,
	sy_hlc        INTEGER NOT NULL,
	sy_dev        INTEGER NOT NULL,
	sy_ovr        BLOB
) STRICT;

CREATE INDEX certificates_by_number ON certificates (number);
CREATE INDEX certificates_by_staff ON certificates (staff_id);
CREATE INDEX certificates_by_completion ON certificates (completion_id) WHERE completion_id IS NOT NULL;
CREATE INDEX certificates_by_grant ON certificates (qualified_id) WHERE qualified_id IS NOT NULL;

CREATE TABLE certificate_keys (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	secret       BLOB NOT NULL,
	from_on      TEXT NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE training_triggers (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	code         TEXT NOT NULL,
	evidence     TEXT NOT NULL,
	detail       TEXT NOT NULL,
	times        INTEGER NOT NULL,
	months       INTEGER NOT NULL,
	course       TEXT NOT NULL,
	version      INTEGER NOT NULL,
	valid_from   TEXT NOT NULL,
	valid_to     TEXT NOT NULL,
	source       TEXT NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE training_proposals (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	staff_id     BLOB NOT NULL,
	trigger_code TEXT NOT NULL,
	course_id    BLOB NOT NULL,
	decided_on   TEXT NOT NULL,
	accepted     INTEGER NOT NULL,
	class_id     BLOB,
	reason       TEXT NOT NULL,
	evidence     TEXT NOT NULL,
	by_id        BLOB,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE INDEX training_proposals_by_staff ON training_proposals (staff_id);

CREATE TABLE qualification_lists (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	title        TEXT NOT NULL,
	on_day       TEXT NOT NULL,
	body         TEXT NOT NULL,
	hash         BLOB NOT NULL,
	by_id        BLOB,
	made_at      INTEGER NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

-- Limits that were not kept, by the moment they ran out: what proposals of
-- training are drawn from.
CREATE INDEX case_clocks_late ON case_clocks (due_at, case_id) WHERE stopped_at > due_at AND withdrawn_at IS NULL;
