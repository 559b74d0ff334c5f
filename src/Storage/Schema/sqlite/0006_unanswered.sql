-- Pictures that wait for a person's answer, by when they began to: they are not stuck.
CREATE INDEX images_unanswered ON images (stage, entered_at) WHERE state = 'waiting' AND due_at IS NULL;
