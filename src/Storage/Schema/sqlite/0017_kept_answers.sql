-- Answers of providers that may be used again until they expire; the key is a hash of the request.
CREATE TABLE kept_answers (
    key        TEXT    NOT NULL PRIMARY KEY,
    provider   TEXT    NOT NULL,
    status     INTEGER NOT NULL,
    body       TEXT    NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;

CREATE INDEX kept_answers_by_expiry ON kept_answers (expires_at);
