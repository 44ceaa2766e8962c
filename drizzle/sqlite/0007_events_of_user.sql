DROP INDEX `audit_events_user_id`;--> statement-breakpoint
CREATE INDEX `audit_events_of_user` ON `audit_events` (`user_id`,`at`,`sequence`,`id`);