-- When a cache folder is to be looked at by itself, for the same sweeps as items and jobs. VIRTUAL, as every column that is added later.
ALTER TABLE cache_folders ADD COLUMN due_at INTEGER AS (json_extract(document, '$.dueAt')) VIRTUAL;
ALTER TABLE cache_folders ADD COLUMN shard  INTEGER AS (instr('0123456789abcdef', substr(id, -1)) - 1) VIRTUAL;

CREATE INDEX cache_folders_due ON cache_folders (shard, due_at) WHERE due_at IS NOT NULL;
