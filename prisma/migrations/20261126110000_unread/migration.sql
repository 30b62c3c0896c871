-- The bell counts what somebody has not read, again and again.
CREATE INDEX "notification_unread_idx" ON "notification" ("recipient", "id") WHERE "channel" = 'inbox' AND "read_at" IS NULL;
