-- Personal data of customers: what is only kept and protected, and what was
-- erased; and the registers of requests, assessments and incidents.
ALTER TABLE customers ADD COLUMN keeping TEXT NOT NULL DEFAULT ''; -- 'sealed', 'erased'

CREATE INDEX customers_kept_apart ON customers (keeping) WHERE keeping <> '';

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

CREATE INDEX data_requests_by_customer ON data_requests (customer_id) WHERE customer_id IS NOT NULL;

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
