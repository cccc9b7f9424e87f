-- The ids of what a list brings in become indexes of their own, which a first
-- large import drops and makes anew, each sorted once. The index of a UNIQUE
-- column cannot be dropped; its tree is the same, so only its name and text in
-- the schema change.
PRAGMA writable_schema = ON;

UPDATE sqlite_schema SET sql = replace(sql, 'BLOB NOT NULL UNIQUE', 'BLOB NOT NULL')
WHERE type = 'table' AND name IN ('customers', 'contacts', 'accounts', 'meters', 'assignments');

UPDATE sqlite_schema SET name = tbl_name || '_by_id', sql = 'CREATE UNIQUE INDEX ' || tbl_name || '_by_id ON ' || tbl_name || ' (id)'
WHERE type = 'index' AND name = 'sqlite_autoindex_' || tbl_name || '_1' AND tbl_name IN ('customers', 'contacts', 'accounts', 'meters', 'assignments');

PRAGMA writable_schema = RESET;
