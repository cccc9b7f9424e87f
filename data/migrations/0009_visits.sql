-- Visits, what is promised and learned in them, what is used, and how each
-- customer is served.

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

CREATE INDEX visit_rhythms_by_customer ON visit_rhythms (customer_id) WHERE customer_id IS NOT NULL;

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

CREATE INDEX visits_by_number ON visits (number);
CREATE INDEX visits_by_customer ON visits (customer_id, visited_on);
CREATE INDEX visits_by_manager ON visits (manager_id, planned_on, status, withdrawn_at);
CREATE INDEX visits_by_planned ON visits (planned_on, status, manager_id, withdrawn_at) WHERE withdrawn_at IS NULL;
CREATE INDEX visits_by_visited ON visits (visited_on, manager_id, withdrawn_at) WHERE visited_on <> '';
CREATE INDEX visits_to_follow_up ON visits (follow_up_on, manager_id, withdrawn_at) WHERE status = 'follow_up';

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

CREATE INDEX visit_answers_by_visit ON visit_answers (visit_id);

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

CREATE INDEX visit_links_by_visit ON visit_links (visit_id);
CREATE INDEX visit_links_by_record ON visit_links (record_id);

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

CREATE INDEX attachments_by_record ON attachments (of_id);
CREATE INDEX attachments_by_hash ON attachments (hash);

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

CREATE INDEX promises_by_customer ON promises (customer_id);
CREATE INDEX promises_open_by_due ON promises (due_on, owner_id, withdrawn_at) WHERE ended_on = '';
CREATE INDEX promises_by_owner ON promises (owner_id, due_on);
CREATE INDEX promises_open_by_case ON promises (case_id) WHERE case_id IS NOT NULL AND ended_on = '' AND withdrawn_at IS NULL;

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

CREATE INDEX opportunities_by_customer ON opportunities (customer_id);

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

CREATE INDEX usage_events_by_customer ON usage_events (customer_id);

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

CREATE INDEX readings_by_account ON readings (account_id, read_on);

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
) STRICT;

CREATE INDEX usage_sheets_by_month ON usage_sheets (area, month);

-- What the sheets say, by the local number of the account: not synced, but
-- derived from them. The month comes first, so that a new one is appended.
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
	flags       INTEGER NOT NULL, -- 1: estimated
	PRIMARY KEY (month, account)
) WITHOUT ROWID, STRICT;

-- Months of which a sheet names accounts that are not here yet.
CREATE TABLE usage_waiting (
	area  INTEGER NOT NULL,
	month INTEGER NOT NULL,
	PRIMARY KEY (area, month)
) WITHOUT ROWID, STRICT;

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

CREATE INDEX customer_facts_by_customer ON customer_facts (customer_id, name, known_on);

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

CREATE INDEX segmentings_by_customer ON segmentings (customer_id, from_on);

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

CREATE INDEX service_plans_by_customer ON service_plans (customer_id);

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

CREATE INDEX plan_items_by_plan ON plan_items (plan_id);
CREATE INDEX plan_items_by_customer ON plan_items (customer_id);
CREATE INDEX plan_items_ended ON plan_items (done_on, owner_id, withdrawn_at) WHERE status <> 'open';
CREATE INDEX plan_items_open_by_due ON plan_items (due_on, owner_id, withdrawn_at) WHERE status = 'open';

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

CREATE INDEX important_users_by_customer ON important_users (customer_id);

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

CREATE INDEX special_cares_by_customer ON special_cares (customer_id);

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

CREATE INDEX relations_by_customer ON relations (customer_id);

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

CREATE INDEX agreements_by_customer ON agreements (customer_id);
CREATE INDEX agreements_by_number ON agreements (number);

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

CREATE INDEX survey_responses_by_customer ON survey_responses (customer_id, asked_on);
CREATE INDEX survey_responses_by_source ON survey_responses (source_id);
CREATE INDEX call_backs_by_case ON call_backs (case_id);
CREATE INDEX survey_responses_by_day ON survey_responses (asked_on);
