-- Where the log and Temporal disagreed: what was found, what was done about it, and what waits for an administrator.
CREATE TABLE "drift" (
  "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- the number of the case; also where there is no such case
  "workflow_id" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "state" TEXT NOT NULL CHECK ("state" IN ('open', 'healed', 'dismissed')),
  "detail" JSONB NOT NULL,
  -- what was done, or that it passed by itself; null while it is open
  "remedy" TEXT,
  "found_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "settled_at" TIMESTAMPTZ(3),
  -- an administrator's decision, which a worker carries out
  "decision" TEXT CHECK ("decision" IN ('rebuild', 'terminate', 'dismiss')),
  "decided_by" TEXT,
  "decided_at" TIMESTAMPTZ(3)
);
CREATE UNIQUE INDEX "drift_open_key" ON "drift" ("workflow_id", "kind") WHERE "state" = 'open';
CREATE INDEX "drift_found_idx" ON "drift" ("found_at" DESC, "id" DESC);
CREATE INDEX "drift_workflow_idx" ON "drift" ("workflow_id", "kind");

-- When the log and Temporal were last held against each other, and what that came to.
CREATE TABLE "drift_check" (
  "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "finished_at" TIMESTAMPTZ(3),
  "cases" INTEGER NOT NULL DEFAULT 0,
  "workflows" INTEGER NOT NULL DEFAULT 0,
  "healed" INTEGER NOT NULL DEFAULT 0,
  "waiting" INTEGER NOT NULL DEFAULT 0
);
GRANT SELECT, INSERT, UPDATE, DELETE ON "drift", "drift_check" TO anlao_app;
