-- Profiles of the company's own for lists that go out: each row is a version that
-- is followed or withdrawn, never changed.
CREATE TABLE export_profiles (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	name         TEXT NOT NULL,
	version      INTEGER NOT NULL,
	basis        TEXT NOT NULL, -- masked, field or full
	shows        TEXT NOT NULL, -- what is other than in the basis: name=clear id=hidden
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;
