-- How often somebody came within a minute, counted for all processes of the API together. Nothing is lost when a crash empties it.
CREATE UNLOGGED TABLE "door_count" (
  "key" TEXT NOT NULL PRIMARY KEY,
  "hits" INTEGER NOT NULL,
  "resets_at" TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX "door_count_resets_at_idx" ON "door_count" ("resets_at");
GRANT SELECT, INSERT, UPDATE, DELETE ON "door_count" TO anlao_app;
