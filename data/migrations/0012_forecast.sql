-- Forecast of electricity use: frozen versions, what people know beside the
-- model, and what follows from deviations.

CREATE TABLE forecast_sheets (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	month        INTEGER NOT NULL,
	method       TEXT NOT NULL,
	customers    INTEGER NOT NULL,
	hash         BLOB NOT NULL,
	body         BLOB NOT NULL,
	by_id        BLOB,
	made_at      INTEGER NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE INDEX forecast_sheets_by_month ON forecast_sheets (month, area);

CREATE TABLE adjustments (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	customer_id  BLOB NOT NULL,
	month        INTEGER NOT NULL,
	known_to     INTEGER NOT NULL,
	model_kwh    INTEGER NOT NULL,
	kwh          INTEGER NOT NULL,
	reason       TEXT NOT NULL,
	by_id        BLOB,
	made_at      INTEGER NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE INDEX adjustments_by_customer ON adjustments (customer_id, month);
CREATE INDEX adjustments_by_month ON adjustments (month);

CREATE TABLE industry_groups (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	name         TEXT NOT NULL,
	industries   TEXT NOT NULL,
	note         TEXT NOT NULL,
	by_id        BLOB,
	made_at      INTEGER NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE TABLE deviation_reasons (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	customer_id  BLOB NOT NULL,
	month        INTEGER NOT NULL,
	cause        TEXT NOT NULL,
	reason       TEXT NOT NULL,
	by_id        BLOB,
	made_at      INTEGER NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE INDEX deviation_reasons_by_month ON deviation_reasons (month, customer_id);
CREATE INDEX deviation_reasons_by_customer ON deviation_reasons (customer_id);

CREATE TABLE market_factors (
	n               INTEGER PRIMARY KEY,
	id              BLOB NOT NULL UNIQUE,
	area            INTEGER NOT NULL,
	title           TEXT NOT NULL,
	industries      TEXT NOT NULL,
	from_month      INTEGER NOT NULL,
	to_month        INTEGER NOT NULL,
	change_permille INTEGER NOT NULL,
	confidence      INTEGER NOT NULL,
	source          TEXT NOT NULL,
	note            TEXT NOT NULL,
	by_id           BLOB,
	made_at         INTEGER NOT NULL,
	withdrawn_at    INTEGER,
	sy_hlc          INTEGER NOT NULL,
	sy_dev          INTEGER NOT NULL,
	sy_ovr          BLOB
) STRICT;

CREATE TABLE use_tasks (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	customer_id  BLOB NOT NULL,
	month        INTEGER NOT NULL,
	about        TEXT NOT NULL,
	text         TEXT NOT NULL,
	manager_id   BLOB,
	due_on       TEXT NOT NULL,
	done_on      TEXT NOT NULL,
	outcome      TEXT NOT NULL,
	by_id        BLOB,
	made_at      INTEGER NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

CREATE INDEX use_tasks_by_manager ON use_tasks (manager_id, done_on, due_on);
CREATE INDEX use_tasks_by_customer ON use_tasks (customer_id);
CREATE INDEX use_tasks_by_month ON use_tasks (month, about);

CREATE TABLE lead_decisions (
	n                 INTEGER PRIMARY KEY,
	id                BLOB NOT NULL UNIQUE,
	area              INTEGER NOT NULL,
	customer_id       BLOB NOT NULL,
	month             INTEGER NOT NULL,
	capacity_permille INTEGER NOT NULL,
	growth_permille   INTEGER NOT NULL,
	opportunity_id    BLOB,
	reason            TEXT NOT NULL,
	by_id             BLOB,
	made_at           INTEGER NOT NULL,
	withdrawn_at      INTEGER,
	sy_hlc            INTEGER NOT NULL,
	sy_dev            INTEGER NOT NULL,
	sy_ovr            BLOB
) STRICT;

CREATE INDEX lead_decisions_by_customer ON lead_decisions (customer_id);

CREATE TABLE watch_rules (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	code         TEXT NOT NULL,
	permille     INTEGER NOT NULL,
	version      INTEGER NOT NULL,
	valid_from   TEXT NOT NULL,
	source       TEXT NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

-- What the frozen sheets say of each customer, by his id, so that it does not
-- matter whether he or the sheet arrives first. Derived from them.
CREATE TABLE frozen (
	month       INTEGER NOT NULL, -- that was closed
	area        INTEGER NOT NULL,
	customer_id BLOB NOT NULL,
	body        BLOB NOT NULL,
	PRIMARY KEY (month, area, customer_id)
) STRICT, WITHOUT ROWID;

-- What runs of the forecast said, on this device only. Rows of another run than
-- that of forecast_run are of one that is being made or was given up. Figures
-- are kWh: the last twelve months, the twelve before, the next twelve.
CREATE TABLE forecasts (
	run      INTEGER NOT NULL,
	customer INTEGER NOT NULL, -- his number
	used     INTEGER NOT NULL,
	before   INTEGER NOT NULL,
	ahead    INTEGER NOT NULL,
	standing TEXT NOT NULL,
	evidence TEXT NOT NULL,
	industry TEXT NOT NULL,
	segment  TEXT NOT NULL,
	area     INTEGER NOT NULL,
	body     BLOB NOT NULL,
	PRIMARY KEY (run, customer)
) STRICT, WITHOUT ROWID;

CREATE INDEX forecasts_by_use ON forecasts (run, used, before, ahead, standing, evidence, industry, segment, area);

CREATE TABLE group_forecasts (
	run   INTEGER NOT NULL,
	level TEXT NOT NULL,
	code  TEXT NOT NULL,
	body  TEXT NOT NULL,
	PRIMARY KEY (run, level, code)
) STRICT, WITHOUT ROWID;

-- The last whole run: one row while there is one.
CREATE TABLE forecast_run (
	one       INTEGER PRIMARY KEY CHECK (one = 1),
	run       INTEGER NOT NULL,
	month     INTEGER NOT NULL, -- the last month of use it knew
	months    INTEGER NOT NULL, -- ahead
	made_at   INTEGER NOT NULL,
	method    TEXT NOT NULL,
	large     INTEGER NOT NULL, -- kWh a year from which a customer gets the slowest methods
	behind    INTEGER NOT NULL, -- 1: what it knew has changed since
	customers INTEGER NOT NULL,
	evidence  TEXT NOT NULL, -- JSON: how many of them rest on what
	pools     BLOB NOT NULL
) STRICT;
