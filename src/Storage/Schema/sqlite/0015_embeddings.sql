-- Vectors of texts. Those of one model and kind can be compared with each other. The text is known by its signature, so that titles with the same text share a
-- vector. Little-endian float32, one after the other.
CREATE TABLE embeddings (
    model     TEXT    NOT NULL,
    kind      TEXT    NOT NULL,
    signature TEXT    NOT NULL,
    added_at  INTEGER NOT NULL,
    vector    BLOB    NOT NULL
) STRICT;

CREATE UNIQUE INDEX embeddings_key ON embeddings (model, kind, signature);

-- How often each was found again. Apart, so that counting writes no vectors.
CREATE TABLE embedding_uses (
    model     TEXT    NOT NULL,
    kind      TEXT    NOT NULL,
    signature TEXT    NOT NULL,
    uses      INTEGER NOT NULL,
    used_at   INTEGER NOT NULL,
    PRIMARY KEY (model, kind, signature)
) STRICT, WITHOUT ROWID;

CREATE TABLE embedding_models (
    model      TEXT    NOT NULL PRIMARY KEY,
    dimensions INTEGER NOT NULL,
    hits       INTEGER NOT NULL,
    misses     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Which text each title is found by; null: by none any more. The number of a row only ever rises, also when its title gets another text: who follows the
-- table reads on from the highest number it has seen.
CREATE TABLE media_vectors (
    number    INTEGER PRIMARY KEY AUTOINCREMENT,
    media_id  TEXT    NOT NULL,
    kind      TEXT    NOT NULL,
    signature TEXT
) STRICT;

CREATE UNIQUE INDEX media_vectors_by_title ON media_vectors (media_id, kind);
CREATE INDEX media_vectors_by_signature ON media_vectors (signature);
