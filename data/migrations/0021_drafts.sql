-- Whose a half-done form is. Those from before people signed in are nobody's,
-- and whoever may fill in such a form goes on with them.
ALTER TABLE drafts ADD COLUMN by_id BLOB;
