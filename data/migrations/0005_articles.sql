CREATE TABLE articles (
	n            INTEGER PRIMARY KEY,
	id           BLOB NOT NULL UNIQUE,
	area         INTEGER NOT NULL,
	title_zh     TEXT NOT NULL,
	title_en     TEXT NOT NULL,
	body_zh      TEXT NOT NULL,
	body_en      TEXT NOT NULL,
	kinds        TEXT NOT NULL, -- kinds of cases with commas between; empty: every kind
	keys         TEXT NOT NULL, -- further words it is found by
	valid_from   TEXT NOT NULL,
	valid_to     TEXT NOT NULL,
	source       TEXT NOT NULL,
	mark         TEXT NOT NULL, -- V read in a public source, R recalled, ? doubtful
	confirmed_by TEXT NOT NULL,
	confirmed_on TEXT NOT NULL,
	withdrawn_at INTEGER,
	sy_hlc       INTEGER NOT NULL,
	sy_dev       INTEGER NOT NULL,
	sy_ovr       BLOB
) STRICT;

-- Articles are found as addresses are, by pairs of characters made in Go. Titles
-- and key words are also asked apart from the body, so detail is by column.
CREATE VIRTUAL TABLE article_grams USING fts5 (title, keys, body, content = '', contentless_delete = 1, detail = column, tokenize = "unicode61 remove_diacritics 0");
