-- What an institution offers; published with its registration, grade and prices (R-196, R-197)
ALTER TABLE "institution" ADD COLUMN "services" TEXT;
CREATE OR REPLACE TRIGGER "institution_changed" AFTER UPDATE OR DELETE ON "institution" FOR EACH ROW EXECUTE FUNCTION "record_register_change"(
  'institution', 'name', 'division', 'address', 'credit_code', 'category', 'operation_mode', 'operating_status', 'filing_status', 'filed_on', 'beds',
  'contact', 'first_responsible', 'first_responsible_post', 'complaint_line', 'complaint_box', 'attributes', 'registration_no', 'registered_on',
  'registration_model', 'grade', 'graded_on', 'graded_by', 'price_kind', 'bed_fee', 'care_fee', 'name_irregularity', 'services');

CREATE OR REPLACE VIEW "public_institution" AS
SELECT i."id" AS "key", i."id", i."name", i."division", i."address", i."category", i."operation_mode", i."beds", COALESCE(i."search", i."name") AS "search",
  COALESCE(f."list", i."filing_status") AS "list", COALESCE(f."filed_on", i."filed_on") AS "filed_on", i."complaint_line", i."complaint_box",
  i."registration_no", i."grade", i."graded_on", i."price_kind", i."bed_fee", i."care_fee", i."services"
FROM "institution" i LEFT JOIN LATERAL (
  SELECT c."file" ->> 'kind' AS "list", (c."file" ->> 'filedOn')::date AS "filed_on" FROM "case_file" c
  WHERE c."institution_id" = i."id" AND c."type" = 'filingCheck' AND c."outcome" IS DISTINCT FROM 'withdrawn'
    AND (c."file" ->> 'kind' = 'filed' OR jsonb_array_length(c."file" -> 'urges') > 0)
  ORDER BY c."opened_at" DESC LIMIT 1
) f ON true
UNION ALL
SELECT c."case_no", NULL, c."institution_name", c."division", NULL, NULL, NULL, NULL, c."institution_name", c."file" ->> 'kind', (c."file" ->> 'filedOn')::date,
  NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM "case_file" c
WHERE c."type" = 'filingCheck' AND c."institution_id" IS NULL AND c."institution_name" IS NOT NULL AND c."outcome" IS DISTINCT FROM 'withdrawn'
  AND (c."file" ->> 'kind' = 'filed' OR jsonb_array_length(c."file" -> 'urges') > 0);
