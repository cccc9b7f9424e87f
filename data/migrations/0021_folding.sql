-- How far the bodies of a device's change sets may lack in this file: those of
-- an area that left this device, and those whose writes were all written over
-- long ago. The sets keep their place and stamp; hash is that of the last, so
-- that the chain is checked from there. It does not travel.
CREATE TABLE sy_folded (
	dev  INTEGER NOT NULL,
	area INTEGER NOT NULL,
	seq  INTEGER NOT NULL,
	hash BLOB NOT NULL,
	went INTEGER NOT NULL DEFAULT 0, -- 1: the area left this device, with all up to here
	PRIMARY KEY (dev, area)
) STRICT, WITHOUT ROWID;
