-- The code of the reason for which the rules did not allow a case of a job, beside its sentence.
ALTER TABLE "job_item" ADD COLUMN "reason" TEXT;
