-- What was not sent is counted after each change: the index alone must tell,
-- since finding a set by its key reads the bodies of the sets beside it.

DROP INDEX sy_changes_unsent;
CREATE INDEX sy_changes_unsent ON sy_changes (dev, sent_at) WHERE sent_at IS NULL;
