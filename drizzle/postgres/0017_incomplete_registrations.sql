CREATE TABLE "incomplete_registrations" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"email" text,
	"sealed_identity" "bytea",
	"access_lifetime_seconds" integer,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "incomplete_registrations_expires_at" ON "incomplete_registrations" USING btree ("expires_at");