-- Who may know of a case beside its division and type, and the numbers of cases that the institution must not infer from gaps.

-- Since when the institution knows of the case, if it does, and the departments that it was addressed to: said by the domain with every step
ALTER TABLE "case_file" ADD COLUMN "disclosed_at" TIMESTAMPTZ(3), ADD COLUMN "departments" TEXT[] NOT NULL DEFAULT '{}';
UPDATE "case_file" SET
  "disclosed_at" = CASE WHEN "type" = 'rectification' THEN to_timestamp(("file" ->> 'noticeIssuedAt')::float8 / 1000)
    WHEN "type" = 'filingCheck' AND "file" ->> 'kind' = 'filed' THEN "opened_at"
    WHEN "type" = 'filingCheck' THEN to_timestamp(LEAST(("file" #>> '{urges,0,at}')::float8, ("file" #>> '{checks,0,at}')::float8) / 1000) END,
  "departments" = ARRAY(SELECT jsonb_array_elements_text(COALESCE("file" -> 'departments', '[]') || COALESCE("file" #> '{transferredTo,department}', '[]')));
CREATE INDEX "case_file_departments_idx" ON "case_file" USING gin ("departments");

-- Complaints and referrals are counted on their own: gaps between the numbers that an institution sees say nothing about them
CREATE SEQUENCE "sealed_case_number";
SELECT setval('sealed_case_number', GREATEST((SELECT last_value FROM "case_number"), 1), (SELECT is_called FROM "case_number"));
GRANT USAGE, SELECT ON SEQUENCE "sealed_case_number" TO anlao_app;

-- Declarations of interest (回避): an official related to an institution is kept from its cases
CREATE TABLE "interest" (
  "id" UUID NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
  "user_id" TEXT NOT NULL REFERENCES "user" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION,
  "institution_id" TEXT NOT NULL REFERENCES "institution" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION,
  "relation" TEXT NOT NULL,
  "declared_by" TEXT NOT NULL,
  "declared_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "ended_by" TEXT,
  "ended_at" TIMESTAMPTZ(3)
);
CREATE UNIQUE INDEX "interest_once" ON "interest" ("user_id", "institution_id") WHERE "ended_at" IS NULL;
CREATE INDEX "interest_institution_id_idx" ON "interest" ("institution_id");
GRANT SELECT, INSERT, UPDATE ON "interest" TO anlao_app;
