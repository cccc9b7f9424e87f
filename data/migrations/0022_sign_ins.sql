-- How people get to the records. The password is nowhere: the verifier only
-- tells whether one is right. Everybody carries all of them (area 0), since
-- whoever comes to a computer must be known there without a network.
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

CREATE INDEX sign_ins_by_staff ON sign_ins (staff_id, changed_at);

-- Whose a half-done form is; none: of the one user of a file without sign-in.
ALTER TABLE drafts ADD COLUMN owner_id BLOB;
