-- Whether those who took a quiz may look at its answers when it is over.

ALTER TABLE quizzes ADD COLUMN answers_kept INTEGER NOT NULL DEFAULT 0; -- 1: not before the trainer allows it
