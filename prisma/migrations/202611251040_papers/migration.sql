-- Documents: numbered and written down by the step that asks for them, printed afterwards.
ALTER TABLE "case_document"
  ADD COLUMN "document_no" TEXT,
  -- what the code on the paper says; whoever reads it may ask whether the paper is genuine
  ADD COLUMN "code" TEXT,
  -- what it is to say; nothing once it is printed
  ADD COLUMN "facts" JSONB,
  ADD COLUMN "docx_sha256" TEXT,
  ADD COLUMN "docx_bytes" INTEGER,
  ADD COLUMN "printed_at" TIMESTAMPTZ(3),
  ADD COLUMN "attempts" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "not_before" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  ADD COLUMN "error" TEXT,
  ALTER COLUMN "sha256" DROP NOT NULL,
  ALTER COLUMN "bytes" DROP NOT NULL;
UPDATE "case_document" SET "printed_at" = "created_at";
ALTER TABLE "case_document" ADD CONSTRAINT "case_document_printed_check"
  CHECK ("printed_at" IS NULL OR ("sha256" IS NOT NULL AND "bytes" IS NOT NULL));
CREATE UNIQUE INDEX "case_document_code_key" ON "case_document" ("code");
CREATE INDEX "case_document_no_idx" ON "case_document" ("document_no");
CREATE INDEX "case_document_waiting_idx" ON "case_document" ("created_at", "id") WHERE "printed_at" IS NULL;

-- The last number given, for each division, kind of document and year. It moves with the document that takes the number, so there are no gaps.
CREATE TABLE "document_counter" (
  "division" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "year" INTEGER NOT NULL,
  "last" INTEGER NOT NULL,
  PRIMARY KEY ("division", "kind", "year")
);

-- What the content store was given, by its hash. A content is touched before its bytes are written, so that clearing up leaves alone what is being put.
CREATE TABLE "stored_content" (
  "sha256" TEXT NOT NULL PRIMARY KEY,
  "bytes" BIGINT NOT NULL,
  "touched_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  -- what the virus scanner said; `unscanned` where there is none
  "scan" TEXT NOT NULL DEFAULT 'unscanned' CHECK ("scan" IN ('unscanned', 'waiting', 'clean', 'infected')),
  "finding" TEXT,
  "scanned_at" TIMESTAMPTZ(3)
);
CREATE INDEX "stored_content_touched_idx" ON "stored_content" ("touched_at");
CREATE INDEX "stored_content_waiting_idx" ON "stored_content" ("sha256") WHERE "scan" = 'waiting';
INSERT INTO "stored_content" ("sha256", "bytes") SELECT "sha256", max("bytes") FROM
  (SELECT "sha256", "bytes" FROM "evidence" UNION ALL SELECT "sha256", "bytes" FROM "case_document") x GROUP BY "sha256";

-- Evidence: for which item, before or after it was put right, and the copies without metadata that are shown instead of the sealed original.
ALTER TABLE "evidence"
  ADD COLUMN "item_no" INTEGER,
  ADD COLUMN "phase" TEXT CHECK ("phase" IN ('before', 'after')),
  ADD COLUMN "note" TEXT,
  ADD COLUMN "copy_sha256" TEXT,
  ADD COLUMN "copy_type" TEXT,
  ADD COLUMN "thumb_sha256" TEXT;

-- Signatures of both sides, drawn on a screen or scanned, for the records of the same visit.
CREATE TABLE "case_signature" (
  "id" UUID NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
  "case_no" TEXT NOT NULL REFERENCES "case_file" ("case_no"),
  "role" TEXT NOT NULL CHECK ("role" IN ('inspector', 'institution')),
  "name" TEXT NOT NULL,
  "evidence_id" UUID NOT NULL REFERENCES "evidence" ("id"),
  -- the picture as documents show it
  "sha256" TEXT NOT NULL,
  "captured_by" TEXT NOT NULL,
  "signed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX "case_signature_case_idx" ON "case_signature" ("case_no", "signed_at");

GRANT SELECT, INSERT, UPDATE, DELETE ON "document_counter", "stored_content", "case_signature" TO anlao_app;
