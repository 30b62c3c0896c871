-- What an authority reported to the one above it: the log of weekly, monthly, instant and other reports (R-207), each with its figures as they were
CREATE TABLE "upward_report" (
  "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "kind" TEXT NOT NULL CHECK ("kind" IN ('keyMatters', 'stageSummary', 'clue', 'supervision', 'upgrade', 'leadUnit')),
  "division" TEXT NOT NULL,
  "from_day" DATE NOT NULL,
  "to_day" DATE NOT NULL,
  "case_no" TEXT REFERENCES "case_file" ("case_no") ON DELETE NO ACTION ON UPDATE NO ACTION,
  "sent_to" TEXT NOT NULL,
  "texts" JSONB NOT NULL,
  "figures" JSONB NOT NULL,
  "by_id" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX "upward_report_division_idx" ON "upward_report" ("division", "kind", "to_day" DESC);
CREATE FUNCTION "keep_upward_report"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- the one change there is: what was written about a case goes with the texts of the case, once that was made anonymous
  IF TG_OP = 'UPDATE' AND NEW."texts" = '{}' AND to_jsonb(OLD) - 'texts' = to_jsonb(NEW) - 'texts'
    AND EXISTS (SELECT 1 FROM "case_event" e WHERE e."case_no" = OLD."case_no" AND e."name" = 'anonymise' AND e."kind" = 'system')
  THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'what was recorded in % is not changed or removed', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER "upward_report_append_only" BEFORE UPDATE OR DELETE ON "upward_report" FOR EACH ROW EXECUTE FUNCTION "keep_upward_report"();
CREATE TRIGGER "upward_report_no_truncate" BEFORE TRUNCATE ON "upward_report" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
GRANT SELECT, INSERT ON "upward_report" TO anlao_app;

-- The application may not update the log of reports; this is how it removes what they say of one case, and nothing else
CREATE FUNCTION "remove_report_texts"("of_case" TEXT) RETURNS VOID LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
  UPDATE "upward_report" SET "texts" = '{}' WHERE "case_no" = "of_case" AND "texts" <> '{}'
$$;
REVOKE ALL ON FUNCTION "remove_report_texts"(TEXT) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "remove_report_texts"(TEXT) TO anlao_app;
