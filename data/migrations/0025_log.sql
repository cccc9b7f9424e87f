-- The change log lies as its sets arrived, each behind the one before. In a tree
-- sorted by device and area every step on the way to a set compared whole bodies.
ALTER TABLE sy_changes RENAME TO sy_changes_before;

CREATE TABLE sy_changes (
	ord       INTEGER PRIMARY KEY, -- order of arrival on this device
	dev       INTEGER NOT NULL,
	area      INTEGER NOT NULL,
	seq       INTEGER NOT NULL, -- gapless for each device and area
	hlc       INTEGER NOT NULL,
	prev_hash BLOB NOT NULL,
	body      BLOB NOT NULL
) STRICT;

INSERT INTO sy_changes (ord, dev, area, seq, hlc, prev_hash, body) SELECT ord, dev, area, seq, hlc, prev_hash, body FROM sy_changes_before;

DROP TABLE sy_changes_before;

CREATE UNIQUE INDEX sy_changes_by_seq ON sy_changes (dev, area, seq);
CREATE INDEX sy_changes_by_stamp ON sy_changes (hlc, dev);
