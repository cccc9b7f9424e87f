-- Outages, what they take in, who was told, and the fault reports of each.

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

CREATE INDEX outages_by_status ON outages (status, planned_from);

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

CREATE INDEX outage_scopes_by_outage ON outage_scopes (outage_id);
CREATE INDEX outage_scopes_by_transformer_area ON outage_scopes (transformer_area_id) WHERE transformer_area_id IS NOT NULL;
CREATE INDEX outage_scopes_by_line ON outage_scopes (line) WHERE line <> '';

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

CREATE INDEX outage_notices_by_account ON outage_notices (account_id, outage_id);

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

CREATE INDEX outage_cases_by_outage ON outage_cases (outage_id);
CREATE INDEX outage_cases_by_case ON outage_cases (case_id);

CREATE INDEX accounts_by_line ON accounts (line) WHERE line <> '';
CREATE INDEX transformer_areas_by_line ON transformer_areas (line) WHERE line <> '';
