-- The two lists of institutions that are published (R-193). What a filing check found goes before what the register says: filed once a filing
-- was made, known to be unfiled once officials have been there. A lead that nobody has looked into yet is not published.
CREATE VIEW "public_institution" AS
SELECT i."id" AS "key", i."id", i."name", i."division", i."address", i."category", i."operation_mode", i."beds", COALESCE(i."search", i."name") AS "search",
  COALESCE(f."list", i."filing_status") AS "list", COALESCE(f."filed_on", i."filed_on") AS "filed_on"
FROM "institution" i LEFT JOIN LATERAL (
  SELECT c."file" ->> 'kind' AS "list", (c."file" ->> 'filedOn')::date AS "filed_on" FROM "case_file" c
  WHERE c."institution_id" = i."id" AND c."type" = 'filingCheck' AND c."outcome" IS DISTINCT FROM 'withdrawn'
    AND (c."file" ->> 'kind' = 'filed' OR jsonb_array_length(c."file" -> 'urges') > 0)
  ORDER BY c."opened_at" DESC LIMIT 1
) f ON true
UNION ALL
SELECT c."case_no", NULL, c."institution_name", c."division", NULL, NULL, NULL, NULL, c."institution_name", c."file" ->> 'kind', (c."file" ->> 'filedOn')::date
FROM "case_file" c
WHERE c."type" = 'filingCheck' AND c."institution_id" IS NULL AND c."institution_name" IS NOT NULL AND c."outcome" IS DISTINCT FROM 'withdrawn'
  AND (c."file" ->> 'kind' = 'filed' OR jsonb_array_length(c."file" -> 'urges') > 0);
GRANT SELECT ON "public_institution" TO anlao_app;

-- Rectifications of which something is published (R-068)
CREATE INDEX "case_file_published_idx" ON "case_file" ("opened_at" DESC, "case_no" DESC)
  WHERE "type" = 'rectification' AND jsonb_path_exists("file", '$.items[*].published[*]');
