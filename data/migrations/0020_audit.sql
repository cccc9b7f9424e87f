-- What others must be able to look into: who signed in, saw, exported, merged,
-- forced or decided what. Entries of a device in an area are a chain of hashes.
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

CREATE INDEX audit_entries_by_chain ON audit_entries (device, area, number);
CREATE INDEX audit_entries_by_time ON audit_entries (at);
CREATE INDEX audit_entries_by_record ON audit_entries (record_id, at) WHERE record_id IS NOT NULL;
CREATE INDEX audit_entries_by_staff ON audit_entries (staff_id, at);
