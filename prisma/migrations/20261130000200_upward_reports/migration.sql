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
CREATE TRIGGER "upward_report_append_only" BEFORE UPDATE OR DELETE ON "upward_report" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "upward_report_no_truncate" BEFORE TRUNCATE ON "upward_report" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
GRANT SELECT, INSERT ON "upward_report" TO anlao_app;
