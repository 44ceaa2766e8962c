CREATE TABLE `statistics` (
	`id` text PRIMARY KEY NOT NULL,
	`step` text NOT NULL,
	`at` integer NOT NULL,
	`name` text NOT NULL,
	`count` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `statistics_step_at` ON `statistics` (`step`,`at`);--> statement-breakpoint
CREATE TABLE `activity_marks` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `activity_marks_at` ON `activity_marks` (`at`);--> statement-breakpoint
CREATE TABLE `statistics_progress` (
	`name` text PRIMARY KEY NOT NULL,
	`done_until` integer NOT NULL
);
--> statement-breakpoint
DROP INDEX `audit_events_at`;--> statement-breakpoint
CREATE INDEX `audit_events_in_order` ON `audit_events` (`at`,`sequence`,`id`);--> statement-breakpoint
CREATE INDEX `audit_events_of_actor` ON `audit_events` (`actor_id`,`at`,`sequence`,`id`);--> statement-breakpoint
CREATE INDEX `audit_events_of_kind` ON `audit_events` (`kind`,`at`,`sequence`,`id`);--> statement-breakpoint
CREATE INDEX `audit_events_of_address` ON `audit_events` (`ip_address`,`at`,`sequence`,`id`);--> statement-breakpoint
CREATE INDEX `outbox_messages_in_order` ON `outbox_messages` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `outbox_messages_in_state` ON `outbox_messages` (`state`,`created_at`,`id`);