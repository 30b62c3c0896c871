-- The roots of the days: each holds every event recorded on that day (Asia/Shanghai) and the root of the day before.
CREATE TABLE "ledger_day" (
  "day" DATE NOT NULL PRIMARY KEY,
  "root" TEXT NOT NULL,
  "prev" TEXT NOT NULL,
  "events" INTEGER NOT NULL,
  "cases" INTEGER NOT NULL,
  "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp()
);
CREATE TRIGGER "ledger_day_append_only" BEFORE UPDATE OR DELETE ON "ledger_day" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "ledger_day_no_truncate" BEFORE TRUNCATE ON "ledger_day" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
GRANT SELECT, INSERT ON "ledger_day" TO anlao_app;
