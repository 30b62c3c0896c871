-- What reports count by: how each date ended, and what an institution is found by.
ALTER TABLE "case_deadline" ADD COLUMN "ended_at" TIMESTAMPTZ(3), ADD COLUMN "ended_as" TEXT;
ALTER TABLE "case_deadline" ADD CONSTRAINT "case_deadline_ended_as_check" CHECK ("ended_as" IN ('met', 'late', 'dropped'));

-- Dates that ended before this column was kept: by the first awaited step after they were set, else by the first step that left the stage.
WITH ended AS (
  SELECT d.case_no, d.id, d.due_at, e.at, e.name = d.awaits OR (d.statutory AND e.data ? 'late') AS met
  FROM case_deadline d JOIN case_file c USING (case_no)
  CROSS JOIN LATERAL (
    SELECT e.at, e.name, e.data FROM case_event e JOIN case_event s ON s.case_no = d.case_no AND s.seq = d.seq
    WHERE e.case_no = d.case_no AND e.seq > d.seq AND (e.name = d.awaits OR e.stage <> s.stage)
    ORDER BY e.name = d.awaits DESC, e.seq LIMIT 1
  ) e
  WHERE NOT c.file -> 'deadlines' ? d.id AND NOT EXISTS (SELECT 1 FROM case_deadline n WHERE n.case_no = d.case_no AND n.id = d.id AND n.seq > d.seq)
)
UPDATE case_deadline d SET ended_at = ended.at,
  ended_as = CASE WHEN ended.at > ended.due_at THEN 'late' WHEN ended.met THEN 'met' ELSE 'dropped' END
FROM ended WHERE d.case_no = ended.case_no AND d.id = ended.id;

CREATE INDEX "case_deadline_due_idx" ON "case_deadline" ("due_at");
CREATE INDEX "case_event_rung_idx" ON "case_event" ("at") WHERE "kind" = 'rung';
CREATE INDEX "case_event_stage_idx" ON "case_event" ("case_no", "seq") INCLUDE ("stage", "at");
CREATE INDEX "case_file_assignee_idx" ON "case_file" ("assignee_id") WHERE "status" = 'open';

-- Name, pinyin and initials, filled by whoever writes an institution, and at every start for those that have none yet
ALTER TABLE "institution" ADD COLUMN "search" TEXT;
CREATE INDEX "institution_search_idx" ON "institution" USING gin ("search" gin_trgm_ops);
