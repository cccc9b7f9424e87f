-- What a device keeps of its exchanges with others. None of it travels.

-- The packages it wrote, took in or carries on for others, by the names of
-- their files.
CREATE TABLE sy_packages (
	file       TEXT PRIMARY KEY,
	dev        INTEGER NOT NULL, -- whose change sets they are
	area       INTEGER NOT NULL,
	first      INTEGER NOT NULL,
	last       INTEGER NOT NULL,
	own        INTEGER NOT NULL, -- 1 when this device wrote the file
	rows       INTEGER NOT NULL,
	bytes      INTEGER NOT NULL,
	hash       BLOB NOT NULL,
	readers    TEXT NOT NULL, -- the devices that can open it, JSON
	written_at INTEGER NOT NULL, -- by the clock of its writer
	at         INTEGER NOT NULL, -- by the clock here
	state      TEXT NOT NULL,
	kept       INTEGER NOT NULL -- 1 while the file lies beside the database
) STRICT, WITHOUT ROWID;

CREATE INDEX sy_packages_by_stream ON sy_packages (dev, area, last);
CREATE INDEX sy_packages_by_time ON sy_packages (at);

-- What the other devices said they have.
CREATE TABLE sy_peers (
	peer INTEGER PRIMARY KEY,
	at   INTEGER NOT NULL, -- by its own clock: a later word replaces this one
	seen INTEGER NOT NULL  -- when it was read here
) STRICT;

CREATE TABLE sy_receipts (
	peer INTEGER NOT NULL,
	dev  INTEGER NOT NULL,
	area INTEGER NOT NULL,
	seq  INTEGER NOT NULL,
	PRIMARY KEY (peer, dev, area)
) STRICT, WITHOUT ROWID;

-- The authors' signatures of their chains, under which what they wrote can be
-- written anew for a device that came later.
CREATE TABLE sy_heads (
	dev       INTEGER NOT NULL,
	area      INTEGER NOT NULL,
	seq       INTEGER NOT NULL,
	hash      BLOB NOT NULL,
	signature BLOB NOT NULL,
	PRIMARY KEY (dev, area, seq)
) STRICT, WITHOUT ROWID;

-- How far the change sets of this device lie in a folder for others. Marking
-- each of them would write the whole log again.
CREATE TABLE sy_sent (
	area INTEGER PRIMARY KEY,
	seq  INTEGER NOT NULL
) STRICT;

DROP INDEX sy_changes_unsent;
