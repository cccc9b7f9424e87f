-- Named filters of the lists, with their order and columns.

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

-- The lists of cases. Whatever narrows a list stands in the index that the list
-- goes by, so that millions of cases are looked through without being read.
DROP INDEX cases_open_by_due;
DROP INDEX cases_by_accepted;
DROP INDEX cases_by_number;

-- Open cases are few among many: the start page, the daily lists and the board read only these.
CREATE INDEX cases_open_by_due ON cases (due_at, accepted_at, status, kind, owner_id, unit_id, channel, provisional, number, customer_id, protected, withdrawn_at)
	WHERE withdrawn_at IS NULL AND status NOT IN ('closed', 'archived', 'cancelled', 'linked');
CREATE INDEX cases_open_by_owner ON cases (owner_id, due_at, accepted_at, status, kind, unit_id, channel, provisional, number, protected, withdrawn_at)
	WHERE withdrawn_at IS NULL AND status NOT IN ('closed', 'archived', 'cancelled', 'linked');
CREATE INDEX cases_open_by_status ON cases (status, due_at, accepted_at, kind, owner_id, unit_id, channel, provisional, number, protected, withdrawn_at)
	WHERE withdrawn_at IS NULL AND status NOT IN ('closed', 'archived', 'cancelled', 'linked');

-- All cases ever.
CREATE INDEX cases_by_accepted ON cases (accepted_at, status, kind, owner_id, unit_id, channel, provisional, due_at, number, protected, withdrawn_at) WHERE withdrawn_at IS NULL;
CREATE INDEX cases_by_number ON cases (number, protected, withdrawn_at);
CREATE INDEX cases_by_due ON cases (due_at, accepted_at, status, kind, owner_id, unit_id, channel, provisional, protected, withdrawn_at) WHERE due_at > 0 AND withdrawn_at IS NULL;
CREATE INDEX cases_by_status ON cases (status, accepted_at DESC, protected, withdrawn_at) WHERE withdrawn_at IS NULL;
CREATE INDEX cases_by_kind ON cases (kind, accepted_at DESC, protected, withdrawn_at) WHERE withdrawn_at IS NULL;
CREATE INDEX cases_by_owner ON cases (owner_id, accepted_at DESC, protected, withdrawn_at) WHERE withdrawn_at IS NULL;
