-- The ids by which records are of one title, each with that title: ids of registries ("imdb:tt0078748"), and those of records whose title has another id.
CREATE TABLE media_ids (
    claim    TEXT NOT NULL PRIMARY KEY,
    media_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX media_ids_by_title ON media_ids (media_id);
