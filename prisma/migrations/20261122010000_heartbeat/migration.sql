-- Workers say that they live, whether Temporal answers them, and how far the relay is behind.
CREATE TABLE "worker_heartbeat" (
  "worker" TEXT NOT NULL PRIMARY KEY,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "temporal" TEXT NOT NULL,
  "lag" JSONB NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON "worker_heartbeat" TO anlao_app;
