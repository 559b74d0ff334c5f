-- What lists of titles are filtered, ordered and searched by. Triggers keep it in the transaction that changes a title, and only when what lists show of it
-- has changed. A title that has become a part of another is not in it.
CREATE TABLE IF NOT EXISTS media (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    etag INTEGER NOT NULL,
    schema_version INTEGER NOT NULL,
    sort_key TEXT AS (json_extract(document, '$.sortKey')) STORED,
    job_id TEXT AS (json_extract(document, '$.jobId')) STORED,
    failed_job_id TEXT AS (json_extract(document, '$.failedJobId')) STORED,
    state TEXT AS (json_extract(document, '$.state')) STORED,
    stage TEXT AS (json_extract(document, '$.stage')) STORED,
    entered_at INTEGER AS (json_extract(document, '$.enteredAt')) STORED,
    due_at INTEGER AS (json_extract(document, '$.dueAt')) STORED,
    waiting_resource TEXT AS (json_extract(document, '$.waitingFor.resource')) STORED,
    error_code TEXT AS (json_extract(document, '$.lastError.code')) STORED,
    type TEXT AS (json_extract(document, '$.facts.type')) STORED,
    title TEXT AS (json_extract(document, '$.facts.title')) STORED,
    year INTEGER AS (json_extract(document, '$.facts.year')) STORED,
    signature TEXT AS (json_extract(document, '$.signature')) STORED,
    merged_into TEXT AS (json_extract(document, '$.mergedInto')) STORED,
    shard INTEGER AS (instr('0123456789abcdef', substr(id, -1)) - 1) VIRTUAL,
    document TEXT NOT NULL
) STRICT;

-- Lists walk indexes of media_listed instead.
DROP INDEX IF EXISTS media_by_title;
DROP INDEX IF EXISTS media_by_type;
DROP INDEX IF EXISTS media_by_year;

-- A row for each title that is in lists; "media" is its row. Score and popularity are in thousandths. adult: 1 if a source or a person says so, -1 if a
-- person says that it is not, else 0.
CREATE TABLE media_listed (
    media       INTEGER PRIMARY KEY,
    type        TEXT    NOT NULL,
    sort_key    TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    year        INTEGER,
    score       INTEGER,
    popularity  INTEGER,
    imported_at INTEGER NOT NULL,
    adult       INTEGER NOT NULL
) STRICT;

CREATE INDEX media_listed_by_title ON media_listed (sort_key);
CREATE INDEX media_listed_by_type ON media_listed (type, sort_key);
CREATE INDEX media_listed_by_imported ON media_listed (imported_at);

-- Titles without a value come last in both directions.
CREATE INDEX media_listed_by_year ON media_listed (coalesce(year, 99999));
CREATE INDEX media_listed_by_year_down ON media_listed (coalesce(year, -99999));
CREATE INDEX media_listed_by_score ON media_listed (coalesce(score, 1000000000000001));
CREATE INDEX media_listed_by_score_down ON media_listed (coalesce(score, -1000000000000001));
CREATE INDEX media_listed_by_popularity ON media_listed (coalesce(popularity, 1000000000000001));
CREATE INDEX media_listed_by_popularity_down ON media_listed (coalesce(popularity, -1000000000000001));

-- The words of titles, of their synopsis, and of the names of their cast.
CREATE VIRTUAL TABLE media_words USING fts5(
    title, synopsis, people, content='', contentless_delete=1, tokenize='porter unicode61 remove_diacritics 2');

