-- Answers of providers that may be used again until they expire; the key is a hash of the request.
CREATE TABLE kept_answers (
    key        TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    provider   TEXT COLLATE "C" NOT NULL,
    status     INTEGER NOT NULL,
    body       TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE INDEX kept_answers_by_expiry ON kept_answers (expires_at);
