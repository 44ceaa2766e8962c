CREATE TABLE "statistics" (
	"id" text PRIMARY KEY NOT NULL,
	"step" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"name" text NOT NULL,
	"count" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "activity_marks" (
	"id" text PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "statistics_progress" (
	"name" text PRIMARY KEY NOT NULL,
	"done_until" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
DROP INDEX "audit_events_at";--> statement-breakpoint
CREATE INDEX "statistics_step_at" ON "statistics" USING btree ("step","at");--> statement-breakpoint
CREATE INDEX "activity_marks_at" ON "activity_marks" USING btree ("at");--> statement-breakpoint
CREATE INDEX "audit_events_in_order" ON "audit_events" USING btree ("at","sequence","id");--> statement-breakpoint
CREATE INDEX "audit_events_of_actor" ON "audit_events" USING btree ("actor_id","at","sequence","id");--> statement-breakpoint
CREATE INDEX "audit_events_of_kind" ON "audit_events" USING btree ("kind","at","sequence","id");--> statement-breakpoint
CREATE INDEX "audit_events_of_address" ON "audit_events" USING btree ("ip_address","at","sequence","id");--> statement-breakpoint
CREATE INDEX "outbox_messages_in_order" ON "outbox_messages" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "outbox_messages_in_state" ON "outbox_messages" USING btree ("state","created_at","id");