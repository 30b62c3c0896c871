-- The database of record. What happened to a case is in case_event, append-only and hash-chained; case_file is folded from it.
CREATE EXTENSION IF NOT EXISTS ltree;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- The application works under this role: it may not change or remove what was recorded.
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'anlao_app') THEN CREATE ROLE anlao_app NOLOGIN; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
DO $$ BEGIN EXECUTE format('GRANT anlao_app TO %I', current_user); END $$;

-- Who is who -----------------------------------------------------------------------------------------------------------
CREATE TABLE "division" (
  "code" TEXT NOT NULL PRIMARY KEY,
  "name" TEXT NOT NULL,
  "level" TEXT NOT NULL,
  "parent" TEXT,
  "path" ltree NOT NULL
);
CREATE INDEX "division_path_idx" ON "division" USING gist ("path");
CREATE INDEX "division_parent_idx" ON "division" ("parent");

CREATE TABLE "organisation" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "name" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "code" TEXT,
  "division" TEXT NOT NULL
);
CREATE INDEX "organisation_division_idx" ON "organisation" ("division");

CREATE TABLE "institution" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "name" TEXT NOT NULL,
  "division" TEXT NOT NULL,
  "address" TEXT,
  "credit_code" TEXT,
  "category" TEXT,
  "operation_mode" TEXT,
  "operating_status" TEXT NOT NULL DEFAULT 'operating',
  "filing_status" TEXT NOT NULL DEFAULT 'unknown',
  "filed_on" DATE,
  "beds" INTEGER,
  "contact" TEXT,
  "source" TEXT,
  "source_number" TEXT,
  "attributes" JSONB NOT NULL DEFAULT '{}',
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX "institution_source_number_key" ON "institution" ("source", "source_number");
CREATE INDEX "institution_division_idx" ON "institution" ("division" text_pattern_ops);
CREATE INDEX "institution_name_idx" ON "institution" USING gin ("name" gin_trgm_ops);

CREATE TABLE "user" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "name" TEXT NOT NULL,
  "email" TEXT NOT NULL,
  "email_verified" BOOLEAN NOT NULL DEFAULT false,
  "image" TEXT,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "username" TEXT,
  "display_username" TEXT,
  "role" TEXT,
  "banned" BOOLEAN DEFAULT false,
  "ban_reason" TEXT,
  "ban_expires" TIMESTAMPTZ(3),
  "division" TEXT,
  "organisation_id" TEXT REFERENCES "organisation" ("id"),
  "institution_id" TEXT REFERENCES "institution" ("id"),
  "notify_email" TEXT
);
CREATE UNIQUE INDEX "user_email_key" ON "user" ("email");
CREATE UNIQUE INDEX "user_username_key" ON "user" ("username");
CREATE INDEX "user_role_division_idx" ON "user" ("role", "division");

CREATE TABLE "session" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  "token" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "ip_address" TEXT,
  "user_agent" TEXT,
  "user_id" TEXT NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "impersonated_by" TEXT
);
CREATE UNIQUE INDEX "session_token_key" ON "session" ("token");
CREATE INDEX "session_user_id_idx" ON "session" ("user_id");

CREATE TABLE "account" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "account_id" TEXT NOT NULL,
  "provider_id" TEXT NOT NULL,
  "user_id" TEXT NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "access_token" TEXT,
  "refresh_token" TEXT,
  "id_token" TEXT,
  "access_token_expires_at" TIMESTAMPTZ(3),
  "refresh_token_expires_at" TIMESTAMPTZ(3),
  "scope" TEXT,
  "password" TEXT,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now()
);
CREATE INDEX "account_user_id_idx" ON "account" ("user_id");

CREATE TABLE "verification" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "identifier" TEXT NOT NULL,
  "value" TEXT NOT NULL,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now()
);
CREATE INDEX "verification_identifier_idx" ON "verification" ("identifier");

