-- Messages on every channel, where they go, and in whose words; letters to departments; exchange with other systems.
ALTER TABLE "notification" DROP CONSTRAINT "notification_channel_check";
ALTER TABLE "notification"
  ADD CONSTRAINT "notification_channel_check" CHECK ("channel" IN ('inbox', 'email', 'webhook', 'dingtalk', 'wecom', 'events')),
  ADD CONSTRAINT "notification_state_check" CHECK ("state" IN ('queued', 'sending', 'sent', 'failed', 'gathered')),
  -- what a receiving system is told beside the words
  ADD COLUMN "details" JSONB NOT NULL DEFAULT '{}',
  -- the digest that a gathered message is told in
  ADD COLUMN "digest" BIGINT REFERENCES "notification" ("id"),
  -- when trying began; a replay begins afresh
  ADD COLUMN "tried_from" TIMESTAMPTZ(3) NOT NULL DEFAULT now();
DROP INDEX "notification_queued_idx";
CREATE INDEX "notification_queued_idx" ON "notification" ("channel", "address", "not_before") WHERE "channel" <> 'inbox' AND "state" IN ('queued', 'sending');
CREATE INDEX "notification_failed_idx" ON "notification" ("id") WHERE "state" = 'failed';
CREATE INDEX "notification_digest_idx" ON "notification" ("digest") WHERE "digest" IS NOT NULL;

-- How people are reached beside the inbox
ALTER TABLE "user" ADD COLUMN "notify_phone" TEXT, ADD COLUMN "notify_language" TEXT NOT NULL DEFAULT 'zh-CN' CHECK ("notify_language" IN ('zh-CN', 'en'));

-- Where messages or events are posted to. The address holds a robot's token and is sealed like the secret.
CREATE TABLE "webhook" (
  "id" UUID NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
  "name" TEXT NOT NULL,
  "channel" TEXT NOT NULL CHECK ("channel" IN ('webhook', 'dingtalk', 'wecom', 'events')),
  "host" TEXT NOT NULL,
  "url_sealed" TEXT NOT NULL,
  "secret_sealed" TEXT,
  "division" TEXT NOT NULL,
  "role" TEXT,
  "department" TEXT,
  "events" TEXT[] NOT NULL DEFAULT '{}',
  "language" TEXT NOT NULL DEFAULT 'zh-CN' CHECK ("language" IN ('zh-CN', 'en')),
  "enabled" BOOLEAN NOT NULL DEFAULT true,
  "created_by" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  -- how far the event feed was queued for it
  "fed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "fed_case" TEXT NOT NULL DEFAULT '',
  "fed_seq" INTEGER NOT NULL DEFAULT 0
);

-- Words that an administrator put in place of the product's own; every version is kept, the newest counts
CREATE TABLE "message_template" (
  "event" TEXT NOT NULL,
  "language" TEXT NOT NULL,
  "channel" TEXT NOT NULL,
  "version" INTEGER NOT NULL,
  -- both empty: back to the product's own words
  "subject" TEXT,
  "body" TEXT,
  "created_by" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  PRIMARY KEY ("event", "language", "channel", "version"),
  CHECK (("subject" IS NULL) = ("body" IS NULL))
);

-- Where letters to a department of a division go
CREATE TABLE "department_contact" (
  "division" TEXT NOT NULL,
  "code" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "email" TEXT,
  "phone" TEXT,
  "updated_by" TEXT NOT NULL,
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  PRIMARY KEY ("division", "code")
);

-- The one-time link by which a department without an account answers a letter; the token itself is kept only until it is sent
CREATE TABLE "letter_link" (
  "id" UUID NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
  "case_no" TEXT NOT NULL REFERENCES "case_file" ("case_no"),
  "letter_no" INTEGER NOT NULL,
  "token_hash" TEXT NOT NULL,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  "created_by" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "opened_at" TIMESTAMPTZ(3),
  "used_at" TIMESTAMPTZ(3),
  "revoked_at" TIMESTAMPTZ(3)
);
CREATE UNIQUE INDEX "letter_link_token_key" ON "letter_link" ("token_hash");
CREATE INDEX "letter_link_letter_idx" ON "letter_link" ("case_no", "letter_no");

-- What was given to and taken from other systems (R-009, R-204)
CREATE TABLE "exchange_log" (
  "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "what" TEXT NOT NULL,
  "division" TEXT NOT NULL,
  "done_by" TEXT NOT NULL,
  "counts" JSONB NOT NULL
);

ALTER TABLE "institution" ADD COLUMN "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now();
CREATE FUNCTION "note_update"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW IS DISTINCT FROM OLD THEN NEW.updated_at := clock_timestamp(); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "institution_updated" BEFORE UPDATE ON "institution" FOR EACH ROW EXECUTE FUNCTION "note_update"();
CREATE INDEX "institution_updated_idx" ON "institution" ("updated_at", "id");

GRANT SELECT, INSERT, UPDATE, DELETE ON "webhook", "department_contact", "letter_link" TO anlao_app;
GRANT SELECT, INSERT ON "message_template", "exchange_log" TO anlao_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO anlao_app;
