CREATE TABLE `identities` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`provider` text NOT NULL,
	`issuer` text NOT NULL,
	`subject` text NOT NULL,
	`email` text,
	`display_name` text,
	`created_at` integer NOT NULL,
	`last_used_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `identities_issuer_subject` ON `identities` (`issuer`,`subject`);--> statement-breakpoint
CREATE INDEX `identities_user_id` ON `identities` (`user_id`);--> statement-breakpoint
CREATE TABLE `provider_sign_ins` (
	`state_hash` text PRIMARY KEY NOT NULL,
	`provider` text NOT NULL,
	`nonce` text NOT NULL,
	`sealed_verifier` blob NOT NULL,
	`code_challenge` text NOT NULL,
	`return_to` text NOT NULL,
	`user_id` text,
	`access_lifetime_seconds` integer,
	`device_name` text,
	`delivery` text NOT NULL,
	`answered_at` integer,
	`code_hash` text,
	`sealed_profile` blob,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `provider_sign_ins_code_hash` ON `provider_sign_ins` (`code_hash`);--> statement-breakpoint
CREATE INDEX `provider_sign_ins_user_id` ON `provider_sign_ins` (`user_id`);--> statement-breakpoint
CREATE INDEX `provider_sign_ins_expires_at` ON `provider_sign_ins` (`expires_at`);