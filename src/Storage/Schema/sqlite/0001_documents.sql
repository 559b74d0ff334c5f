-- Documents: one table a kind. "document" is the state as JSON, times in it are Unix milliseconds; every other column follows from it.
-- STORED, not VIRTUAL: an update must know the old index entries, and a list reads columns without reading documents.

CREATE TABLE images (
    row                INTEGER PRIMARY KEY,
    id                 TEXT    NOT NULL,
    etag               INTEGER NOT NULL,
    schema_version     INTEGER NOT NULL,
    collection_id      TEXT    AS (json_extract(document, '$.collectionId')) STORED,
    sort_key           TEXT    AS (json_extract(document, '$.sortKey')) STORED,
    path               TEXT    AS (json_extract(document, '$.path')) STORED,
    entry              TEXT    AS (json_extract(document, '$.entry')) STORED,
    source_bytes       INTEGER AS (json_extract(document, '$.sourceBytes')) STORED,
    source_modified_at INTEGER AS (json_extract(document, '$.sourceModifiedAt')) STORED,
    job_id             TEXT    AS (json_extract(document, '$.jobId')) STORED,
    failed_job_id      TEXT    AS (json_extract(document, '$.failedJobId')) STORED,
    state              TEXT    AS (json_extract(document, '$.state')) STORED,
    stage              TEXT    AS (json_extract(document, '$.stage')) STORED,
    entered_at         INTEGER AS (json_extract(document, '$.enteredAt')) STORED,
    due_at             INTEGER AS (json_extract(document, '$.dueAt')) STORED,
    waiting_resource   TEXT    AS (json_extract(document, '$.waitingFor.resource')) STORED,
    error_code         TEXT    AS (json_extract(document, '$.lastError.code')) STORED,
    recipe             TEXT    AS (json_extract(document, '$.recipe')) STORED,
    cache_folder_id    TEXT    AS (json_extract(document, '$.cacheFolderId')) STORED,
    rendition_bytes    INTEGER AS (json_extract(document, '$.renditionBytes')) STORED,
    rendition_count    INTEGER AS (json_extract(document, '$.renditionCount')) STORED,
    shard              INTEGER AS (instr('0123456789abcdef', substr(id, -1)) - 1) VIRTUAL,
    document           TEXT    NOT NULL
) STRICT;

CREATE UNIQUE INDEX images_id ON images (id);
-- Pages of a collection in natural order, and what a scan compares with.
CREATE INDEX images_by_collection ON images (collection_id, sort_key, stage);
-- The same narrowed by state, and a collection's counts and bytes, from the index alone.
CREATE INDEX images_by_collection_state ON images (collection_id, state, sort_key, stage, source_bytes, rendition_bytes);
-- A job's window, its lists and its counts.
CREATE INDEX images_by_job ON images (job_id, state, sort_key, stage);
CREATE INDEX images_by_state ON images (state, stage, entered_at);
CREATE INDEX images_by_failed_job ON images (failed_job_id) WHERE failed_job_id IS NOT NULL;
CREATE INDEX images_by_resource ON images (job_id, waiting_resource) WHERE waiting_resource IS NOT NULL;
CREATE INDEX images_by_code ON images (error_code, state) WHERE error_code IS NOT NULL;
CREATE INDEX images_dead ON images (entered_at) WHERE state IN ('failed', 'quarantined');
CREATE INDEX images_due ON images (shard, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX images_by_folder ON images (cache_folder_id, rendition_bytes, rendition_count) WHERE cache_folder_id IS NOT NULL;

CREATE TABLE jobs (
    row            INTEGER PRIMARY KEY,
    id             TEXT    NOT NULL,
    etag           INTEGER NOT NULL,
    schema_version INTEGER NOT NULL,
    type           TEXT    AS (json_extract(document, '$.type')) STORED,
    state          TEXT    AS (json_extract(document, '$.state')) STORED,
    source         TEXT    AS (json_extract(document, '$.source')) STORED,
    collection_id  TEXT    AS (json_extract(document, '$.collectionId')) STORED,
    created_at     INTEGER AS (json_extract(document, '$.createdAt')) STORED,
    due_at         INTEGER AS (json_extract(document, '$.dueAt')) STORED,
    shard          INTEGER AS (instr('0123456789abcdef', substr(id, -1)) - 1) VIRTUAL,
    document       TEXT    NOT NULL
) STRICT;

-- Ids of jobs sort by the time of their creation.
CREATE UNIQUE INDEX jobs_id ON jobs (id);
CREATE INDEX jobs_by_state ON jobs (state, id);
CREATE INDEX jobs_by_type ON jobs (type, id);
CREATE INDEX jobs_by_source ON jobs (source, id);
CREATE INDEX jobs_by_collection ON jobs (collection_id, id);
CREATE INDEX jobs_due ON jobs (shard, due_at) WHERE due_at IS NOT NULL;

CREATE TABLE collections (
    row             INTEGER PRIMARY KEY,
    id              TEXT    NOT NULL,
    etag            INTEGER NOT NULL,
    schema_version  INTEGER NOT NULL,
    name            TEXT    AS (json_extract(document, '$.name')) STORED,
    path            TEXT    AS (json_extract(document, '$.path')) STORED,
    cache_folder_id TEXT    AS (json_extract(document, '$.cacheFolderId')) STORED,
    document        TEXT    NOT NULL
) STRICT;

CREATE UNIQUE INDEX collections_id ON collections (id);
CREATE INDEX collections_by_name ON collections (name COLLATE NOCASE, id);
CREATE INDEX collections_by_folder ON collections (cache_folder_id, id) WHERE cache_folder_id IS NOT NULL;

CREATE TABLE cache_folders (
    row            INTEGER PRIMARY KEY,
    id             TEXT    NOT NULL,
    etag           INTEGER NOT NULL,
    schema_version INTEGER NOT NULL,
    path           TEXT    AS (json_extract(document, '$.path')) STORED,
    document       TEXT    NOT NULL
) STRICT;

CREATE UNIQUE INDEX cache_folders_id ON cache_folders (id);
CREATE INDEX cache_folders_by_path ON cache_folders (path);

-- Not documents: rows whose shape is theirs alone.
CREATE TABLE reminders (
    grain_id   TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    grain_hash INTEGER NOT NULL,
    start_at   INTEGER NOT NULL,
    period     INTEGER NOT NULL,
    etag       INTEGER NOT NULL,
    PRIMARY KEY (grain_id, name)
) STRICT, WITHOUT ROWID;

CREATE INDEX reminders_by_hash ON reminders (grain_hash);

CREATE TABLE api_keys (
    id         TEXT    NOT NULL PRIMARY KEY,
    name       TEXT    NOT NULL,
    scope      TEXT    NOT NULL,
    hash       TEXT    NOT NULL,
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- One row, rewritten when somebody asks whether the disk still takes writes.
CREATE TABLE write_probe (
    row INTEGER PRIMARY KEY CHECK (row = 1),
    at  INTEGER NOT NULL
) STRICT;
