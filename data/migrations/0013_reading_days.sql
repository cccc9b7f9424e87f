-- When a month was read and out of what source, why a sheet was made, and what an
-- import told.

ALTER TABLE usage ADD COLUMN read_day INTEGER NOT NULL DEFAULT 0; -- 1: the first of the month, 32: a day of the next; 0: not known

ALTER TABLE usage_sheets ADD COLUMN reason TEXT NOT NULL DEFAULT '';

ALTER TABLE imports ADD COLUMN kind TEXT NOT NULL DEFAULT ''; -- app.ImportKind; the first ones were all of accounts
ALTER TABLE imports ADD COLUMN warned INTEGER NOT NULL DEFAULT 0;
ALTER TABLE imports ADD COLUMN told TEXT NOT NULL DEFAULT ''; -- JSON: reasons counted, and the first rows that have one
