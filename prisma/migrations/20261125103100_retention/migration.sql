-- Texts of events are hashed by salted commitments, so that they can go when a case's time is over while the chain still holds (docs/decisions/0018).
ALTER TABLE "case_event" ADD COLUMN "texts" JSONB;

CREATE FUNCTION "keep_event"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- the one change there is: texts and their salt go, once the case says that it was made anonymous
  IF TG_OP = 'UPDATE' AND OLD."texts" IS NOT NULL AND NEW."texts" IS NULL
    AND to_jsonb(OLD) - 'texts' - 'data' = to_jsonb(NEW) - 'texts' - 'data'
    AND EXISTS (SELECT 1 FROM "case_event" e WHERE e."case_no" = OLD."case_no" AND e."seq" > OLD."seq" AND e."name" = 'anonymise' AND e."kind" = 'system')
  THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'what was recorded in % is not changed or removed', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
DROP TRIGGER "case_event_append_only" ON "case_event";
CREATE TRIGGER "case_event_append_only" BEFORE UPDATE OR DELETE ON "case_event" FOR EACH ROW EXECUTE FUNCTION "keep_event"();

-- The application may not update the log; this is how it removes the texts of one event, and nothing else
CREATE FUNCTION "remove_texts"("of_case" TEXT, "of_seq" INTEGER, "what_stays" JSONB) RETURNS VOID LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
  UPDATE "case_event" SET "data" = "what_stays", "texts" = NULL WHERE "case_no" = "of_case" AND "seq" = "of_seq"
$$;
REVOKE ALL ON FUNCTION "remove_texts"(TEXT, INTEGER, JSONB) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "remove_texts"(TEXT, INTEGER, JSONB) TO anlao_app;
CREATE INDEX "case_file_closed_idx" ON "case_file" ("closed_at", "case_no") WHERE "status" = 'closed';
