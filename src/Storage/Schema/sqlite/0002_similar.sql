-- What pictures are compared by: 16 hexadecimal digits, or #rrggbb for a picture of one colour, which its hash (all zeros) tells nothing of.
-- VIRTUAL, since SQLite adds no STORED column to a table that exists; the index below keeps its values all the same.
ALTER TABLE images ADD COLUMN fingerprint TEXT AS (
    iif(json_extract(document, '$.perceptualHash') = '0000000000000000', json_extract(document, '$.dominantColour'), json_extract(document, '$.perceptualHash'))) VIRTUAL;

-- Every fingerprint in natural order, from the index alone. What is missing can be neither shown nor cleaned up.
CREATE INDEX images_by_fingerprint ON images (collection_id, sort_key, fingerprint) WHERE fingerprint IS NOT NULL AND state <> 'missing';
