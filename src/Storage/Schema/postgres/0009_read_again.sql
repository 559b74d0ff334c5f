-- When a file was changed last (ctime) and its number: what a scan compares besides size and time of change. And what a scan that reads all again found of
-- a picture. The table is rewritten once for all three.
ALTER TABLE images
    ADD COLUMN source_changed_at BIGINT GENERATED ALWAYS AS ((document #>> '{sourceChangedAt}')::bigint) STORED,
    ADD COLUMN source_inode      BIGINT GENERATED ALWAYS AS ((document #>> '{sourceInode}')::bigint) STORED,
    ADD COLUMN verification      TEXT COLLATE "C" GENERATED ALWAYS AS (document #>> '{verification}') STORED;

CREATE INDEX images_verified ON images (job_id, state, verification) WHERE verification IS NOT NULL;
