-- For how long the company keeps each kind of data, version by version; a kind
-- without a row is kept as the program delivers it.
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
