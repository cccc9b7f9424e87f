-- Which kind of list an import took in; the first ones were all of accounts.
ALTER TABLE imports ADD COLUMN kind TEXT NOT NULL DEFAULT ''; -- app.ImportKind
