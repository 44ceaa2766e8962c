ALTER TABLE "email_codes" ADD COLUMN "sealed_code" "bytea";--> statement-breakpoint
ALTER TABLE "email_codes" ADD COLUMN "issued_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "link_tokens" ADD COLUMN "sealed_token" "bytea";--> statement-breakpoint
ALTER TABLE "link_tokens" ADD COLUMN "issued_at" timestamp (3) with time zone;