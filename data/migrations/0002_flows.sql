-- The lives of kinds of cases as data, and what a case has beside its columns.

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

ALTER TABLE cases ADD COLUMN stage TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN held_stage TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN grade TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN green_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE cases ADD COLUMN green_by_id BLOB;
ALTER TABLE cases ADD COLUMN parent_id BLOB; -- the case an internal demand was raised for
ALTER TABLE cases ADD COLUMN linked_to_id BLOB; -- the case that goes on for this one
ALTER TABLE cases ADD COLUMN protected INTEGER NOT NULL DEFAULT 0; -- only those in case_named see it

CREATE INDEX cases_by_parent ON cases (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX cases_by_link ON cases (linked_to_id) WHERE linked_to_id IS NOT NULL;
CREATE INDEX cases_by_external_no ON cases (external_no) WHERE external_no <> '';

ALTER TABLE case_steps ADD COLUMN from_stage TEXT NOT NULL DEFAULT '';
ALTER TABLE case_steps ADD COLUMN to_stage TEXT NOT NULL DEFAULT '';
ALTER TABLE case_steps ADD COLUMN contact TEXT NOT NULL DEFAULT '';
ALTER TABLE case_steps ADD COLUMN evidence TEXT NOT NULL DEFAULT '';

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

CREATE INDEX case_fields_by_case ON case_fields (case_id);

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

CREATE INDEX case_documents_by_case ON case_documents (case_id);
CREATE INDEX case_documents_owed ON case_documents (due_on) WHERE received_on = '' AND due_on <> '';

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

CREATE INDEX case_named_by_staff ON case_named (staff_id, case_id);
CREATE INDEX case_named_by_case ON case_named (case_id);
