-- When a file was changed last (ctime) and its number: what a scan compares besides size and time of change. VIRTUAL, as every column that is added later.
ALTER TABLE images ADD COLUMN source_changed_at INTEGER AS (json_extract(document, '$.sourceChangedAt')) VIRTUAL;
ALTER TABLE images ADD COLUMN source_inode      INTEGER AS (json_extract(document, '$.sourceInode')) VIRTUAL;

-- With both in it: a scan would parse every document for them.
DROP INDEX images_by_collection;
CREATE INDEX images_by_collection ON images (collection_id, sort_key, stage, source_changed_at, source_inode);

-- What a scan that reads all again found of a picture, and its counts for a job.
ALTER TABLE images ADD COLUMN verification TEXT AS (json_extract(document, '$.verification')) VIRTUAL;
CREATE INDEX images_verified ON images (job_id, state, verification) WHERE verification IS NOT NULL;
