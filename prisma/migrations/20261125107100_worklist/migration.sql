-- The worklist by date, and how many there are: neither reads the files of a hundred thousand cases
CREATE INDEX "case_file_due_idx" ON "case_file" ("due_at", "case_no") WHERE "status" = 'open';
CREATE INDEX "case_file_open_scope_idx" ON "case_file" ("division" text_pattern_ops, "type") INCLUDE ("excluded") WHERE "status" = 'open';