CREATE TABLE "rate_limit" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "key" TEXT NOT NULL,
  "count" INTEGER NOT NULL,
  "last_request" BIGINT NOT NULL
);
CREATE UNIQUE INDEX "rate_limit_key_key" ON "rate_limit" ("key");

-- The law in force ----------------------------------------------------------------------------------------------------
CREATE TABLE "policy" (
  "jurisdiction" TEXT NOT NULL,
  "version" INTEGER NOT NULL,
  "document" JSONB NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  PRIMARY KEY ("jurisdiction", "version")
);
CREATE TABLE "calendar_year" (
  "year" INTEGER NOT NULL PRIMARY KEY,
  "announced" BOOLEAN NOT NULL,
  "source" TEXT NOT NULL,
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now()
);
CREATE TABLE "calendar_day" (
  "day" DATE NOT NULL PRIMARY KEY,
  "year" INTEGER NOT NULL REFERENCES "calendar_year" ("year") ON DELETE CASCADE ON UPDATE CASCADE,
  "kind" TEXT NOT NULL CHECK ("kind" IN ('holiday', 'makeUpWorkday')),
  "name" TEXT NOT NULL
);
CREATE INDEX "calendar_day_year_idx" ON "calendar_day" ("year");

-- The log -------------------------------------------------------------------------------------------------------------
CREATE SEQUENCE "case_number";

CREATE TABLE "case_file" (
  "case_no" TEXT NOT NULL PRIMARY KEY,
  "type" TEXT NOT NULL,
  "division" TEXT NOT NULL,
  "institution_id" TEXT REFERENCES "institution" ("id"),
  "institution_name" TEXT,
  "stage" TEXT NOT NULL,
  "status" TEXT NOT NULL CHECK ("status" IN ('open', 'closed')),
  "outcome" TEXT,
  "version" INTEGER NOT NULL,
  "told" INTEGER NOT NULL,
  "head" TEXT NOT NULL,
  "file" JSONB NOT NULL,
  "opened_at" TIMESTAMPTZ(3) NOT NULL,
  "received_at" TIMESTAMPTZ(3) NOT NULL,
  "changed_at" TIMESTAMPTZ(3) NOT NULL,
  "closed_at" TIMESTAMPTZ(3),
  "due_at" TIMESTAMPTZ(3),
  "provisional" BOOLEAN NOT NULL DEFAULT false,
  "clock" TEXT NOT NULL,
  "owner_id" TEXT,
  "assignee_id" TEXT,
  "next_event" TEXT,
  "next_event_at" TIMESTAMPTZ(3),
  "next_rung_at" TIMESTAMPTZ(3),
  "excluded" TEXT[] NOT NULL DEFAULT '{}',
  "parent" TEXT,
  "source" TEXT,
  "source_number" TEXT,
  -- one accountable owner and one next expected event for every open case
  CONSTRAINT "case_file_owner_and_next_event" CHECK (
    "status" = 'closed' OR ("owner_id" IS NOT NULL AND "next_event" IS NOT NULL AND "next_event_at" IS NOT NULL)
  )
);
CREATE UNIQUE INDEX "case_file_source_number_key" ON "case_file" ("source", "source_number");
CREATE INDEX "case_file_open_idx" ON "case_file" ("next_event_at", "case_no") WHERE "status" = 'open';
CREATE INDEX "case_file_division_idx" ON "case_file" ("division" text_pattern_ops, "opened_at");
CREATE INDEX "case_file_owner_idx" ON "case_file" ("owner_id") WHERE "status" = 'open';
CREATE INDEX "case_file_institution_idx" ON "case_file" ("institution_id");
CREATE INDEX "case_file_opened_idx" ON "case_file" ("opened_at" DESC, "case_no" DESC);

