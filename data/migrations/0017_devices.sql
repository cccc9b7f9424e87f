-- Which computers are the company's: certificates and revocations, each signed
-- by the company's key. A row is never changed: its id comes from what was
-- signed, and whoever reads it checks the signature first.

CREATE TABLE device_certificates (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE, -- 16 bytes of the SHA-256 of body and signature
	area         INTEGER NOT NULL,
	body         BLOB NOT NULL, -- JSON, as it was signed
	signature    BLOB NOT NULL,
	withdrawn_at INTEGER, -- stays NULL
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE device_revocations (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	body         BLOB NOT NULL,
	signature    BLOB NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;