-- Genres and tags as they are written in titles of a type. "key" is how they are compared, "hash" the SHA-256 of that.
CREATE TABLE terms (
    term INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    type TEXT NOT NULL,
    name TEXT NOT NULL,
    key  TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX terms_name ON terms (kind, type, name);
CREATE INDEX terms_by_key ON terms (kind, key);
CREATE INDEX terms_by_hash ON terms (hash);

CREATE TABLE media_terms (
    term  INTEGER NOT NULL,
    media INTEGER NOT NULL,
    PRIMARY KEY (term, media)
) STRICT, WITHOUT ROWID;

CREATE INDEX media_terms_by_media ON media_terms (media);

-- Genres and tags that mark titles as for adults, in their order, besides those that the program knows of.
CREATE TABLE censored_tags (
    position INTEGER PRIMARY KEY,
    name     TEXT NOT NULL,
    hash     TEXT NOT NULL
) STRICT;

CREATE VIEW media_to_list AS
SELECT
    row AS media,
    coalesce(type, '') AS type,
    sort_key,
    folded(coalesce(title, '')) AS name,
    year,
    CAST(round(min(max(json_extract(document, '$.facts.score'), -1e12), 1e12) * 1000) AS INTEGER) AS score,
    CAST(round(min(max(json_extract(document, '$.facts.popularity'), -1e12), 1e12) * 1000) AS INTEGER) AS popularity,
    coalesce(json_extract(document, '$.importedAt'), 0) AS imported_at,
    CASE
        WHEN json_extract(document, '$.facts.adult') THEN 1
        WHEN json_extract(document, '$.facts.adult') = 0 AND EXISTS (SELECT 1 FROM json_each(document, '$.locked') WHERE value = 'adult') THEN -1
        ELSE 0
    END AS adult
FROM media WHERE merged_into IS NULL AND sort_key IS NOT NULL;

CREATE VIEW media_to_find AS
SELECT
    row AS media,
    search_text(concat_ws(
        ' ',
        title,
        (SELECT group_concat(value, ' ') FROM json_each(document, '$.facts.titles')),
        (SELECT group_concat(value, ' ') FROM json_each(document, '$.facts.synonyms')))) AS title,
    search_text(coalesce(json_extract(document, '$.facts.synopsis'), '')) AS synopsis,
    search_text(coalesce((SELECT group_concat(value, ' ') FROM json_each(document, '$.facts.cast')), '')) AS people
FROM media;

CREATE VIEW media_said AS
SELECT row AS media, 'genre' AS kind, coalesce(media.type, '') AS type, substr(value, 1, 200) AS name FROM media, json_each(document, '$.facts.genres')
UNION ALL
SELECT row, 'tag', coalesce(media.type, ''), substr(value, 1, 200) FROM media, json_each(document, '$.facts.tags');

CREATE TRIGGER media_listed_came AFTER INSERT ON media_listed BEGIN
    INSERT INTO media_words (rowid, title, synopsis, people) SELECT media, title, synopsis, people FROM media_to_find WHERE media = new.media;
    INSERT OR IGNORE INTO terms (kind, type, name, key, hash)
    SELECT said.kind, said.type, said.name, folded(said.name), term_hash(said.name) FROM media_said AS said
    WHERE said.media = new.media
        AND NOT EXISTS (SELECT 1 FROM terms WHERE terms.kind = said.kind AND terms.type = said.type AND terms.name = said.name);
    INSERT OR IGNORE INTO media_terms (term, media)
    SELECT terms.term, new.media FROM media_said AS said JOIN terms ON terms.kind = said.kind AND terms.type = said.type AND terms.name = said.name
    WHERE said.media = new.media;
END;

CREATE TRIGGER media_listed_went AFTER DELETE ON media_listed BEGIN
    DELETE FROM media_words WHERE rowid = old.media;
    DELETE FROM media_terms WHERE media = old.media;
END;

INSERT INTO media_listed SELECT * FROM media_to_list;

CREATE TRIGGER media_came AFTER INSERT ON media BEGIN
    INSERT INTO media_listed SELECT * FROM media_to_list WHERE media = new.row;
END;

CREATE TRIGGER media_changed AFTER UPDATE OF document ON media
WHEN new.merged_into IS NOT old.merged_into OR new.document -> '$.facts' IS NOT old.document -> '$.facts'
    OR json_extract(new.document, '$.importedAt', '$.locked') IS NOT json_extract(old.document, '$.importedAt', '$.locked')
BEGIN
    DELETE FROM media_listed WHERE media = old.row;
    INSERT INTO media_listed SELECT * FROM media_to_list WHERE media = new.row;
END;

CREATE TRIGGER media_went AFTER DELETE ON media BEGIN
    DELETE FROM media_listed WHERE media = old.row;
END;
