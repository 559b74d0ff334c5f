-- Extensions and what follows a dot in a number are ordered apart from the rest of a name: this program renews the sort keys in the same transaction.

-- A name that is not UTF-8 shared its id with the file that is named as it is shown: the next scan finds both.
DELETE FROM images WHERE error_code = 'unreadableName';

-- A position in the old order is none in the new one: scans begin again at the first name, and a reconcile at the first picture of its collection.
UPDATE jobs SET document = document || '{"unchanged": 0, "seen": 0, "vanished": 0, "ignored": {}}'
WHERE type = 'scanCollection' AND document ->> 'phase' = 'reading' AND document ->> 'cursor' IS NOT NULL;

UPDATE jobs SET document = document - 'cursor' WHERE type = 'scanCollection' AND document ->> 'phase' IN ('reading', 'markingMissing');

UPDATE jobs SET document = jsonb_set(document, '{cursor}', to_jsonb(split_part(document ->> 'cursor', ' ', 1) || ' '))
WHERE type = 'reconcile' AND document ->> 'phase' = 'checking' AND strpos(document ->> 'cursor', ' ') > 0;
