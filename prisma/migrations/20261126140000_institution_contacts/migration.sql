-- Who is responsible for an institution in the first place (R-007), and how to complain there (R-101)
ALTER TABLE "institution"
  ADD COLUMN "first_responsible" TEXT,
  ADD COLUMN "first_responsible_post" TEXT,
  ADD COLUMN "complaint_line" TEXT,
  ADD COLUMN "complaint_box" TEXT;

-- The complaint line and box are published with the institution; persons are not
CREATE OR REPLACE VIEW "public_institution" AS
SELECT i."id" AS "key", i."id", i."name", i."division", i."address", i."category", i."operation_mode", i."beds", COALESCE(i."search", i."name") AS "search",
  COALESCE(f."list", i."filing_status") AS "list", COALESCE(f."filed_on", i."filed_on") AS "filed_on", i."complaint_line", i."complaint_box"
FROM "institution" i LEFT JOIN LATERAL (
  SELECT c."file" ->> 'kind' AS "list", (c."file" ->> 'filedOn')::date AS "filed_on" FROM "case_file" c
  WHERE c."institution_id" = i."id" AND c."type" = 'filingCheck' AND c."outcome" IS DISTINCT FROM 'withdrawn'
    AND (c."file" ->> 'kind' = 'filed' OR jsonb_array_length(c."file" -> 'urges') > 0)
  ORDER BY c."opened_at" DESC LIMIT 1
) f ON true
UNION ALL
SELECT c."case_no", NULL, c."institution_name", c."division", NULL, NULL, NULL, NULL, c."institution_name", c."file" ->> 'kind', (c."file" ->> 'filedOn')::date,
  NULL, NULL
FROM "case_file" c
WHERE c."type" = 'filingCheck' AND c."institution_id" IS NULL AND c."institution_name" IS NOT NULL AND c."outcome" IS DISTINCT FROM 'withdrawn'
  AND (c."file" ->> 'kind' = 'filed' OR jsonb_array_length(c."file" -> 'urges') > 0);
