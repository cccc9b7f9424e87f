-- What a clock counts, in the unit of its rule: the green channel gives less
-- than the rule. 0 in clocks of before: the rule's.
ALTER TABLE case_clocks ADD COLUMN amount INTEGER NOT NULL DEFAULT 0;

-- When the offices work on a working day; the newest row holds.
CREATE TABLE office_hours (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	hours        TEXT NOT NULL, -- 08:30-12:00 14:00-17:30
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;
