-- Exits of institutions (R-093, R-191, R-192): how each stands, and every step by which it came to that
CREATE TABLE "institution_exit" (
  "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "institution_id" TEXT NOT NULL REFERENCES "institution" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION,
  "state" TEXT NOT NULL CHECK ("state" IN ('proposed', 'inTransition', 'completed', 'refused', 'cancelled')),
  "seq" INTEGER NOT NULL,
  "file" JSONB NOT NULL
);
CREATE INDEX "institution_exit_institution_idx" ON "institution_exit" ("institution_id");
-- An institution exits once at a time
CREATE UNIQUE INDEX "institution_exit_once" ON "institution_exit" ("institution_id") WHERE "state" IN ('proposed', 'inTransition');

CREATE TABLE "institution_exit_step" (
  "exit_id" BIGINT NOT NULL REFERENCES "institution_exit" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION,
  "seq" INTEGER NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
  "by_id" TEXT NOT NULL,
  "act" TEXT NOT NULL,
  "data" JSONB NOT NULL,
  PRIMARY KEY ("exit_id", "seq")
);
CREATE TRIGGER "institution_exit_step_append_only" BEFORE UPDATE OR DELETE ON "institution_exit_step" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "institution_exit_step_no_truncate" BEFORE TRUNCATE ON "institution_exit_step" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

GRANT SELECT, INSERT, UPDATE ON "institution_exit" TO anlao_app;
GRANT SELECT, INSERT ON "institution_exit_step" TO anlao_app;
