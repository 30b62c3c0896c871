-- Contents that were taken away for good with the case that they belonged to: their hash stays on the trail, and nobody looks for their bytes.
ALTER TABLE "stored_content" ADD COLUMN "removed_at" TIMESTAMPTZ(3);

-- How often a group's robot was written to in the last minute: the services of DingTalk and WeCom count.
CREATE INDEX "notification_robot_idx" ON "notification" ("address", "claimed_at") WHERE "channel" IN ('dingtalk', 'wecom');
