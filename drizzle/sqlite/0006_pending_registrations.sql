CREATE TABLE `pending_registrations` (
	`email` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`username` text,
	`username_key` text,
	`password_hash` text,
	`passkey` text,
	`profile` text NOT NULL,
	`language` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `pending_registrations_user_id` ON `pending_registrations` (`user_id`);--> statement-breakpoint
CREATE INDEX `pending_registrations_username_key` ON `pending_registrations` (`username_key`);--> statement-breakpoint
CREATE INDEX `pending_registrations_expires_at` ON `pending_registrations` (`expires_at`);