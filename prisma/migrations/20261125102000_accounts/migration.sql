-- Accounts: first passwords, second factors, back-off, what happened to an account, keys of other systems, and who stands in for whom.
ALTER TABLE "user"
  ADD COLUMN "must_change_password" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "two_factor_enabled" BOOLEAN DEFAULT false,
  ADD COLUMN "service" BOOLEAN NOT NULL DEFAULT false;

CREATE TABLE "two_factor" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "secret" TEXT NOT NULL,
  "backup_codes" TEXT NOT NULL,
  "user_id" TEXT NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "verified" BOOLEAN DEFAULT true,
  "failed_verification_count" INTEGER DEFAULT 0,
  "locked_until" TIMESTAMPTZ(3)
);
CREATE INDEX "two_factor_user_id_idx" ON "two_factor" ("user_id");
CREATE INDEX "two_factor_secret_idx" ON "two_factor" ("secret");

-- Attempts since the last success. Whoever is tried is kept as a hash: people type passwords where names belong.
CREATE TABLE "sign_in_attempt" (
  "name_hash" TEXT NOT NULL PRIMARY KEY,
  "failed" INTEGER NOT NULL,
  "locked_until" TIMESTAMPTZ(3),
  "last_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now()
);
CREATE INDEX "sign_in_attempt_last_at_idx" ON "sign_in_attempt" ("last_at");

CREATE TABLE "account_event" (
  "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "kind" TEXT NOT NULL,
  "user_id" TEXT,
  "by_id" TEXT,
  "address" TEXT,
  "detail" JSONB NOT NULL DEFAULT '{}'
);
CREATE INDEX "account_event_user_idx" ON "account_event" ("user_id", "id" DESC);
CREATE TRIGGER "account_event_append_only" BEFORE UPDATE OR DELETE ON "account_event" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

CREATE TABLE "api_key" (
  "id" UUID NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
  "user_id" TEXT NOT NULL REFERENCES "user" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION,
  "prefix" TEXT NOT NULL,
  "hash" TEXT NOT NULL,
  "scopes" TEXT[] NOT NULL,
  "created_by" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  "revoked_at" TIMESTAMPTZ(3),
  "last_used_at" TIMESTAMPTZ(3)
);
CREATE UNIQUE INDEX "api_key_hash_key" ON "api_key" ("hash");
CREATE INDEX "api_key_user_id_idx" ON "api_key" ("user_id");

-- Days in Shanghai, both included; without an end it lasts until somebody ends it.
CREATE TABLE "absence" (
  "id" UUID NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
  "user_id" TEXT NOT NULL REFERENCES "user" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION,
  "substitute_id" TEXT NOT NULL REFERENCES "user" ("id") ON DELETE NO ACTION ON UPDATE NO ACTION,
  "from_day" DATE NOT NULL,
  "until_day" DATE,
  "note" TEXT,
  "set_by" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "ended_at" TIMESTAMPTZ(3),
  CONSTRAINT "absence_days" CHECK ("until_day" IS NULL OR "until_day" >= "from_day"),
  CONSTRAINT "absence_other" CHECK ("user_id" <> "substitute_id")
);
CREATE INDEX "absence_user_id_idx" ON "absence" ("user_id");
CREATE INDEX "absence_substitute_id_idx" ON "absence" ("substitute_id");

GRANT SELECT, INSERT, UPDATE, DELETE ON "two_factor", "sign_in_attempt", "api_key", "absence" TO anlao_app;
GRANT SELECT, INSERT ON "account_event" TO anlao_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO anlao_app;
