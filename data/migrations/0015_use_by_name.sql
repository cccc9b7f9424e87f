-- Where a customer stands by name among those of a run, so that the list of a
-- million by name is read from wherever it is looked at.

ALTER TABLE forecasts ADD COLUMN name_order INTEGER NOT NULL DEFAULT 0;

UPDATE forecasts SET name_order = named.place
	FROM (SELECT f.run, f.customer, row_number() OVER (PARTITION BY f.run ORDER BY c.sort_key, c.n) - 1 AS place
		FROM forecasts f LEFT JOIN customers c ON c.n = f.customer) AS named
	WHERE forecasts.run = named.run AND forecasts.customer = named.customer;

DROP INDEX forecasts_by_use;
CREATE INDEX forecasts_by_use ON forecasts (run, used, before, ahead, standing, evidence, industry, segment, area, name_order);
CREATE INDEX forecasts_by_name ON forecasts (run, name_order);
