-- Which rows were erased, and whether the change log of this device, or a file,
-- still holds what was written over. The table is of the device: each looks
-- through its own log, once for each row and again when more is heard of it.
CREATE TABLE erased_rows (
	n      INTEGER PRIMARY KEY,
	tbl    INTEGER NOT NULL, -- number of the table in the change log
	row_id BLOB NOT NULL,
	cols   BLOB NOT NULL,    -- numbers of the columns that were written over; empty: all that tell of a person
	waits  INTEGER NOT NULL, -- 1: the log is to be looked through
	UNIQUE (tbl, row_id)
) STRICT;

CREATE INDEX erased_rows_waiting ON erased_rows (n) WHERE waits = 1;

-- Up to which change set erased rows were noted.
CREATE TABLE erased_until (
	one INTEGER PRIMARY KEY CHECK (one = 1),
	ord INTEGER NOT NULL
) STRICT;
