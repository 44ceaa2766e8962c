ALTER TABLE "outbox_messages" ALTER COLUMN "recipient" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "link_tokens" ALTER COLUMN "user_id" DROP NOT NULL;--> statement-breakpoint
UPDATE "outbox_messages" SET "recipient" = NULL WHERE "recipient" = '';--> statement-breakpoint
UPDATE "link_tokens" SET "user_id" = NULL WHERE "user_id" = '';
