-- Documents: one table a kind. "document" is the state as JSON, times in it are Unix milliseconds; every other column follows from it.
-- Texts are ordered by their bytes, as in SQLite, so that cursors mean the same.

CREATE TABLE images (
    row                BIGINT GENERATED ALWAYS AS IDENTITY,
    id                 TEXT COLLATE "C"    NOT NULL,
    etag               BIGINT NOT NULL,
    schema_version     BIGINT NOT NULL,
    collection_id      TEXT COLLATE "C" GENERATED ALWAYS AS (document #>> '{collectionId}') STORED,
    sort_key           TEXT COLLATE "C" GENERATED ALWAYS AS (document #>> '{sortKey}') STORED,
    path               TEXT COLLATE "C" GENERATED ALWAYS AS (document #>> '{path}') STORED,
    entry              TEXT COLLATE "C" GENERATED ALWAYS AS (document #>> '{entry}') STORED,
    source_bytes       BIGINT GENERATED ALWAYS AS ((document #>> '{sourceBytes}')::bigint) STORED,
    source_modified_at BIGINT GENERATED ALWAYS AS ((document #>> '{sourceModifiedAt}')::bigint) STORED,
    job_id             TEXT COLLATE "C" GENERATED ALWAYS AS (document #>> '{jobId}') STORED,
    failed_job_id      TEXT COLLATE "C" GENERATED ALWAYS AS (document #>> '{failedJobId}') STORED,
    state              TEXT COLLATE "C" GENERATED ALWAYS AS (document #>> '{state}') STORED,
    stage              TEXT COLLATE "C" GENERATED ALWAYS AS (document #>> '{stage}') STORED,
    entered_at         BIGINT GENERATED ALWAYS AS ((document #>> '{enteredAt}')::bigint) STORED,
    due_at             BIGINT GENERATED ALWAYS AS ((document #>> '{dueAt}')::bigint) STORED,
    waiting_resource   TEXT COLLATE "C" GENERATED ALWAYS AS (document #>> '{waitingFor,resource}') STORED,
    error_code         TEXT COLLATE "C" GENERATED ALWAYS AS (document #>> '{lastError,code}') STORED,
    recipe             TEXT COLLATE "C" GENERATED ALWAYS AS (document #>> '{recipe}') STORED,
    cache_folder_id    TEXT COLLATE "C" GENERATED ALWAYS AS (document #>> '{cacheFolderId}') STORED,
    rendition_bytes    BIGINT GENERATED ALWAYS AS ((document #>> '{renditionBytes}')::bigint) STORED,
    rendition_count    BIGINT GENERATED ALWAYS AS ((document #>> '{renditionCount}')::bigint) STORED,
    shard INTEGER GENERATED ALWAYS AS (strpos('0123456789abcdef', right(id, 1)) - 1) STORED,
    -- What pictures are compared by: 16 hexadecimal digits, or #rrggbb for a picture of one colour.
    fingerprint        TEXT COLLATE "C" GENERATED ALWAYS AS (
        CASE WHEN document #>> '{perceptualHash}' = '0000000000000000' THEN document #>> '{dominantColour}' ELSE document #>> '{perceptualHash}' END) STORED,
    document           JSONB    NOT NULL
);

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

CREATE UNIQUE INDEX images_row ON images (row);
CREATE INDEX images_by_fingerprint ON images (collection_id, sort_key, fingerprint) WHERE fingerprint IS NOT NULL AND state <> 'missing';

CREATE TABLE jobs (
    row            BIGINT GENERATED ALWAYS AS IDENTITY,
    id             TEXT COLLATE "C"    NOT NULL,
    etag           BIGINT NOT NULL,
    schema_version BIGINT NOT NULL,
    type           TEXT COLLATE "C" GENERATED ALWAYS AS (document #>> '{type}') STORED,
    state          TEXT COLLATE "C" GENERATED ALWAYS AS (document #>> '{state}') STORED,
    source         TEXT COLLATE "C" GENERATED ALWAYS AS (document #>> '{source}') STORED,
    collection_id  TEXT COLLATE "C" GENERATED ALWAYS AS (document #>> '{collectionId}') STORED,
    created_at     BIGINT GENERATED ALWAYS AS ((document #>> '{createdAt}')::bigint) STORED,
    due_at         BIGINT GENERATED ALWAYS AS ((document #>> '{dueAt}')::bigint) STORED,
    shard INTEGER GENERATED ALWAYS AS (strpos('0123456789abcdef', right(id, 1)) - 1) STORED,
    document       JSONB    NOT NULL
);

-- Ids of jobs sort by the time of their creation.
CREATE UNIQUE INDEX jobs_id ON jobs (id);
CREATE INDEX jobs_by_state ON jobs (state, id);
CREATE INDEX jobs_by_type ON jobs (type, id);
CREATE INDEX jobs_by_source ON jobs (source, id);
CREATE INDEX jobs_by_collection ON jobs (collection_id, id);
CREATE INDEX jobs_due ON jobs (shard, due_at) WHERE due_at IS NOT NULL;

CREATE TABLE collections (
    row             BIGINT GENERATED ALWAYS AS IDENTITY,
    id              TEXT COLLATE "C"    NOT NULL,
    etag            BIGINT NOT NULL,
    schema_version  BIGINT NOT NULL,
    name            TEXT COLLATE "C" GENERATED ALWAYS AS (document #>> '{name}') STORED,
    path            TEXT COLLATE "C" GENERATED ALWAYS AS (document #>> '{path}') STORED,
    cache_folder_id TEXT COLLATE "C" GENERATED ALWAYS AS (document #>> '{cacheFolderId}') STORED,
    document        JSONB    NOT NULL
);

CREATE UNIQUE INDEX collections_id ON collections (id);
CREATE INDEX collections_by_name ON collections (lower(name), id);
CREATE INDEX collections_by_folder ON collections (cache_folder_id, id) WHERE cache_folder_id IS NOT NULL;

CREATE TABLE cache_folders (
    row            BIGINT GENERATED ALWAYS AS IDENTITY,
    id             TEXT COLLATE "C"    NOT NULL,
    etag           BIGINT NOT NULL,
    schema_version BIGINT NOT NULL,
    path           TEXT COLLATE "C" GENERATED ALWAYS AS (document #>> '{path}') STORED,
    due_at BIGINT GENERATED ALWAYS AS ((document #>> '{dueAt}')::bigint) STORED,
    shard INTEGER GENERATED ALWAYS AS (strpos('0123456789abcdef', right(id, 1)) - 1) STORED,
    document       JSONB    NOT NULL
);

CREATE UNIQUE INDEX cache_folders_id ON cache_folders (id);
CREATE INDEX cache_folders_due ON cache_folders (shard, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX cache_folders_by_path ON cache_folders (path);

-- Not documents: rows whose shape is theirs alone.
CREATE TABLE reminders (
    grain_id   TEXT COLLATE "C"    NOT NULL,
    name       TEXT COLLATE "C"    NOT NULL,
    grain_hash BIGINT NOT NULL,
    start_at   BIGINT NOT NULL,
    period     BIGINT NOT NULL,
    etag       BIGINT NOT NULL,
    PRIMARY KEY (grain_id, name)
);

CREATE INDEX reminders_by_hash ON reminders (grain_hash);

CREATE TABLE api_keys (
    id         TEXT COLLATE "C"    NOT NULL PRIMARY KEY,
    name       TEXT COLLATE "C"    NOT NULL,
    scope      TEXT COLLATE "C"    NOT NULL,
    hash       TEXT COLLATE "C"    NOT NULL,
    created_at BIGINT NOT NULL
);

-- One row, rewritten when somebody asks whether the disk still takes writes.
CREATE TABLE write_probe (
    row BIGINT PRIMARY KEY CHECK (row = 1),
    at  BIGINT NOT NULL
);
