ALTER TABLE "users" ADD COLUMN "disabled_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "disabled_reason" text;--> statement-breakpoint
CREATE INDEX "users_by_creation" ON "users" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "users_by_last_sign_in" ON "users" USING btree ("last_sign_in_at","id");--> statement-breakpoint
CREATE INDEX "users_by_email" ON "users" USING btree ("email" collate "C","id");--> statement-breakpoint
CREATE INDEX "users_by_username" ON "users" USING btree ("username_key" collate "C","id");--> statement-breakpoint
CREATE INDEX "users_disabled" ON "users" USING btree ("disabled_at","id");