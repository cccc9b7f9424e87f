-- What the merge of received changes keeps beside the records. None of it
-- travels: it is told by the change sets alone, so every device that has the
-- same sets has the same rows here.

-- Values that lost against another of the same column and that nobody who saw
-- them has written over: what a person is asked about.
CREATE TABLE sy_lost (
	tbl    INTEGER NOT NULL,
	row_id BLOB NOT NULL,
	col    INTEGER NOT NULL,
	hlc    INTEGER NOT NULL, -- with dev the write the value came from
	dev    INTEGER NOT NULL,
	area   INTEGER NOT NULL,
	val    ANY,
	PRIMARY KEY (tbl, row_id, col, hlc, dev)
) STRICT, WITHOUT ROWID;

-- Writes that are not here yet though one that saw them is: when they come they
-- have lost nothing. Empty once everything has arrived.
CREATE TABLE sy_superseded (
	tbl    INTEGER NOT NULL,
	row_id BLOB NOT NULL,
	hlc    INTEGER NOT NULL,
	dev    INTEGER NOT NULL,
	col    INTEGER NOT NULL,
	PRIMARY KEY (tbl, row_id, hlc, dev, col)
) STRICT, WITHOUT ROWID;

-- Changes of tables and columns that a newer program made, and of rows whose
-- first change set is not here yet.
CREATE TABLE sy_pending (
	tbl    INTEGER NOT NULL,
	row_id BLOB NOT NULL,
	hlc    INTEGER NOT NULL,
	dev    INTEGER NOT NULL,
	area   INTEGER NOT NULL,
	piece  BLOB NOT NULL, -- the row as in a change set, with the cells that wait
	PRIMARY KEY (tbl, row_id, hlc, dev)
) STRICT, WITHOUT ROWID;

-- Change sets that are in the log but could not be brought into the records.
CREATE TABLE sy_quarantine (
	dev    INTEGER NOT NULL,
	area   INTEGER NOT NULL,
	seq    INTEGER NOT NULL,
	hlc    INTEGER NOT NULL,
	reason TEXT NOT NULL,
	at     INTEGER NOT NULL,
	PRIMARY KEY (dev, area, seq)
) STRICT, WITHOUT ROWID;

-- The stamp of the newest set of a device in an area: older ones have arrived.
ALTER TABLE sy_have ADD COLUMN hlc INTEGER NOT NULL DEFAULT 0;
UPDATE sy_have SET hlc = coalesce((SELECT c.hlc FROM sy_changes c WHERE c.dev = sy_have.dev AND c.area = sy_have.area AND c.seq = sy_have.seq), 0);

-- Where a row went that moved to another area: the last move of each.
CREATE TABLE sy_moves (
	tbl     INTEGER NOT NULL,
	row_id  BLOB NOT NULL,
	hlc     INTEGER NOT NULL, -- with dev the move
	dev     INTEGER NOT NULL,
	area_to INTEGER NOT NULL,
	gone    INTEGER NOT NULL DEFAULT 0, -- 1: the row is not in this file, though the log may know of it
	PRIMARY KEY (row_id, tbl)
) STRICT, WITHOUT ROWID;

-- Writes of rows that came by another device's hand, brought to a further area.
CREATE TABLE sy_carried (
	tbl    INTEGER NOT NULL,
	row_id BLOB NOT NULL,
	hlc    INTEGER NOT NULL,
	dev    INTEGER NOT NULL,
	PRIMARY KEY (tbl, row_id, hlc, dev)
) STRICT, WITHOUT ROWID;