-- What a worklist's search finds a case by; written once, so that a case that moves on leaves the index alone
CREATE TABLE "case_search" (
  "case_no" TEXT NOT NULL PRIMARY KEY REFERENCES "case_file" ("case_no"),
  "search" TEXT NOT NULL
);
CREATE INDEX "case_search_idx" ON "case_search" USING gin ("search" gin_trgm_ops);

CREATE TABLE "case_event" (
  "case_no" TEXT NOT NULL REFERENCES "case_file" ("case_no"),
  "seq" INTEGER NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "kind" TEXT NOT NULL CHECK ("kind" IN ('action', 'rung', 'system')),
  "name" TEXT NOT NULL,
  "actor" JSONB NOT NULL,
  "data" JSONB NOT NULL,
  "key" TEXT NOT NULL,
  "stage" TEXT NOT NULL,
  "file_hash" TEXT NOT NULL,
  "prev_hash" TEXT NOT NULL,
  "hash" TEXT NOT NULL,
  -- what the workflow is told of this event; null when it does not act on it
  "step" JSONB,
  "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY ("case_no", "seq")
);
CREATE UNIQUE INDEX "case_event_key_key" ON "case_event" ("case_no", "key");
CREATE INDEX "case_event_recorded_idx" ON "case_event" ("recorded_at", "case_no", "seq");

CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'what was recorded in % is not changed or removed', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege'; END $$;
CREATE TRIGGER "case_event_append_only" BEFORE UPDATE OR DELETE ON "case_event" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "case_event_no_truncate" BEFORE TRUNCATE ON "case_event" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- Every date that was ever set, with the ledger that explains it
CREATE TABLE "case_deadline" (
  "case_no" TEXT NOT NULL REFERENCES "case_file" ("case_no"),
  "id" TEXT NOT NULL,
  "seq" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "awaits" TEXT NOT NULL,
  "statutory" BOOLEAN NOT NULL,
  "due_at" TIMESTAMPTZ(3) NOT NULL,
  "provisional" BOOLEAN NOT NULL,
  "ledger" JSONB NOT NULL,
  PRIMARY KEY ("case_no", "id", "seq")
);

CREATE TABLE "case_link" (
  "case_no" TEXT NOT NULL REFERENCES "case_file" ("case_no"),
  "kind" TEXT NOT NULL,
  "other" TEXT NOT NULL,
  PRIMARY KEY ("case_no", "kind", "other")
);
CREATE INDEX "case_link_other_idx" ON "case_link" ("other");

-- What the workflows still have to be told; and how far each has come
CREATE TABLE "outbox" (
  "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "case_no" TEXT NOT NULL,
  "seq" INTEGER NOT NULL,
  "attempts" INTEGER NOT NULL DEFAULT 0,
  "not_before" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "error" TEXT
);
CREATE INDEX "outbox_case_no_idx" ON "outbox" ("case_no");
CREATE TABLE "case_follow" (
  "case_no" TEXT NOT NULL PRIMARY KEY REFERENCES "case_file" ("case_no"),
  "followed" INTEGER NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT now()
);
CREATE TABLE "case_effect" (
  "case_no" TEXT NOT NULL REFERENCES "case_file" ("case_no"),
  "seq" INTEGER NOT NULL,
  "effect" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  PRIMARY KEY ("case_no", "seq", "effect")
);

