-- Vectors of texts. Those of one model and kind can be compared with each other. The text is known by its signature, so that titles with the same text share a
-- vector. Little-endian float32, one after the other.
CREATE TABLE embeddings (
    model     TEXT COLLATE "C" NOT NULL,
    kind      TEXT COLLATE "C" NOT NULL,
    signature TEXT COLLATE "C" NOT NULL,
    added_at  BIGINT NOT NULL,
    vector    BYTEA NOT NULL,
    PRIMARY KEY (model, kind, signature)
);

-- How often each was found again. Apart, so that counting writes no vectors.
CREATE TABLE embedding_uses (
    model     TEXT COLLATE "C" NOT NULL,
    kind      TEXT COLLATE "C" NOT NULL,
    signature TEXT COLLATE "C" NOT NULL,
    uses      BIGINT NOT NULL,
    used_at   BIGINT NOT NULL,
    PRIMARY KEY (model, kind, signature)
);

CREATE TABLE embedding_models (
    model      TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    dimensions BIGINT NOT NULL,
    hits       BIGINT NOT NULL,
    misses     BIGINT NOT NULL
);

-- Which text each title is found by; null: by none any more. The number of a row only ever rises, also when its title gets another text: who follows the
-- table reads on from the highest number it has seen.
CREATE TABLE media_vectors (
    number    BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    media_id  TEXT COLLATE "C" NOT NULL,
    kind      TEXT COLLATE "C" NOT NULL,
    signature TEXT COLLATE "C"
);

CREATE UNIQUE INDEX media_vectors_by_title ON media_vectors (media_id, kind);
CREATE INDEX media_vectors_by_signature ON media_vectors (signature);

-- Numbers become visible in their order: whoever writes rows waits for the transaction that wrote rows before. "mpvectors" is only a name for the lock.
CREATE FUNCTION number_media_vectors_in_turn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('mpvectors'), hashtext(current_schema()));
    RETURN NULL;
END
$$;

CREATE TRIGGER media_vectors_in_turn BEFORE INSERT ON media_vectors FOR EACH STATEMENT EXECUTE FUNCTION number_media_vectors_in_turn();
