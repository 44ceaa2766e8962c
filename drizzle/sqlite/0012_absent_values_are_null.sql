CREATE TABLE `__new_outbox_messages` (
	`id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`next_attempt_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`settled_at` integer,
	`last_failure` text,
	`kind` text NOT NULL,
	`recipient` text,
	`language` text NOT NULL,
	`sealed_values` blob
);
--> statement-breakpoint
INSERT INTO `__new_outbox_messages`("id", "state", "attempts", "next_attempt_at", "expires_at", "created_at", "settled_at", "last_failure", "kind", "recipient", "language", "sealed_values") SELECT "id", "state", "attempts", "next_attempt_at", "expires_at", "created_at", "settled_at", "last_failure", "kind", nullif("recipient", ''), "language", "sealed_values" FROM `outbox_messages`;--> statement-breakpoint
DROP TABLE `outbox_messages`;--> statement-breakpoint
ALTER TABLE `__new_outbox_messages` RENAME TO `outbox_messages`;--> statement-breakpoint
CREATE INDEX `outbox_messages_due` ON `outbox_messages` (`state`,`next_attempt_at`);--> statement-breakpoint
CREATE TABLE `__new_link_tokens` (
	`key` text PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`user_id` text,
	`email` text NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
INSERT INTO `__new_link_tokens`("key", "hash", "user_id", "email", "expires_at") SELECT "key", "hash", nullif("user_id", ''), "email", "expires_at" FROM `link_tokens`;--> statement-breakpoint
DROP TABLE `link_tokens`;--> statement-breakpoint
ALTER TABLE `__new_link_tokens` RENAME TO `link_tokens`;--> statement-breakpoint
CREATE UNIQUE INDEX `link_tokens_hash` ON `link_tokens` (`hash`);--> statement-breakpoint
CREATE INDEX `link_tokens_expires_at` ON `link_tokens` (`expires_at`);