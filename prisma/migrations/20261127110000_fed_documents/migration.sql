-- The event feed tells of documents, too: issued and printed. Their times are those of the clock, not of a statement that may have waited for a number.
ALTER TABLE "case_document" ALTER COLUMN "created_at" SET DEFAULT clock_timestamp();
CREATE INDEX "case_document_issued_idx" ON "case_document" ("created_at", "case_no", "seq");
CREATE INDEX "case_document_printed_idx" ON "case_document" ("printed_at", "case_no", "seq");
ALTER TABLE "webhook" ADD COLUMN "fed_part" TEXT NOT NULL DEFAULT '';
