-- Extensions and what follows a dot in a number are ordered apart from the rest of a name. renewed_sort_key is a function of this program.
UPDATE images SET document = json_set(document, '$.sortKey', renewed_sort_key(sort_key)) WHERE sort_key IS NOT NULL;

-- A name that is not UTF-8 shared its id with the file that is named as it is shown: the next scan finds both.
DELETE FROM images WHERE error_code = 'unreadableName';

-- A position in the old order is none in the new one: scans begin again at the first name, and a reconcile at the first picture of its collection.
UPDATE jobs SET document = json_set(document, '$.unchanged', 0, '$.seen', 0, '$.vanished', 0, '$.ignored', json('{}'))
WHERE type = 'scanCollection' AND json_extract(document, '$.phase') = 'reading' AND json_extract(document, '$.cursor') IS NOT NULL;

UPDATE jobs SET document = json_remove(document, '$.cursor')
WHERE type = 'scanCollection' AND json_extract(document, '$.phase') IN ('reading', 'markingMissing');

UPDATE jobs SET document = json_set(document, '$.cursor', substr(json_extract(document, '$.cursor'), 1, instr(json_extract(document, '$.cursor'), ' ')))
WHERE type = 'reconcile' AND json_extract(document, '$.phase') = 'checking' AND instr(json_extract(document, '$.cursor'), ' ') > 0;
