-- What the reason is about for which the rules did not allow a case of a job: it is worded from both in the language of the reader.
ALTER TABLE "job_item" ADD COLUMN "about" TEXT[] NOT NULL DEFAULT '{}';
