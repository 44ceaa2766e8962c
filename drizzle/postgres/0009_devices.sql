DROP TABLE "identities" CASCADE;--> statement-breakpoint
DROP TABLE "provider_sign_ins" CASCADE;--> statement-breakpoint
ALTER TABLE "pending_sign_ins" ADD COLUMN "device_id" text;