-- Two records that are one. The record that goes keeps what it says; what refers
-- to it is shown with the one that stays as long as its merge is not withdrawn.
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

CREATE INDEX record_merges_by_stays ON record_merges (stays_id);
CREATE INDEX record_merges_by_gone ON record_merges (gone_id);
CREATE INDEX record_merges_by_with ON record_merges (with_id) WHERE with_id IS NOT NULL;

-- Two customers who look like one and are not.
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

CREATE INDEX customers_apart_by_one ON customers_apart (one_id);
CREATE INDEX customers_apart_by_other ON customers_apart (other_id);

-- What the change log says of a cell that shows something else because of a
-- merge. It follows from what has travelled and does not travel itself.
CREATE TABLE sy_told (
	tbl    INTEGER NOT NULL,
	row_id BLOB NOT NULL,
	col    INTEGER NOT NULL,
	val    ANY,
	PRIMARY KEY (tbl, row_id, col)
) STRICT, WITHOUT ROWID;

CREATE INDEX sy_told_by_val ON sy_told (val, tbl, col);

CREATE INDEX customers_by_merged ON customers (merged_into_id) WHERE merged_into_id IS NOT NULL;
