CREATE TABLE `incomplete_registrations` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`email` text,
	`sealed_identity` blob,
	`access_lifetime_seconds` integer,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `incomplete_registrations_expires_at` ON `incomplete_registrations` (`expires_at`);