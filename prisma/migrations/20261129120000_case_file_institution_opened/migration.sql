-- The newest cases of an institution are asked for with every case that is opened there (R-034).
DROP INDEX "case_file_institution_idx";
CREATE INDEX "case_file_institution_idx" ON "case_file" ("institution_id", "opened_at" DESC, "case_no" DESC);
