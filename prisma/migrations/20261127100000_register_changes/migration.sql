-- Who changed what in the registers, when and why. Cases and accounts have records of their own (case_event, account_event).
CREATE TABLE "register_change" (
  "id" BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
  "register" TEXT NOT NULL,
  "subject" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "division" TEXT NOT NULL,
  "by_id" TEXT,
  "reason" TEXT,
  "changes" JSONB NOT NULL
);
CREATE INDEX "register_change_subject_idx" ON "register_change" ("register", "subject", "id" DESC);
CREATE TRIGGER "register_change_append_only" BEFORE UPDATE OR DELETE ON "register_change" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "register_change_no_truncate" BEFORE TRUNCATE ON "register_change" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- Writes down which of the named columns changed, whoever changes them and by whatever way. Arguments: the register, then the columns.
-- Who does it and why is told by the transaction (anlao.by, anlao.reason), else by the row itself; nobody where it is neither.
CREATE FUNCTION "record_register_change"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  was jsonb := CASE WHEN TG_OP = 'INSERT' THEN '{}' ELSE to_jsonb(OLD) END;
  becomes jsonb := CASE WHEN TG_OP = 'DELETE' THEN '{}' ELSE to_jsonb(NEW) END;
  known jsonb := was || becomes;
  changed jsonb;
BEGIN
  SELECT jsonb_object_agg(c, jsonb_build_object('before', was -> c, 'after', becomes -> c)) INTO changed FROM unnest(TG_ARGV[1:]) c
    WHERE COALESCE(was -> c, 'null') IS DISTINCT FROM COALESCE(becomes -> c, 'null');
  IF changed IS NOT NULL THEN
    INSERT INTO register_change (register, subject, name, division, by_id, reason, changes) VALUES (
      TG_ARGV[0], COALESCE(known ->> 'id', known ->> 'code'), known ->> 'name', known ->> 'division',
      COALESCE(NULLIF(current_setting('anlao.by', true), ''), becomes ->> 'updated_by', CASE WHEN TG_OP = 'INSERT' THEN becomes ->> 'created_by' END),
      NULLIF(current_setting('anlao.reason', true), ''), changed);
  END IF;
  RETURN NULL;
END $$;

-- What is taken in is told by the log of the exchange; what is changed afterwards is told here
CREATE TRIGGER "institution_changed" AFTER UPDATE OR DELETE ON "institution" FOR EACH ROW EXECUTE FUNCTION "record_register_change"(
  'institution', 'name', 'division', 'address', 'credit_code', 'category', 'operation_mode', 'operating_status', 'filing_status', 'filed_on', 'beds',
  'contact', 'first_responsible', 'first_responsible_post', 'complaint_line', 'complaint_box', 'attributes');
CREATE TRIGGER "department_contact_changed" AFTER INSERT OR UPDATE OR DELETE ON "department_contact" FOR EACH ROW
  EXECUTE FUNCTION "record_register_change"('department', 'name', 'email', 'phone');
CREATE TRIGGER "webhook_changed" AFTER INSERT OR UPDATE OF "name", "channel", "host", "division", "role", "department", "events", "language", "enabled" OR DELETE
  ON "webhook" FOR EACH ROW
  EXECUTE FUNCTION "record_register_change"('webhook', 'name', 'channel', 'host', 'division', 'role', 'department', 'events', 'language', 'enabled');

GRANT SELECT, INSERT ON "register_change" TO anlao_app;
