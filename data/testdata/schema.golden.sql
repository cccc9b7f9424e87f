CREATE TABLE accounts (
	n                   INTEGER PRIMARY KEY,
	id                  BLOB NOT NULL,
	area                INTEGER NOT NULL,
	customer_id         BLOB NOT NULL,
	account_no          TEXT NOT NULL,
	address             TEXT NOT NULL,
	division            TEXT NOT NULL,
	usage_category      TEXT NOT NULL,
	price_class         TEXT NOT NULL,
	voltage             TEXT NOT NULL,
	contracted_va       INTEGER NOT NULL,
	running_va          INTEGER NOT NULL,
	supply_mode         TEXT NOT NULL,
	metering_mode       TEXT NOT NULL,
	substation          TEXT NOT NULL,
	line                TEXT NOT NULL,
	transformer_area_id BLOB,
	ownership           TEXT NOT NULL,
	opened_on           TEXT NOT NULL,
	status              TEXT NOT NULL,
	reading_book        TEXT NOT NULL,
	arrears_fen         INTEGER NOT NULL,
	industry            TEXT NOT NULL,
	pv_w                INTEGER NOT NULL,
	charger_w           INTEGER NOT NULL,
	storage_wh          INTEGER NOT NULL,
	note                TEXT NOT NULL,
	withdrawn_at        INTEGER,
	sy_hlc              INTEGER NOT NULL,
	sy_dev              INTEGER NOT NULL,
	sy_ovr              BLOB
) STRICT;