-- What belongs to a case ----------------------------------------------------------------------------------------------
CREATE TABLE "case_document" (
  "id" UUID NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
  "case_no" TEXT NOT NULL REFERENCES "case_file" ("case_no"),
  "seq" INTEGER NOT NULL,
  "kind" TEXT NOT NULL,
  "item_no" INTEGER NOT NULL DEFAULT 0,
  "title" TEXT NOT NULL,
  "sha256" TEXT NOT NULL,
  "bytes" INTEGER NOT NULL,
  "media_type" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX "case_document_once" ON "case_document" ("case_no", "seq", "kind", "item_no");
CREATE TABLE "evidence" (
  "id" UUID NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
  "case_no" TEXT NOT NULL REFERENCES "case_file" ("case_no"),
  "name" TEXT NOT NULL,
  "media_type" TEXT NOT NULL,
  "bytes" BIGINT NOT NULL,
  "sha256" TEXT NOT NULL,
  "uploaded_by" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now()
);
CREATE INDEX "evidence_case_no_idx" ON "evidence" ("case_no");
-- Each field is sealed: key id, nonce and ciphertext in one text
CREATE TABLE "informant" (
  "case_no" TEXT NOT NULL PRIMARY KEY REFERENCES "case_file" ("case_no"),
  "name" TEXT,
  "phone" TEXT,
  "address" TEXT,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now()
);
CREATE TABLE "receipt" (
  "code_hash" TEXT NOT NULL PRIMARY KEY,
  "code_sealed" TEXT NOT NULL,
  "case_no" TEXT NOT NULL REFERENCES "case_file" ("case_no")
);
CREATE UNIQUE INDEX "receipt_case_no_key" ON "receipt" ("case_no");

CREATE TABLE "notification" (
  "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "key" TEXT NOT NULL,
  "case_no" TEXT,
  "event" TEXT NOT NULL,
  "recipient" TEXT NOT NULL,
  "channel" TEXT NOT NULL CHECK ("channel" IN ('inbox', 'email')),
  "address" TEXT,
  "subject" TEXT NOT NULL,
  "body" TEXT NOT NULL,
  "state" TEXT NOT NULL DEFAULT 'queued',
  "attempts" INTEGER NOT NULL DEFAULT 0,
  "not_before" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "claimed_at" TIMESTAMPTZ(3),
  "sent_at" TIMESTAMPTZ(3),
  "error" TEXT,
  "read_at" TIMESTAMPTZ(3),
  "message_id" TEXT,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX "notification_key_key" ON "notification" ("key");
CREATE INDEX "notification_recipient_idx" ON "notification" ("recipient", "created_at" DESC);
CREATE INDEX "notification_queued_idx" ON "notification" ("not_before") WHERE "channel" = 'email' AND "state" IN ('queued', 'sending');
CREATE INDEX "notification_case_no_idx" ON "notification" ("case_no");

-- Durable jobs over many cases, and the answers given to repeated requests that open cases ----------------------------
CREATE TABLE "job" (
  "id" UUID NOT NULL DEFAULT gen_random_uuid() PRIMARY KEY,
  "kind" TEXT NOT NULL,
  "params" JSONB NOT NULL,
  "actor" JSONB NOT NULL,
  "division" TEXT NOT NULL,
  "key" TEXT,
  "total" INTEGER NOT NULL,
  "done" INTEGER NOT NULL DEFAULT 0,
  "state" TEXT NOT NULL DEFAULT 'running',
  "result" JSONB,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "finished_at" TIMESTAMPTZ(3)
);
CREATE UNIQUE INDEX "job_key_key" ON "job" ("key");
CREATE TABLE "job_item" (
  "job_id" UUID NOT NULL REFERENCES "job" ("id") ON DELETE CASCADE,
  "no" INTEGER NOT NULL,
  "subject" TEXT NOT NULL,
  "state" TEXT NOT NULL DEFAULT 'pending',
  "error" TEXT,
  PRIMARY KEY ("job_id", "no")
);
CREATE INDEX "job_item_pending_idx" ON "job_item" ("job_id", "no") WHERE "state" = 'pending';

CREATE TABLE "request_key" (
  "scope" TEXT NOT NULL,
  "key" TEXT NOT NULL,
  "body_hash" TEXT NOT NULL,
  "case_no" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  PRIMARY KEY ("scope", "key")
);

GRANT USAGE ON SCHEMA public TO anlao_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO anlao_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO anlao_app;
REVOKE UPDATE, DELETE, TRUNCATE ON "case_event" FROM anlao_app;
