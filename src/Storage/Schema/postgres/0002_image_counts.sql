-- Counts of a collection's pictures by state and stage, from an index alone. No table of counters, unlike SQLite's: several silos would wait for one row of it.
-- "turnover" stands for the set of sort keys: while a collection's sum of it stays, every picture keeps its place in the order.
CREATE VIEW image_counts AS
SELECT collection_id, state, stage, count(*) AS pictures, sum(hashtextextended(sort_key, 0) & 4294967295) AS turnover
FROM images WHERE collection_id IS NOT NULL GROUP BY collection_id, state, stage;
