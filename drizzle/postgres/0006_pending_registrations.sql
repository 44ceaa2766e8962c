CREATE TABLE "pending_registrations" (
	"email" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"username" text,
	"username_key" text,
	"password_hash" text,
	"passkey" text,
	"profile" text NOT NULL,
	"language" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "pending_registrations_user_id" ON "pending_registrations" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "pending_registrations_username_key" ON "pending_registrations" USING btree ("username_key");--> statement-breakpoint
CREATE INDEX "pending_registrations_expires_at" ON "pending_registrations" USING btree ("expires_at");