CREATE TABLE adjustments (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	customer_id  BLOB NOT NULL,
	month        INTEGER NOT NULL,
	known_to     INTEGER NOT NULL,
	model_kwh    INTEGER NOT NULL,
	kwh          INTEGER NOT NULL,
	reason       TEXT NOT NULL,
	by_id        BLOB,
	made_at      INTEGER NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE agreements (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	customer_id  BLOB NOT NULL,
	account_id   BLOB,
	kind         TEXT NOT NULL,
	number       TEXT NOT NULL,
	signed_by    TEXT NOT NULL,
	signed_on    TEXT NOT NULL,
	from_on      TEXT NOT NULL,
	to_on        TEXT NOT NULL,
	status       TEXT NOT NULL,
	note         TEXT NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE VIRTUAL TABLE article_grams USING fts5 (title, keys, body, content = '', contentless_delete = 1, detail = column, tokenize = "unicode61 remove_diacritics 0");

CREATE TABLE articles (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	title_zh     TEXT NOT NULL,
	title_en     TEXT NOT NULL,
	body_zh      TEXT NOT NULL,
	body_en      TEXT NOT NULL,
	kinds        TEXT NOT NULL, -- kinds of cases with commas between; empty: every kind
	keys         TEXT NOT NULL, -- further words it is found by
	valid_from   TEXT NOT NULL,
	valid_to     TEXT NOT NULL,
	source       TEXT NOT NULL,
	mark         TEXT NOT NULL, -- V read in a public source, R recalled, ? doubtful
	confirmed_by TEXT NOT NULL,
	confirmed_on TEXT NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE assignments (
	n                   INTEGER PRIMARY KEY,
	id                  BLOB NOT NULL,
	area                INTEGER NOT NULL,
	customer_id         BLOB,
	transformer_area_id BLOB,
	manager_id          BLOB NOT NULL,
	deputy_id           BLOB,
	from_on             TEXT NOT NULL,
	to_on               TEXT NOT NULL,
	reason              TEXT NOT NULL,
	withdrawn_at        INTEGER,
	sy_hlc              INTEGER NOT NULL,
	sy_dev              INTEGER NOT NULL,
	sy_ovr              BLOB
) STRICT;

CREATE TABLE attachments (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	of_table     TEXT NOT NULL,
	of_id        BLOB NOT NULL,
	kind         TEXT NOT NULL,
	hash         BLOB NOT NULL,
	name         TEXT NOT NULL,
	mime         TEXT NOT NULL,
	bytes        INTEGER NOT NULL,
	width        INTEGER NOT NULL,
	height       INTEGER NOT NULL,
	note         TEXT NOT NULL,
	by_id        BLOB,
	at           INTEGER NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE audit_entries (
	n          INTEGER PRIMARY KEY,
	id         BLOB NOT NULL UNIQUE,
	area       INTEGER NOT NULL,
	device     INTEGER NOT NULL,
	number     INTEGER NOT NULL, -- in the chain, from 1
	at         INTEGER NOT NULL,
	kind       TEXT NOT NULL,
	staff_id   BLOB,
	witness_id BLOB,
	of_table   TEXT NOT NULL,
	record_id  BLOB,
	reason     TEXT NOT NULL,
	details    TEXT NOT NULL,    -- JSON by name
	prev_hash  BLOB NOT NULL,
	hash       BLOB NOT NULL,
	sy_hlc     INTEGER NOT NULL,
	sy_dev     INTEGER NOT NULL,
	sy_ovr     BLOB
) STRICT;

CREATE TABLE calendar_days (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	day          TEXT NOT NULL,
	name         TEXT NOT NULL,
	kind         TEXT NOT NULL, -- off, work
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE call_backs (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	draw_id      BLOB NOT NULL,
	case_id      BLOB NOT NULL,
	called_at    INTEGER NOT NULL, -- 0: not yet
	by_id        BLOB,
	opinion      TEXT NOT NULL,
	note         TEXT NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE case_clocks (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	case_id      BLOB NOT NULL,
	rule_id      BLOB NOT NULL,
	start_at     INTEGER NOT NULL,
	due_at       INTEGER NOT NULL,
	provisional  INTEGER NOT NULL,
	paused_at    INTEGER NOT NULL,
	paused_ms    INTEGER NOT NULL,
	stopped_at   INTEGER NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
, amount INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE case_documents (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	case_id      BLOB NOT NULL,
	code         TEXT NOT NULL, -- as the flow of the case has it
	need         TEXT NOT NULL, -- required, later, optional
	received_on  TEXT NOT NULL,
	due_on       TEXT NOT NULL,
	note         TEXT NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE case_fields (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	case_id      BLOB NOT NULL,
	name         TEXT NOT NULL, -- as the flow of the case has it
	value        TEXT NOT NULL, -- amounts as whole numbers: VA, kWh, fen
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE case_named (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	case_id      BLOB NOT NULL,
	staff_id     BLOB NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE case_steps (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	case_id      BLOB NOT NULL,
	from_status  TEXT NOT NULL,
	to_status    TEXT NOT NULL,
	by_id        BLOB,
	at           INTEGER NOT NULL,
	note         TEXT NOT NULL,
	reason       TEXT NOT NULL,
	new_owner_id BLOB,
	forced       INTEGER NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
, from_stage TEXT NOT NULL DEFAULT '', to_stage TEXT NOT NULL DEFAULT '', contact TEXT NOT NULL DEFAULT '', evidence TEXT NOT NULL DEFAULT '') STRICT;

CREATE TABLE cases (
	n             INTEGER PRIMARY KEY,
	id            BLOB NOT NULL UNIQUE,
	area          INTEGER NOT NULL,
	number        TEXT NOT NULL,
	kind          TEXT NOT NULL,
	sub_kind      TEXT NOT NULL,
	channel       TEXT NOT NULL,
	customer_id   BLOB,
	account_id    BLOB,
	contact_name  TEXT NOT NULL,
	contact_phone TEXT NOT NULL,
	anonymous     INTEGER NOT NULL,
	content       TEXT NOT NULL,
	urgency       TEXT NOT NULL,
	area_type     TEXT NOT NULL,
	line_works    INTEGER NOT NULL,
	mood          TEXT NOT NULL,
	secrecy       TEXT NOT NULL,
	external_no   TEXT NOT NULL,
	owner_id      BLOB,
	unit_id       BLOB,
	status        TEXT NOT NULL,
	flow_version  INTEGER NOT NULL,
	answer        TEXT NOT NULL,
	result        TEXT NOT NULL,
	opinion       TEXT NOT NULL,
	first_contact INTEGER NOT NULL,
	rework        INTEGER NOT NULL,
	accepted_by   BLOB,
	accepted_at   INTEGER NOT NULL,
	replied_at    INTEGER NOT NULL,
	closed_at     INTEGER NOT NULL,
	due_at        INTEGER NOT NULL, -- the strictest running clock; 0 when none runs
	due_step      TEXT NOT NULL,
	provisional   INTEGER NOT NULL,
	withdrawn_at  INTEGER,
	sy_hlc        INTEGER NOT NULL,
	sy_dev        INTEGER NOT NULL,
	sy_ovr        BLOB
, stage TEXT NOT NULL DEFAULT '', held_stage TEXT NOT NULL DEFAULT '', grade TEXT NOT NULL DEFAULT '', green_reason TEXT NOT NULL DEFAULT '', green_by_id BLOB, parent_id BLOB, linked_to_id BLOB, protected INTEGER NOT NULL DEFAULT 0) STRICT;

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

CREATE TABLE codes (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	list         TEXT NOT NULL,
	code         TEXT NOT NULL,
	zh           TEXT NOT NULL,
	en           TEXT NOT NULL,
	valid_from   TEXT NOT NULL,
	valid_to     TEXT NOT NULL,
	sort         INTEGER NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

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

CREATE TABLE contacts (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL,
	area         INTEGER NOT NULL,
	customer_id  BLOB NOT NULL,
	name         TEXT NOT NULL,
	role         TEXT NOT NULL,
	mobile       TEXT NOT NULL,
	landline     TEXT NOT NULL,
	email        TEXT NOT NULL,
	hours        TEXT NOT NULL,
	verified_on  TEXT NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

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

CREATE TABLE customer_facts (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	customer_id  BLOB NOT NULL,
	name         TEXT NOT NULL,
	value        TEXT NOT NULL,
	known_on     TEXT NOT NULL,
	source       TEXT NOT NULL,
	visit_id     BLOB,
	verified_on  TEXT NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE customers (
	n               INTEGER PRIMARY KEY,
	id              BLOB NOT NULL,
	area            INTEGER NOT NULL,
	kind            TEXT NOT NULL,
	name            TEXT NOT NULL,
	sort_key        TEXT NOT NULL, -- the first reading with blanks between; lists sort by it
	pinyin          TEXT NOT NULL, -- readings with tabs between
	initials        TEXT NOT NULL,
	id_type         TEXT NOT NULL,
	id_no           TEXT NOT NULL,
	uscc            TEXT NOT NULL,
	legal_rep       TEXT NOT NULL,
	class           TEXT NOT NULL,
	segment         TEXT NOT NULL,
	important_grade TEXT NOT NULL,
	industry        TEXT NOT NULL,
	size            TEXT NOT NULL,
	credit_note     TEXT NOT NULL,
	preference      TEXT NOT NULL,
	care            TEXT NOT NULL,
	note            TEXT NOT NULL,
	confirmed_on    TEXT NOT NULL,
	merged_into_id  BLOB,
	created_at      INTEGER NOT NULL,
	withdrawn_at    INTEGER,
	sy_hlc          INTEGER NOT NULL,
	sy_dev          INTEGER NOT NULL,
	sy_ovr          BLOB
, keeping TEXT NOT NULL DEFAULT '') STRICT;

CREATE TABLE customers_apart (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	one_id       BLOB NOT NULL,
	other_id     BLOB NOT NULL,
	note         TEXT NOT NULL,
	by_id        BLOB,
	made_at      INTEGER NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE data_requests (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	customer_id  BLOB,
	asker        TEXT NOT NULL, -- who asks
	kind         TEXT NOT NULL,
	channel      TEXT NOT NULL,
	received_on  TEXT NOT NULL,
	due_on       TEXT NOT NULL,
	content      TEXT NOT NULL,
	answered_on  TEXT NOT NULL,
	answer       TEXT NOT NULL,
	refused      TEXT NOT NULL, -- why; empty: not refused
	by_id        BLOB,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE deviation_reasons (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	customer_id  BLOB NOT NULL,
	month        INTEGER NOT NULL,
	cause        TEXT NOT NULL,
	reason       TEXT NOT NULL,
	by_id        BLOB,
	made_at      INTEGER NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE device_certificates (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE, -- 16 bytes of the SHA-256 of body and signature
	area         INTEGER NOT NULL,
	body         BLOB NOT NULL, -- JSON, as it was signed
	signature    BLOB NOT NULL,
	withdrawn_at INTEGER, -- stays NULL
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE device_revocations (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	body         BLOB NOT NULL,
	signature    BLOB NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE drafts (
	id         TEXT PRIMARY KEY,
	form       TEXT NOT NULL,
	title      TEXT NOT NULL,
	fields     TEXT NOT NULL, -- JSON
	updated_at INTEGER NOT NULL
, owner_id BLOB) STRICT, WITHOUT ROWID;

CREATE TABLE draws (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	at           INTEGER NOT NULL,
	by_id        BLOB,
	kinds        TEXT NOT NULL, -- words with commas between; empty: all
	from_on      TEXT NOT NULL,
	to_on        TEXT NOT NULL,
	percent      INTEGER NOT NULL,
	at_least     INTEGER NOT NULL,
	seed         INTEGER NOT NULL,
	total        INTEGER NOT NULL,
	picked       INTEGER NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

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

CREATE TABLE erased_rows (
	n      INTEGER PRIMARY KEY,
	tbl    INTEGER NOT NULL, -- number of the table in the change log
	row_id BLOB NOT NULL,
	cols   BLOB NOT NULL,    -- numbers of the columns that were written over; empty: all that tell of a person
	waits  INTEGER NOT NULL, -- 1: the log is to be looked through
	UNIQUE (tbl, row_id)
) STRICT;

CREATE TABLE erased_until (
	one INTEGER PRIMARY KEY CHECK (one = 1),
	ord INTEGER NOT NULL
) STRICT;

CREATE TABLE flows (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	kind         TEXT NOT NULL,
	version      INTEGER NOT NULL,
	valid_from   TEXT NOT NULL,
	body         TEXT NOT NULL, -- as app.ParseFlow reads it
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE forecast_run (
	one       INTEGER PRIMARY KEY CHECK (one = 1),
	run       INTEGER NOT NULL,
	month     INTEGER NOT NULL, -- the last month of use it knew
	months    INTEGER NOT NULL, -- ahead
	made_at   INTEGER NOT NULL,
	method    TEXT NOT NULL,
	large     INTEGER NOT NULL, -- kWh a year from which a customer gets the slowest methods
	behind    INTEGER NOT NULL, -- 1: what it knew has changed since
	customers INTEGER NOT NULL,
	evidence  TEXT NOT NULL, -- JSON: how many of them rest on what
	pools     BLOB NOT NULL
) STRICT;

CREATE TABLE forecast_sheets (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	month        INTEGER NOT NULL,
	method       TEXT NOT NULL,
	customers    INTEGER NOT NULL,
	hash         BLOB NOT NULL,
	body         BLOB NOT NULL,
	by_id        BLOB,
	made_at      INTEGER NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE forecasts (
	run      INTEGER NOT NULL,
	customer INTEGER NOT NULL, -- his number
	used     INTEGER NOT NULL,
	before   INTEGER NOT NULL,
	ahead    INTEGER NOT NULL,
	standing TEXT NOT NULL,
	evidence TEXT NOT NULL,
	industry TEXT NOT NULL,
	segment  TEXT NOT NULL,
	area     INTEGER NOT NULL,
	body     BLOB NOT NULL, name_order INTEGER NOT NULL DEFAULT 0,
	PRIMARY KEY (run, customer)
) STRICT, WITHOUT ROWID;

CREATE TABLE freshness_limits (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	field_group  TEXT NOT NULL,
	segment      TEXT NOT NULL,
	months       INTEGER NOT NULL,
	source       TEXT NOT NULL,
	mark         TEXT NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE frozen (
	month       INTEGER NOT NULL, -- that was closed
	area        INTEGER NOT NULL,
	customer_id BLOB NOT NULL,
	body        BLOB NOT NULL,
	PRIMARY KEY (month, area, customer_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE group_forecasts (
	run   INTEGER NOT NULL,
	level TEXT NOT NULL,
	code  TEXT NOT NULL,
	body  TEXT NOT NULL,
	PRIMARY KEY (run, level, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE impact_assessments (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	title        TEXT NOT NULL,
	purpose      TEXT NOT NULL,
	scope        TEXT NOT NULL,
	risks        TEXT NOT NULL,
	measures     TEXT NOT NULL,
	outcome      TEXT NOT NULL,
	assessed_on  TEXT NOT NULL,
	keep_until   TEXT NOT NULL,
	by_id        BLOB,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE important_users (
	n              INTEGER PRIMARY KEY,
	id             BLOB NOT NULL UNIQUE,
	area           INTEGER NOT NULL,
	customer_id    BLOB NOT NULL,
	grade          TEXT NOT NULL,
	authority      TEXT NOT NULL,
	basis          TEXT NOT NULL,
	list_year      INTEGER NOT NULL,
	sources        INTEGER NOT NULL,
	emergency_kind TEXT NOT NULL,
	emergency_va   INTEGER NOT NULL,
	interlock      INTEGER NOT NULL,
	safety_w       INTEGER NOT NULL,
	drill_on       TEXT NOT NULL,
	from_on        TEXT NOT NULL,
	to_on          TEXT NOT NULL,
	note           TEXT NOT NULL,
	withdrawn_at   INTEGER,
	sy_hlc         INTEGER NOT NULL,
	sy_dev         INTEGER NOT NULL,
	sy_ovr         BLOB
) STRICT;

CREATE TABLE imports (
	id        INTEGER PRIMARY KEY,
	at        INTEGER NOT NULL,
	by_name   TEXT NOT NULL,
	file      TEXT NOT NULL,
	created   INTEGER NOT NULL,
	updated   INTEGER NOT NULL,
	unchanged INTEGER NOT NULL,
	refused   INTEGER NOT NULL,
	first_ord INTEGER NOT NULL, -- its change sets, both ends included
	last_ord  INTEGER NOT NULL,
	undone_at INTEGER
, kind TEXT NOT NULL DEFAULT '', warned INTEGER NOT NULL DEFAULT 0, told TEXT NOT NULL DEFAULT '') STRICT;

CREATE TABLE incidents (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	found_on     TEXT NOT NULL,
	what         TEXT NOT NULL,
	scope        TEXT NOT NULL,
	persons      INTEGER NOT NULL,
	measures     TEXT NOT NULL,
	told         TEXT NOT NULL, -- who was told, and when
	told_on      TEXT NOT NULL, -- the authority
	ended_on     TEXT NOT NULL,
	by_id        BLOB,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE industry_groups (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	name         TEXT NOT NULL,
	industries   TEXT NOT NULL,
	note         TEXT NOT NULL,
	by_id        BLOB,
	made_at      INTEGER NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE lead_decisions (
	n                 INTEGER PRIMARY KEY,
	id                BLOB NOT NULL UNIQUE,
	area              INTEGER NOT NULL,
	customer_id       BLOB NOT NULL,
	month             INTEGER NOT NULL,
	capacity_permille INTEGER NOT NULL,
	growth_permille   INTEGER NOT NULL,
	opportunity_id    BLOB,
	reason            TEXT NOT NULL,
	by_id             BLOB,
	made_at           INTEGER NOT NULL,
	withdrawn_at      INTEGER,
	sy_hlc            INTEGER NOT NULL,
	sy_dev            INTEGER NOT NULL,
	sy_ovr            BLOB
) STRICT;

CREATE TABLE limit_rules (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	rule_set     TEXT NOT NULL,
	version      INTEGER NOT NULL,
	source       TEXT NOT NULL,
	mark         TEXT NOT NULL, -- V read in a public source, R recalled, ? doubtful
	valid_from   TEXT NOT NULL,
	valid_to     TEXT NOT NULL,
	kind         TEXT NOT NULL,
	step         TEXT NOT NULL,
	class        TEXT NOT NULL,
	amount       INTEGER NOT NULL,
	unit         TEXT NOT NULL,
	starts       TEXT NOT NULL,
	stops        TEXT NOT NULL,
	pauses       TEXT NOT NULL,
	severity     TEXT NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE mappings (
	name    TEXT PRIMARY KEY,
	mapping TEXT NOT NULL -- JSON
) STRICT, WITHOUT ROWID;

CREATE TABLE market_factors (
	n               INTEGER PRIMARY KEY,
	id              BLOB NOT NULL UNIQUE,
	area            INTEGER NOT NULL,
	title           TEXT NOT NULL,
	industries      TEXT NOT NULL,
	from_month      INTEGER NOT NULL,
	to_month        INTEGER NOT NULL,
	change_permille INTEGER NOT NULL,
	confidence      INTEGER NOT NULL,
	source          TEXT NOT NULL,
	note            TEXT NOT NULL,
	by_id           BLOB,
	made_at         INTEGER NOT NULL,
	withdrawn_at    INTEGER,
	sy_hlc          INTEGER NOT NULL,
	sy_dev          INTEGER NOT NULL,
	sy_ovr          BLOB
) STRICT;

CREATE TABLE meters (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL,
	area         INTEGER NOT NULL,
	account_id   BLOB NOT NULL,
	asset_no     TEXT NOT NULL,
	type         TEXT NOT NULL,
	multiplier   INTEGER NOT NULL,
	accuracy     TEXT NOT NULL,
	installed_on TEXT NOT NULL,
	status       TEXT NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE numbers (
	name TEXT PRIMARY KEY, -- device code and day
	last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE office_hours (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	hours        TEXT NOT NULL, -- 08:30-12:00 14:00-17:30
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE opportunities (
	n              INTEGER PRIMARY KEY,
	id             BLOB NOT NULL UNIQUE,
	area           INTEGER NOT NULL,
	customer_id    BLOB NOT NULL,
	visit_id       BLOB,
	kind           TEXT NOT NULL,
	note           TEXT NOT NULL,
	capacity_va    INTEGER NOT NULL,
	kwh            INTEGER NOT NULL,
	expected_month INTEGER NOT NULL,
	stage          TEXT NOT NULL,
	next_step      TEXT NOT NULL,
	next_on        TEXT NOT NULL,
	owner_id       BLOB,
	result         TEXT NOT NULL,
	created_by     BLOB,
	created_at     INTEGER NOT NULL,
	withdrawn_at   INTEGER,
	sy_hlc         INTEGER NOT NULL,
	sy_dev         INTEGER NOT NULL,
	sy_ovr         BLOB
) STRICT;

CREATE TABLE org_units (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	code         TEXT NOT NULL,
	name         TEXT NOT NULL,
	kind         TEXT NOT NULL,
	parent_id    BLOB,
	division     TEXT NOT NULL,
	keeps_area   INTEGER NOT NULL, -- the area whose records this unit keeps
	valid_from   TEXT NOT NULL,
	valid_to     TEXT NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE outage_cases (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	outage_id    BLOB NOT NULL,
	case_id      BLOB NOT NULL,
	by_id        BLOB,
	at           INTEGER NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE outage_notices (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	outage_id    BLOB NOT NULL,
	account_id   BLOB NOT NULL,
	channel      TEXT NOT NULL,
	at           INTEGER NOT NULL,
	by_id        BLOB,
	result       TEXT NOT NULL, -- reached, not_reached, refused
	note         TEXT NOT NULL,
	told_from    INTEGER NOT NULL, -- the start that was told; of another start it proves nothing
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE outage_scopes (
	n                   INTEGER PRIMARY KEY,
	id                  BLOB NOT NULL UNIQUE,
	area                INTEGER NOT NULL,
	outage_id           BLOB NOT NULL,
	transformer_area_id BLOB, -- or a line with all areas on it
	substation          TEXT NOT NULL,
	line                TEXT NOT NULL,
	withdrawn_at        INTEGER,
	sy_hlc              INTEGER NOT NULL,
	sy_dev              INTEGER NOT NULL,
	sy_ovr              BLOB
) STRICT;

CREATE TABLE outages (
	n             INTEGER PRIMARY KEY,
	id            BLOB NOT NULL UNIQUE,
	area          INTEGER NOT NULL,
	number        TEXT NOT NULL,
	kind          TEXT NOT NULL,
	status        TEXT NOT NULL,
	reason        TEXT NOT NULL,
	cause         TEXT NOT NULL,
	planned_from  INTEGER NOT NULL,
	planned_to    INTEGER NOT NULL, -- 0: not known, of faults alone
	actual_from   INTEGER NOT NULL, -- 0: not yet, as the two below
	actual_to     INTEGER NOT NULL,
	notified_at   INTEGER NOT NULL,
	handler_id    BLOB,
	unit_id       BLOB,
	cancel_reason TEXT NOT NULL,
	note          TEXT NOT NULL,
	created_by    BLOB,
	created_at    INTEGER NOT NULL,
	withdrawn_at  INTEGER,
	sy_hlc        INTEGER NOT NULL,
	sy_dev        INTEGER NOT NULL,
	sy_ovr        BLOB
) STRICT;

CREATE TABLE plan_items (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	plan_id      BLOB NOT NULL,
	customer_id  BLOB NOT NULL,
	what         TEXT NOT NULL,
	kind         TEXT NOT NULL,
	due_on       TEXT NOT NULL,
	owner_id     BLOB,
	status       TEXT NOT NULL,
	done_on      TEXT NOT NULL,
	visit_id     BLOB,
	effect       TEXT NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE plan_templates (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	code         TEXT NOT NULL,
	zh           TEXT NOT NULL,
	en           TEXT NOT NULL,
	segment      TEXT NOT NULL,
	items        TEXT NOT NULL,
	version      INTEGER NOT NULL,
	valid_from   TEXT NOT NULL,
	valid_to     TEXT NOT NULL,
	source       TEXT NOT NULL,
	mark         TEXT NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

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

CREATE TABLE promises (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	customer_id  BLOB NOT NULL,
	visit_id     BLOB,
	case_id      BLOB,
	content      TEXT NOT NULL,
	owner_id     BLOB,
	made_on      TEXT NOT NULL,
	due_on       TEXT NOT NULL,
	ended_on     TEXT NOT NULL,
	ending       TEXT NOT NULL,
	evidence     TEXT NOT NULL,
	follows_id   BLOB,
	created_by   BLOB,
	created_at   INTEGER NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

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
, answers_kept INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE readings (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	account_id   BLOB NOT NULL,
	meter_id     BLOB,
	visit_id     BLOB,
	read_on      TEXT NOT NULL,
	register     TEXT NOT NULL,
	hundredths   INTEGER NOT NULL,
	turn         TEXT NOT NULL, -- why it may show less than the one before
	note         TEXT NOT NULL,
	by_id        BLOB,
	created_at   INTEGER NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE record_merges (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	of_table     TEXT NOT NULL, -- customers, or the accounts and meters they both have
	gone_id      BLOB NOT NULL,
	stays_id     BLOB NOT NULL,
	with_id      BLOB,          -- the merge of customers that an account or meter was merged with
	known        BLOB NOT NULL, -- the stamps of the record that goes, as they were seen
	replaced     TEXT NOT NULL, -- JSON: what the record that stays said where it took the other's word
	note         TEXT NOT NULL,
	by_id        BLOB,
	made_at      INTEGER NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE relations (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	customer_id  BLOB NOT NULL,
	kind         TEXT NOT NULL,
	content      TEXT NOT NULL,
	amount_fen   INTEGER NOT NULL,
	from_on      TEXT NOT NULL,
	to_on        TEXT NOT NULL,
	note         TEXT NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE retention_rules (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	kind         TEXT NOT NULL,
	months       INTEGER NOT NULL,
	version      INTEGER NOT NULL, -- 1 is the delivered one
	valid_from   TEXT NOT NULL,
	source       TEXT NOT NULL,
	by_id        BLOB,
	made_at      INTEGER NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE saved_views (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	list         TEXT NOT NULL, -- cases, customers
	name         TEXT NOT NULL,
	owner_id     BLOB NOT NULL,
	shared       INTEGER NOT NULL,
	filter       TEXT NOT NULL, -- JSON, under the names of the filter's tags
	columns      TEXT NOT NULL, -- words with commas between; empty: those of the list
	created_at   INTEGER NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE segment_rules (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	segment      TEXT NOT NULL,
	priority     INTEGER NOT NULL,
	conditions   TEXT NOT NULL,
	version      INTEGER NOT NULL,
	valid_from   TEXT NOT NULL,
	valid_to     TEXT NOT NULL,
	note         TEXT NOT NULL,
	source       TEXT NOT NULL,
	mark         TEXT NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE segmentings (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	customer_id  BLOB NOT NULL,
	segment      TEXT NOT NULL,
	rule_id      BLOB,
	because      TEXT NOT NULL,
	against      TEXT NOT NULL,
	from_on      TEXT NOT NULL,
	by_id        BLOB,
	at           INTEGER NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE service_plans (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	customer_id  BLOB NOT NULL,
	template_id  BLOB,
	title        TEXT NOT NULL,
	from_on      TEXT NOT NULL,
	to_on        TEXT NOT NULL,
	status       TEXT NOT NULL,
	owner_id     BLOB,
	note         TEXT NOT NULL,
	created_by   BLOB,
	created_at   INTEGER NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE settings (
	name  TEXT PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sign_ins (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	staff_id     BLOB NOT NULL,
	verifier     TEXT NOT NULL,    -- argon2id with its parameters and salt
	must_change  INTEGER NOT NULL, -- set by somebody else
	changed_at   INTEGER NOT NULL,
	disabled_at  INTEGER,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE special_cares (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	customer_id  BLOB NOT NULL,
	kind         TEXT NOT NULL,
	basis        TEXT NOT NULL,
	from_on      TEXT NOT NULL,
	to_on        TEXT NOT NULL,
	note         TEXT NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE staff (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	staff_no     TEXT NOT NULL,
	name         TEXT NOT NULL,
	post         TEXT NOT NULL,
	unit_id      BLOB,
	mobile       TEXT NOT NULL,
	roles        TEXT NOT NULL, -- words with commas between
	valid_from   TEXT NOT NULL,
	valid_to     TEXT NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE survey_responses (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	customer_id  BLOB NOT NULL,
	source       TEXT NOT NULL,
	source_id    BLOB,
	year         INTEGER NOT NULL,
	score        INTEGER NOT NULL,
	topics       TEXT NOT NULL,
	opinion      TEXT NOT NULL,
	channel      TEXT NOT NULL,
	asked_on     TEXT NOT NULL,
	by_id        BLOB,
	created_at   INTEGER NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE sy_carried (
	tbl    INTEGER NOT NULL,
	row_id BLOB NOT NULL,
	hlc    INTEGER NOT NULL,
	dev    INTEGER NOT NULL,
	PRIMARY KEY (tbl, row_id, hlc, dev)
) STRICT, WITHOUT ROWID;

CREATE TABLE sy_changes (
	ord       INTEGER PRIMARY KEY, -- order of arrival on this device
	dev       INTEGER NOT NULL,
	area      INTEGER NOT NULL,
	seq       INTEGER NOT NULL, -- gapless for each device and area
	hlc       INTEGER NOT NULL,
	prev_hash BLOB NOT NULL,
	body      BLOB NOT NULL
) STRICT;

CREATE TABLE sy_devices (
	dev        INTEGER PRIMARY KEY,
	code       TEXT NOT NULL, -- heads the numbers people read
	name       TEXT NOT NULL,
	public_key BLOB NOT NULL,
	since_at   INTEGER NOT NULL
) STRICT;

CREATE TABLE sy_edits (
	row_id BLOB NOT NULL, -- a row changed after it was made
	ord    INTEGER NOT NULL,
	PRIMARY KEY (row_id, ord)
) STRICT, WITHOUT ROWID;

CREATE TABLE sy_folded (
	dev  INTEGER NOT NULL,
	area INTEGER NOT NULL,
	seq  INTEGER NOT NULL,
	hash BLOB NOT NULL,
	went INTEGER NOT NULL DEFAULT 0, -- 1: the area left this device, with all up to here
	PRIMARY KEY (dev, area)
) STRICT, WITHOUT ROWID;

CREATE TABLE sy_have (
	dev  INTEGER NOT NULL,
	area INTEGER NOT NULL,
	seq  INTEGER NOT NULL,
	hash BLOB NOT NULL, hlc INTEGER NOT NULL DEFAULT 0,
	PRIMARY KEY (dev, area)
) STRICT, WITHOUT ROWID;

CREATE TABLE sy_heads (
	dev       INTEGER NOT NULL,
	area      INTEGER NOT NULL,
	seq       INTEGER NOT NULL,
	hash      BLOB NOT NULL,
	signature BLOB NOT NULL,
	PRIMARY KEY (dev, area, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE sy_lost (
	tbl    INTEGER NOT NULL,
	row_id BLOB NOT NULL,
	col    INTEGER NOT NULL,
	hlc    INTEGER NOT NULL, -- with dev the write the value came from
	dev    INTEGER NOT NULL,
	area   INTEGER NOT NULL,
	val    ANY,
	PRIMARY KEY (tbl, row_id, col, hlc, dev)
) STRICT, WITHOUT ROWID;

CREATE TABLE sy_moves (
	tbl     INTEGER NOT NULL,
	row_id  BLOB NOT NULL,
	hlc     INTEGER NOT NULL, -- with dev the move
	dev     INTEGER NOT NULL,
	area_to INTEGER NOT NULL,
	gone    INTEGER NOT NULL DEFAULT 0, -- 1: the row is not in this file, though the log may know of it
	PRIMARY KEY (row_id, tbl)
) STRICT, WITHOUT ROWID;

CREATE TABLE sy_packages (
	file       TEXT PRIMARY KEY,
	dev        INTEGER NOT NULL, -- whose change sets they are
	area       INTEGER NOT NULL,
	first      INTEGER NOT NULL,
	last       INTEGER NOT NULL,
	own        INTEGER NOT NULL, -- 1 when this device wrote the file
	rows       INTEGER NOT NULL,
	bytes      INTEGER NOT NULL,
	hash       BLOB NOT NULL,
	readers    TEXT NOT NULL, -- the devices that can open it, JSON
	written_at INTEGER NOT NULL, -- by the clock of its writer
	at         INTEGER NOT NULL, -- by the clock here
	state      TEXT NOT NULL,
	kept       INTEGER NOT NULL -- 1 while the file lies beside the database
) STRICT, WITHOUT ROWID;

CREATE TABLE sy_peers (
	peer INTEGER PRIMARY KEY,
	at   INTEGER NOT NULL, -- by its own clock: a later word replaces this one
	seen INTEGER NOT NULL  -- when it was read here
) STRICT;

CREATE TABLE sy_pending (
	tbl    INTEGER NOT NULL,
	row_id BLOB NOT NULL,
	hlc    INTEGER NOT NULL,
	dev    INTEGER NOT NULL,
	area   INTEGER NOT NULL,
	piece  BLOB NOT NULL, -- the row as in a change set, with the cells that wait
	PRIMARY KEY (tbl, row_id, hlc, dev)
) STRICT, WITHOUT ROWID;

CREATE TABLE sy_quarantine (
	dev    INTEGER NOT NULL,
	area   INTEGER NOT NULL,
	seq    INTEGER NOT NULL,
	hlc    INTEGER NOT NULL,
	reason TEXT NOT NULL,
	at     INTEGER NOT NULL,
	PRIMARY KEY (dev, area, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE sy_receipts (
	peer INTEGER NOT NULL,
	dev  INTEGER NOT NULL,
	area INTEGER NOT NULL,
	seq  INTEGER NOT NULL,
	PRIMARY KEY (peer, dev, area)
) STRICT, WITHOUT ROWID;

CREATE TABLE sy_sent (
	area INTEGER PRIMARY KEY,
	seq  INTEGER NOT NULL
) STRICT;

CREATE TABLE sy_superseded (
	tbl    INTEGER NOT NULL,
	row_id BLOB NOT NULL,
	hlc    INTEGER NOT NULL,
	dev    INTEGER NOT NULL,
	col    INTEGER NOT NULL,
	PRIMARY KEY (tbl, row_id, hlc, dev, col)
) STRICT, WITHOUT ROWID;

CREATE TABLE sy_told (
	tbl    INTEGER NOT NULL,
	row_id BLOB NOT NULL,
	col    INTEGER NOT NULL,
	val    ANY,
	PRIMARY KEY (tbl, row_id, col)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE transformer_areas (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	code         TEXT NOT NULL,
	name         TEXT NOT NULL,
	capacity_va  INTEGER NOT NULL,
	grid         TEXT NOT NULL,
	unit_id      BLOB,
	substation   TEXT NOT NULL,
	line         TEXT NOT NULL,
	area_type    TEXT NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE usage (
	month       INTEGER NOT NULL,
	account     INTEGER NOT NULL,
	total       INTEGER NOT NULL, -- kWh, as are the parts by time of day
	sharp       INTEGER NOT NULL,
	peak        INTEGER NOT NULL,
	flat        INTEGER NOT NULL,
	valley      INTEGER NOT NULL,
	demand_w    INTEGER NOT NULL,
	pf_permille INTEGER NOT NULL,
	flags       INTEGER NOT NULL, read_day INTEGER NOT NULL DEFAULT 0, -- 1: estimated
	PRIMARY KEY (month, account)
) WITHOUT ROWID, STRICT;

CREATE TABLE usage_events (
	n               INTEGER PRIMARY KEY,
	id              BLOB NOT NULL UNIQUE,
	area            INTEGER NOT NULL,
	customer_id     BLOB NOT NULL,
	account_id      BLOB,
	visit_id        BLOB,
	kind            TEXT NOT NULL,
	from_month      INTEGER NOT NULL,
	to_month        INTEGER NOT NULL,
	kwh             INTEGER NOT NULL,
	change_permille INTEGER NOT NULL, -- more or less than it would be otherwise; -1000: nothing at all
	confidence      INTEGER NOT NULL,
	reason          TEXT NOT NULL,
	created_by      BLOB,
	created_at      INTEGER NOT NULL,
	withdrawn_at    INTEGER,
	sy_hlc          INTEGER NOT NULL,
	sy_dev          INTEGER NOT NULL,
	sy_ovr          BLOB
) STRICT;

CREATE TABLE usage_sheets (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	month        INTEGER NOT NULL,
	whole        INTEGER NOT NULL, -- 1: all accounts of the area, 0: those that it names
	source       TEXT NOT NULL,
	rows         INTEGER NOT NULL,
	hash         BLOB NOT NULL,
	body         BLOB NOT NULL,
	by_id        BLOB,
	made_at      INTEGER NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
, reason TEXT NOT NULL DEFAULT '') STRICT;

CREATE TABLE usage_waiting (
	area  INTEGER NOT NULL,
	month INTEGER NOT NULL,
	PRIMARY KEY (area, month)
) WITHOUT ROWID, STRICT;

CREATE TABLE use_tasks (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	customer_id  BLOB NOT NULL,
	month        INTEGER NOT NULL,
	about        TEXT NOT NULL,
	text         TEXT NOT NULL,
	manager_id   BLOB,
	due_on       TEXT NOT NULL,
	done_on      TEXT NOT NULL,
	outcome      TEXT NOT NULL,
	by_id        BLOB,
	made_at      INTEGER NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE visit_answers (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	visit_id     BLOB NOT NULL,
	name         TEXT NOT NULL,
	value        TEXT NOT NULL,
	copied       INTEGER NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE visit_forms (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	code         TEXT NOT NULL,
	version      INTEGER NOT NULL,
	text         TEXT NOT NULL,
	valid_from   TEXT NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE visit_links (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	visit_id     BLOB NOT NULL,
	kind         TEXT NOT NULL,
	record_id    BLOB NOT NULL,
	verified_on  TEXT NOT NULL, -- of a change: when what it says was seen to be so
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE visit_rhythms (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	customer_id  BLOB,
	segment      TEXT NOT NULL,
	months       INTEGER NOT NULL,
	on_site      INTEGER NOT NULL,
	from_on      TEXT NOT NULL,
	to_on        TEXT NOT NULL,
	reason       TEXT NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE visits (
	n              INTEGER PRIMARY KEY,
	id             BLOB NOT NULL UNIQUE,
	area           INTEGER NOT NULL,
	number         TEXT NOT NULL,
	customer_id    BLOB NOT NULL,
	account_id     BLOB,
	manager_id     BLOB,
	month          INTEGER NOT NULL,
	planned_on     TEXT NOT NULL,
	route_no       INTEGER NOT NULL,
	basis          TEXT NOT NULL,
	status         TEXT NOT NULL,
	first_on       TEXT NOT NULL,
	moves          INTEGER NOT NULL,
	reason         TEXT NOT NULL,
	channel        TEXT NOT NULL,
	purposes       TEXT NOT NULL,
	form           TEXT NOT NULL,
	form_version   INTEGER NOT NULL,
	visited_on     TEXT NOT NULL,
	began_at       INTEGER NOT NULL,
	ended_at       INTEGER NOT NULL,
	entered_at     INTEGER NOT NULL,
	late_days      INTEGER NOT NULL,
	met            TEXT NOT NULL,
	satisfaction   INTEGER NOT NULL,
	position       TEXT NOT NULL,
	signed_by      TEXT NOT NULL,
	signed_paper   INTEGER NOT NULL,
	follow_up_on   TEXT NOT NULL,
	followed_up_at INTEGER NOT NULL,
	follow_up      TEXT NOT NULL,
	note           TEXT NOT NULL,
	asked          INTEGER NOT NULL,
	blanks         INTEGER NOT NULL,
	facts          INTEGER NOT NULL,
	quality        INTEGER NOT NULL,
	created_by     BLOB,
	created_at     INTEGER NOT NULL,
	withdrawn_at   INTEGER,
	sy_hlc         INTEGER NOT NULL,
	sy_dev         INTEGER NOT NULL,
	sy_ovr         BLOB
) STRICT;

CREATE TABLE watch_rules (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	code         TEXT NOT NULL,
	permille     INTEGER NOT NULL,
	version      INTEGER NOT NULL,
	valid_from   TEXT NOT NULL,
	source       TEXT NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE INDEX accounts_by_account_no ON accounts (account_no, customer_id);

CREATE INDEX accounts_by_customer ON accounts (customer_id);

CREATE UNIQUE INDEX accounts_by_id ON accounts (id);

CREATE INDEX accounts_by_line ON accounts (line) WHERE line <> '';

CREATE INDEX accounts_by_transformer_area ON accounts (transformer_area_id);

CREATE INDEX adjustments_by_customer ON adjustments (customer_id, month);

CREATE INDEX adjustments_by_month ON adjustments (month);

CREATE INDEX agreements_by_customer ON agreements (customer_id);

CREATE INDEX agreements_by_number ON agreements (number);

CREATE INDEX assignments_by_customer ON assignments (customer_id) WHERE customer_id IS NOT NULL;

CREATE UNIQUE INDEX assignments_by_id ON assignments (id);

CREATE INDEX assignments_by_manager ON assignments (manager_id);

CREATE INDEX assignments_by_transformer_area ON assignments (transformer_area_id) WHERE transformer_area_id IS NOT NULL;

CREATE INDEX attachments_by_hash ON attachments (hash);

CREATE INDEX attachments_by_record ON attachments (of_id);

CREATE INDEX audit_entries_by_chain ON audit_entries (device, area, number);

CREATE INDEX audit_entries_by_record ON audit_entries (record_id, at) WHERE record_id IS NOT NULL;

CREATE INDEX audit_entries_by_staff ON audit_entries (staff_id, at);

CREATE INDEX audit_entries_by_time ON audit_entries (at);

CREATE INDEX call_backs_by_case ON call_backs (case_id);

CREATE INDEX call_backs_by_draw ON call_backs (draw_id);

CREATE INDEX case_clocks_by_case ON case_clocks (case_id);

CREATE INDEX case_clocks_late ON case_clocks (due_at, case_id) WHERE stopped_at > due_at AND withdrawn_at IS NULL;

CREATE INDEX case_documents_by_case ON case_documents (case_id);

CREATE INDEX case_documents_owed ON case_documents (due_on) WHERE received_on = '' AND due_on <> '';

CREATE INDEX case_fields_by_case ON case_fields (case_id);

CREATE INDEX case_named_by_case ON case_named (case_id);

CREATE INDEX case_named_by_staff ON case_named (staff_id, case_id);

CREATE INDEX case_steps_by_case ON case_steps (case_id);

CREATE INDEX cases_by_accepted ON cases (accepted_at, status, kind, owner_id, unit_id, channel, provisional, due_at, number, protected, withdrawn_at) WHERE withdrawn_at IS NULL;

CREATE INDEX cases_by_closed ON cases (closed_at) WHERE closed_at > 0;

CREATE INDEX cases_by_customer ON cases (customer_id, accepted_at) WHERE customer_id IS NOT NULL;

CREATE INDEX cases_by_due ON cases (due_at, accepted_at, status, kind, owner_id, unit_id, channel, provisional, protected, withdrawn_at) WHERE due_at > 0 AND withdrawn_at IS NULL;

CREATE INDEX cases_by_external_no ON cases (external_no) WHERE external_no <> '';

CREATE INDEX cases_by_kind ON cases (kind, accepted_at DESC, protected, withdrawn_at) WHERE withdrawn_at IS NULL;

CREATE INDEX cases_by_link ON cases (linked_to_id) WHERE linked_to_id IS NOT NULL;

CREATE INDEX cases_by_number ON cases (number, protected, withdrawn_at);

CREATE INDEX cases_by_owner ON cases (owner_id, accepted_at DESC, protected, withdrawn_at) WHERE withdrawn_at IS NULL;

CREATE INDEX cases_by_parent ON cases (parent_id) WHERE parent_id IS NOT NULL;

CREATE INDEX cases_by_status ON cases (status, accepted_at DESC, protected, withdrawn_at) WHERE withdrawn_at IS NULL;

CREATE INDEX cases_open_by_due ON cases (due_at, accepted_at, status, kind, owner_id, unit_id, channel, provisional, number, customer_id, protected, withdrawn_at)
	WHERE withdrawn_at IS NULL AND status NOT IN ('closed', 'archived', 'cancelled', 'linked');

CREATE INDEX cases_open_by_owner ON cases (owner_id, due_at, accepted_at, status, kind, unit_id, channel, provisional, number, protected, withdrawn_at)
	WHERE withdrawn_at IS NULL AND status NOT IN ('closed', 'archived', 'cancelled', 'linked');

CREATE INDEX cases_open_by_status ON cases (status, due_at, accepted_at, kind, owner_id, unit_id, channel, provisional, number, protected, withdrawn_at)
	WHERE withdrawn_at IS NULL AND status NOT IN ('closed', 'archived', 'cancelled', 'linked');

CREATE INDEX certificates_by_completion ON certificates (completion_id) WHERE completion_id IS NOT NULL;

CREATE INDEX certificates_by_grant ON certificates (qualified_id) WHERE qualified_id IS NOT NULL;

CREATE INDEX certificates_by_number ON certificates (number);

CREATE INDEX certificates_by_staff ON certificates (staff_id);

CREATE INDEX classes_by_begin ON classes (begins_on, status, withdrawn_at);

CREATE INDEX classes_by_course ON classes (course_id, begins_on);

CREATE INDEX completions_by_class ON completions (class_id) WHERE class_id IS NOT NULL;

CREATE INDEX completions_by_course ON completions (course_id, completed_on);

CREATE INDEX completions_by_staff ON completions (staff_id, course_id, completed_on, until_on, withdrawn_at);

CREATE INDEX completions_by_until ON completions (until_on) WHERE until_on <> '';

CREATE INDEX completions_held ON completions (staff_id, course_id, completed_on, until_on) WHERE withdrawn_at IS NULL;

CREATE INDEX contacts_by_customer ON contacts (customer_id);

CREATE UNIQUE INDEX contacts_by_id ON contacts (id);

CREATE INDEX contacts_by_mobile ON contacts (mobile) WHERE mobile <> '';

CREATE INDEX course_posts_by_course ON course_posts (course_id);

CREATE INDEX courses_by_code ON courses (code);

CREATE INDEX customer_facts_by_customer ON customer_facts (customer_id, name, known_on);

CREATE INDEX customers_apart_by_one ON customers_apart (one_id);

CREATE INDEX customers_apart_by_other ON customers_apart (other_id);

CREATE UNIQUE INDEX customers_by_id ON customers (id);

CREATE INDEX customers_by_id_no ON customers (id_no) WHERE id_no <> '';

CREATE INDEX customers_by_merged ON customers (merged_into_id) WHERE merged_into_id IS NOT NULL;

CREATE INDEX customers_by_sort_key ON customers (sort_key, n, area) WHERE withdrawn_at IS NULL AND merged_into_id IS NULL;

CREATE INDEX customers_by_uscc ON customers (uscc) WHERE uscc <> '';

CREATE INDEX customers_kept_apart ON customers (keeping) WHERE keeping <> '';

CREATE INDEX data_requests_by_customer ON data_requests (customer_id) WHERE customer_id IS NOT NULL;

CREATE INDEX deviation_reasons_by_customer ON deviation_reasons (customer_id);

CREATE INDEX deviation_reasons_by_month ON deviation_reasons (month, customer_id);

CREATE INDEX enrolments_by_class ON enrolments (class_id, attendance, attended_minutes, outcome, staff_id, withdrawn_at);

CREATE INDEX enrolments_by_staff ON enrolments (staff_id, course_id);

CREATE INDEX enrolments_failed ON enrolments (outcome_on, staff_id, course_id) WHERE outcome = 'failed' AND withdrawn_at IS NULL;

CREATE INDEX erased_rows_waiting ON erased_rows (n) WHERE waits = 1;

CREATE INDEX forecast_sheets_by_month ON forecast_sheets (month, area);

CREATE INDEX forecasts_by_name ON forecasts (run, name_order);

CREATE INDEX forecasts_by_use ON forecasts (run, used, before, ahead, standing, evidence, industry, segment, area, name_order);

CREATE INDEX important_users_by_customer ON important_users (customer_id);

CREATE INDEX lead_decisions_by_customer ON lead_decisions (customer_id);

CREATE INDEX meters_by_account ON meters (account_id);

CREATE UNIQUE INDEX meters_by_id ON meters (id);

CREATE INDEX opportunities_by_customer ON opportunities (customer_id);

CREATE INDEX outage_cases_by_case ON outage_cases (case_id);

CREATE INDEX outage_cases_by_outage ON outage_cases (outage_id);

CREATE INDEX outage_notices_by_account ON outage_notices (account_id, outage_id);

CREATE INDEX outage_scopes_by_line ON outage_scopes (line) WHERE line <> '';

CREATE INDEX outage_scopes_by_outage ON outage_scopes (outage_id);

CREATE INDEX outage_scopes_by_transformer_area ON outage_scopes (transformer_area_id) WHERE transformer_area_id IS NOT NULL;

CREATE INDEX outages_by_status ON outages (status, planned_from);

CREATE INDEX plan_items_by_customer ON plan_items (customer_id);

CREATE INDEX plan_items_by_plan ON plan_items (plan_id);

CREATE INDEX plan_items_ended ON plan_items (done_on, owner_id, withdrawn_at) WHERE status <> 'open';

CREATE INDEX plan_items_open_by_due ON plan_items (due_on, owner_id, withdrawn_at) WHERE status = 'open';

CREATE INDEX practice_by_case ON practice (case_id) WHERE case_id IS NOT NULL;

CREATE INDEX practice_by_day ON practice (done_on, kind, confirmed_minutes, course_id, staff_id) WHERE confirmed_at > 0 AND withdrawn_at IS NULL;

CREATE INDEX practice_by_staff ON practice (staff_id, course_id, done_on);

CREATE INDEX practice_by_visit ON practice (visit_id) WHERE visit_id IS NOT NULL;

CREATE INDEX practice_counted ON practice (staff_id, done_on, kind, confirmed_minutes) WHERE confirmed_at > 0 AND withdrawn_at IS NULL;

CREATE INDEX practice_waiting ON practice (mentor_id, done_on) WHERE confirmed_at = 0 AND refused_at = 0;

CREATE INDEX promises_by_customer ON promises (customer_id);

CREATE INDEX promises_by_owner ON promises (owner_id, due_on);

CREATE INDEX promises_open_by_case ON promises (case_id) WHERE case_id IS NOT NULL AND ended_on = '' AND withdrawn_at IS NULL;

CREATE INDEX promises_open_by_due ON promises (due_on, owner_id, withdrawn_at) WHERE ended_on = '';

CREATE INDEX qualified_by_staff ON qualified (staff_id, qualification_id);

CREATE INDEX qualified_by_until ON qualified (until_on);

CREATE INDEX questions_by_course ON questions (course_id);

CREATE INDEX quiz_answers_by_attempt ON quiz_answers (attempt_id);

CREATE INDEX quiz_answers_by_question ON quiz_answers (quiz_question_id, marked_at);

CREATE INDEX quiz_attempts_by_quiz ON quiz_attempts (quiz_id);

CREATE INDEX quiz_attempts_by_staff ON quiz_attempts (staff_id, quiz_id);

CREATE INDEX quiz_attempts_failed ON quiz_attempts (marked_at, quiz_id, staff_id) WHERE marked_at > 0 AND passed = 0 AND withdrawn_at IS NULL;

CREATE INDEX quiz_keys_by_bank ON quiz_keys (bank_question_id);

CREATE INDEX quiz_keys_by_quiz ON quiz_keys (quiz_id);

CREATE INDEX quiz_questions_by_quiz ON quiz_questions (quiz_id);

CREATE INDEX quizzes_by_class ON quizzes (class_id) WHERE class_id IS NOT NULL;

CREATE INDEX quizzes_by_course ON quizzes (course_id);

CREATE INDEX readings_by_account ON readings (account_id, read_on);

CREATE INDEX record_merges_by_gone ON record_merges (gone_id);

CREATE INDEX record_merges_by_stays ON record_merges (stays_id);

CREATE INDEX record_merges_by_with ON record_merges (with_id) WHERE with_id IS NOT NULL;

CREATE INDEX relations_by_customer ON relations (customer_id);

CREATE INDEX segmentings_by_customer ON segmentings (customer_id, from_on);

CREATE INDEX service_plans_by_customer ON service_plans (customer_id);

CREATE INDEX sign_ins_by_staff ON sign_ins (staff_id, changed_at);

CREATE INDEX special_cares_by_customer ON special_cares (customer_id);

CREATE INDEX survey_responses_by_customer ON survey_responses (customer_id, asked_on);

CREATE INDEX survey_responses_by_day ON survey_responses (asked_on);

CREATE INDEX survey_responses_by_source ON survey_responses (source_id);

CREATE UNIQUE INDEX sy_changes_by_seq ON sy_changes (dev, area, seq);

CREATE INDEX sy_changes_by_stamp ON sy_changes (hlc, dev);

CREATE INDEX sy_packages_by_stream ON sy_packages (dev, area, last);

CREATE INDEX sy_packages_by_time ON sy_packages (at);

CREATE INDEX sy_told_by_val ON sy_told (val, tbl, col);

CREATE INDEX training_proposals_by_staff ON training_proposals (staff_id);

CREATE INDEX transformer_areas_by_line ON transformer_areas (line) WHERE line <> '';

CREATE INDEX usage_events_by_customer ON usage_events (customer_id);

CREATE INDEX usage_sheets_by_month ON usage_sheets (area, month);

CREATE INDEX use_tasks_by_customer ON use_tasks (customer_id);

CREATE INDEX use_tasks_by_manager ON use_tasks (manager_id, done_on, due_on);

CREATE INDEX use_tasks_by_month ON use_tasks (month, about);

CREATE INDEX visit_answers_by_visit ON visit_answers (visit_id);

CREATE INDEX visit_links_by_record ON visit_links (record_id);

CREATE INDEX visit_links_by_visit ON visit_links (visit_id);

CREATE INDEX visit_rhythms_by_customer ON visit_rhythms (customer_id) WHERE customer_id IS NOT NULL;

CREATE INDEX visits_by_customer ON visits (customer_id, visited_on);

CREATE INDEX visits_by_manager ON visits (manager_id, planned_on, status, withdrawn_at);

CREATE INDEX visits_by_number ON visits (number);

CREATE INDEX visits_by_planned ON visits (planned_on, status, manager_id, withdrawn_at) WHERE withdrawn_at IS NULL;

CREATE INDEX visits_by_visited ON visits (visited_on, manager_id, withdrawn_at) WHERE visited_on <> '';

CREATE INDEX visits_to_follow_up ON visits (follow_up_on, manager_id, withdrawn_at) WHERE status = 'follow_up';
