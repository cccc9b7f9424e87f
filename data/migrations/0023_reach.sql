-- The list by name says of each customer whose records he is among, so that a
-- list of a unit need not look every one of them up.
DROP INDEX customers_by_sort_key;
CREATE INDEX customers_by_sort_key ON customers (sort_key, n, area) WHERE withdrawn_at IS NULL AND merged_into_id IS NULL;
