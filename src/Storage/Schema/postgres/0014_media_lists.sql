-- What lists of titles are filtered, ordered and searched by. Triggers keep it in the transaction that changes a title, and only when what lists show of it
-- has changed. A title that has become a part of another is not in it.
CREATE TABLE IF NOT EXISTS media (
    row BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id TEXT COLLATE "C" NOT NULL,
    etag BIGINT NOT NULL,
    schema_version BIGINT NOT NULL,
    sort_key TEXT COLLATE "C" GENERATED ALWAYS AS (document #>> '{sortKey}') STORED,
    job_id TEXT COLLATE "C" GENERATED ALWAYS AS (document #>> '{jobId}') STORED,
    failed_job_id TEXT COLLATE "C" GENERATED ALWAYS AS (document #>> '{failedJobId}') STORED,
    state TEXT COLLATE "C" GENERATED ALWAYS AS (document #>> '{state}') STORED,
    stage TEXT COLLATE "C" GENERATED ALWAYS AS (document #>> '{stage}') STORED,
    entered_at BIGINT GENERATED ALWAYS AS ((document #>> '{enteredAt}')::bigint) STORED,
    due_at BIGINT GENERATED ALWAYS AS ((document #>> '{dueAt}')::bigint) STORED,
    waiting_resource TEXT COLLATE "C" GENERATED ALWAYS AS (document #>> '{waitingFor,resource}') STORED,
    error_code TEXT COLLATE "C" GENERATED ALWAYS AS (document #>> '{lastError,code}') STORED,
    type TEXT COLLATE "C" GENERATED ALWAYS AS (document #>> '{facts,type}') STORED,
    title TEXT COLLATE "C" GENERATED ALWAYS AS (document #>> '{facts,title}') STORED,
    year BIGINT GENERATED ALWAYS AS ((document #>> '{facts,year}')::bigint) STORED,
    signature TEXT COLLATE "C" GENERATED ALWAYS AS (document #>> '{signature}') STORED,
    merged_into TEXT COLLATE "C" GENERATED ALWAYS AS (document #>> '{mergedInto}') STORED,
    shard INTEGER GENERATED ALWAYS AS (strpos('0123456789abcdef', right(id, 1)) - 1) STORED,
    document JSONB NOT NULL
);

-- Lists walk indexes of media_listed instead.
DROP INDEX IF EXISTS media_by_title;
DROP INDEX IF EXISTS media_by_type;
DROP INDEX IF EXISTS media_by_year;

-- A row for each title that is in lists; "media" is its row. Score and popularity are in thousandths. adult: 1 if a source or a person says so, -1 if a
-- person says that it is not, else 0.
CREATE TABLE media_listed (
    media       BIGINT PRIMARY KEY,
    type        TEXT COLLATE "C" NOT NULL,
    sort_key    TEXT COLLATE "C" NOT NULL,
    name        TEXT COLLATE "C" NOT NULL,
    year        BIGINT,
    score       BIGINT,
    popularity  BIGINT,
    imported_at BIGINT NOT NULL,
    adult       INTEGER NOT NULL
);

CREATE INDEX media_listed_by_title ON media_listed (sort_key);
CREATE INDEX media_listed_by_type ON media_listed (type, sort_key);
CREATE INDEX media_listed_by_imported ON media_listed (imported_at, media);

-- Titles without a value come last in both directions.
CREATE INDEX media_listed_by_year ON media_listed (coalesce(year, 99999), media);
CREATE INDEX media_listed_by_year_down ON media_listed (coalesce(year, -99999), media);
CREATE INDEX media_listed_by_score ON media_listed (coalesce(score, 1000000000000001), media);
CREATE INDEX media_listed_by_score_down ON media_listed (coalesce(score, -1000000000000001), media);
CREATE INDEX media_listed_by_popularity ON media_listed (coalesce(popularity, 1000000000000001), media);
CREATE INDEX media_listed_by_popularity_down ON media_listed (coalesce(popularity, -1000000000000001), media);

-- The words of titles (A), of their synopsis (B), and of the names of their cast (C).
CREATE TABLE media_words (
    media BIGINT PRIMARY KEY,
    words TSVECTOR NOT NULL
);

CREATE INDEX media_words_index ON media_words USING gin (words);

-- Genres and tags as they are written in titles of a type. "key" is how they are compared, "hash" the SHA-256 of that.
CREATE TABLE terms (
    term BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL,
    type TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    key  TEXT COLLATE "C" NOT NULL,
    hash TEXT COLLATE "C" NOT NULL
);

CREATE UNIQUE INDEX terms_name ON terms (kind, type, name);
CREATE INDEX terms_by_key ON terms (kind, key);
CREATE INDEX terms_by_hash ON terms (hash);

CREATE TABLE media_terms (
    term  BIGINT NOT NULL,
    media BIGINT NOT NULL,
    PRIMARY KEY (term, media)
);

CREATE INDEX media_terms_by_media ON media_terms (media);

-- Genres and tags that mark titles as for adults, in their order, besides those that the program knows of.
CREATE TABLE censored_tags (
    position BIGINT PRIMARY KEY,
    name     TEXT COLLATE "C" NOT NULL,
    hash     TEXT COLLATE "C" NOT NULL
);

-- Words without endings of English, and none left out: there are films called "It" and "Them".
CREATE TEXT SEARCH DICTIONARY media_stem (TEMPLATE = pg_catalog.snowball, Language = english);
CREATE TEXT SEARCH CONFIGURATION media_text (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION media_text ALTER MAPPING FOR asciiword, word, numword WITH media_stem;

-- How genres and tags are compared: small letters, one space between words. A database of locale C knows small letters by ICU only.
DO $body$
DECLARE
    small TEXT := CASE WHEN EXISTS (SELECT FROM pg_collation WHERE collname = 'und-x-icu') THEN 'lower($1 COLLATE "und-x-icu")' ELSE 'lower($1)' END;
BEGIN
    EXECUTE 'CREATE FUNCTION folded(TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS '
        || quote_literal('SELECT btrim(regexp_replace(' || small || $$, '[ \t\n\r\f\v\u00a0\u3000]+', ' ', 'g'))$$);
END
$body$;

CREATE FUNCTION term_hash(TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT encode(sha256(convert_to(folded($1), 'UTF8')), 'hex') $$;

-- A text that its parser takes apart as SQLite does: no accents, no signs, and each character of Chinese, Japanese and Korean a word.
CREATE FUNCTION search_text(TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT CASE WHEN octet_length(plain) = length(plain) THEN plain ELSE regexp_replace(
    regexp_replace(
        normalize(regexp_replace(normalize(folded(plain), NFD), '[\u0300-\u036f]', '', 'g'), NFC),
        '[\u0080-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u02c2-\u02df\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u3004\u3008-\u3020'
            '\u3030\u303d-\u303f\u30a0\u30fb\ufe10-\ufe6f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\ufff0-\uffff\U0001f000-\U0001faff]+',
        ' ', 'g'),
    '([\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff])',
    ' \1 ', 'g') END
FROM (SELECT translate($1, E'\t\n\r!"#$%&''()*+,-./:;<=>?@[\\]^_`{|}~', repeat(' ', 35)) AS plain) AS signs $$;

-- All of the words, of which the last may be the beginning of one.
CREATE FUNCTION search_query(asked TEXT[]) RETURNS TSQUERY LANGUAGE sql STABLE STRICT PARALLEL SAFE AS $$
SELECT string_agg('(' || query::text || CASE WHEN place = cardinality(asked) THEN ':*' ELSE '' END || ')', ' & ')::tsquery
FROM (SELECT phraseto_tsquery('media_text', search_text(word)) AS query, place FROM unnest(asked) WITH ORDINALITY AS words (word, place)) AS queries
WHERE numnode(query) > 0 $$;

CREATE VIEW media_to_list AS
SELECT
    row AS media,
    coalesce(type, '') COLLATE "C" AS type,
    sort_key,
    folded(coalesce(title, '')) COLLATE "C" AS name,
    year,
    CASE jsonb_typeof(document #> '{facts,score}') WHEN 'number'
        THEN round(greatest(least((document #>> '{facts,score}')::numeric, 1e12), -1e12) * 1000)::bigint END AS score,
    CASE jsonb_typeof(document #> '{facts,popularity}') WHEN 'number'
        THEN round(greatest(least((document #>> '{facts,popularity}')::numeric, 1e12), -1e12) * 1000)::bigint END AS popularity,
    coalesce((document ->> 'importedAt')::bigint, 0) AS imported_at,
    CASE document #>> '{facts,adult}' WHEN 'true' THEN 1 WHEN 'false' THEN CASE WHEN document -> 'locked' ? 'adult' THEN -1 ELSE 0 END ELSE 0 END AS adult
FROM media WHERE merged_into IS NULL AND sort_key IS NOT NULL;

-- Texts are cut off where they would be longer than an index of words takes.
CREATE VIEW media_to_find AS
SELECT
    row AS media,
    setweight(to_tsvector('media_text', search_text(left(concat_ws(
        ' ',
        title,
        (SELECT string_agg(named #>> '{}', ' ') FROM jsonb_path_query(document, '$.facts.titles.*') AS named),
        (SELECT string_agg(named #>> '{}', ' ') FROM jsonb_path_query(document, '$.facts.synonyms[*]') AS named)), 50000))), 'A')
    || setweight(to_tsvector('media_text', search_text(left(coalesce(document #>> '{facts,synopsis}', ''), 100000))), 'B')
    || setweight(to_tsvector('media_text', search_text(left(coalesce(
        (SELECT string_agg(named #>> '{}', ' ') FROM jsonb_path_query(document, '$.facts.cast[*]') AS named), ''), 50000))), 'C') AS words
FROM media;

CREATE VIEW media_said AS
SELECT row AS media, 'genre' AS kind, coalesce(type, '') AS type, left(name #>> '{}', 200) AS name FROM media, jsonb_path_query(document, '$.facts.genres[*]') AS name
UNION ALL
SELECT row, 'tag', coalesce(type, ''), left(name #>> '{}', 200) FROM media, jsonb_path_query(document, '$.facts.tags[*]') AS name;

-- Servers that meet new genres at the same time add them one after the other; the lock is that of media_vectors, so that there is but one to wait for.
CREATE FUNCTION media_listed_came() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO media_words SELECT found.media, found.words FROM added JOIN media_to_find AS found ON found.media = added.media;
    IF EXISTS (
        SELECT FROM added JOIN media_said AS said ON said.media = added.media
        WHERE NOT EXISTS (SELECT FROM terms WHERE terms.kind = said.kind AND terms.type = said.type AND terms.name = said.name))
    THEN
        PERFORM pg_advisory_xact_lock(hashtext('mpvectors'), hashtext(current_schema()));
        INSERT INTO terms (kind, type, name, key, hash)
        SELECT DISTINCT said.kind, said.type, said.name, folded(said.name), term_hash(said.name) FROM added JOIN media_said AS said ON said.media = added.media
        WHERE NOT EXISTS (SELECT FROM terms WHERE terms.kind = said.kind AND terms.type = said.type AND terms.name = said.name)
        ON CONFLICT DO NOTHING;
    END IF;
    INSERT INTO media_terms (term, media)
    SELECT terms.term, said.media FROM added JOIN media_said AS said ON said.media = added.media
    JOIN terms ON terms.kind = said.kind AND terms.type = said.type AND terms.name = said.name
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;

CREATE TRIGGER media_listed_came AFTER INSERT ON media_listed REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION media_listed_came();

CREATE FUNCTION media_listed_went() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM media_words USING gone WHERE media_words.media = gone.media;
    DELETE FROM media_terms USING gone WHERE media_terms.media = gone.media;
    RETURN NULL;
END
$$;

CREATE TRIGGER media_listed_went AFTER DELETE ON media_listed REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION media_listed_went();

INSERT INTO media_listed SELECT * FROM media_to_list;

CREATE FUNCTION media_came() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO media_listed SELECT listed.* FROM added JOIN media_to_list AS listed ON listed.media = added.row;
    RETURN NULL;
END
$$;

CREATE TRIGGER media_came AFTER INSERT ON media REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION media_came();

CREATE FUNCTION media_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM media_listed WHERE media = old.row;
    INSERT INTO media_listed SELECT * FROM media_to_list WHERE media = new.row;
    RETURN NULL;
END
$$;

-- For each row: its condition holds for few, and a table of all old and new documents would be made for nothing.
CREATE TRIGGER media_changed AFTER UPDATE ON media FOR EACH ROW WHEN (
    old.merged_into IS DISTINCT FROM new.merged_into OR old.document -> 'facts' IS DISTINCT FROM new.document -> 'facts'
    OR old.document -> 'importedAt' IS DISTINCT FROM new.document -> 'importedAt' OR old.document -> 'locked' IS DISTINCT FROM new.document -> 'locked')
EXECUTE FUNCTION media_changed();

CREATE FUNCTION media_went() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM media_listed WHERE media = old.row;
    RETURN NULL;
END
$$;

CREATE TRIGGER media_went AFTER DELETE ON media FOR EACH ROW EXECUTE FUNCTION media_went();
