-- Random draws of closed cases whose customers are called back, and the calls.

CREATE TABLE draws (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	at           INTEGER NOT NULL,
	by_id        BLOB,
	kinds        TEXT NOT NULL, -- words with commas between; empty: all
	from_on      TEXT NOT NULL,
	to_on        TEXT NOT NULL,
	percent      INTEGER NOT NULL,
	at_least     INTEGER NOT NULL,
	seed         INTEGER NOT NULL,
	total        INTEGER NOT NULL,
	picked       INTEGER NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE call_backs (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	draw_id      BLOB NOT NULL,
	case_id      BLOB NOT NULL,
	called_at    INTEGER NOT NULL, -- 0: not yet
	by_id        BLOB,
	opinion      TEXT NOT NULL,
	note         TEXT NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE INDEX call_backs_by_draw ON call_backs (draw_id);
CREATE INDEX cases_by_closed ON cases (closed_at) WHERE closed_at > 0;
