-- Complaints that were reopened, for the backlog of past days
CREATE INDEX "case_event_reopening_idx" ON "case_event" ("case_no", "seq") WHERE "name" = 'requestReopening';
