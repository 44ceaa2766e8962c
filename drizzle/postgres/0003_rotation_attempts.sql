ALTER TABLE "users" ADD COLUMN "last_sign_in_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "rotation_attempt" "bytea";--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "grace_generation" integer;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "grace_streak" integer DEFAULT 0 NOT NULL;