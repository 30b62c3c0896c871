-- The published list of joint punishment finds the few cases by which an institution is on it (R-122).
CREATE INDEX "case_file_sanctions_idx" ON "case_file" ("case_no") WHERE "file" ? 'sanctions';
