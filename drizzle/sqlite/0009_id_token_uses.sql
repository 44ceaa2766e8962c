CREATE TABLE `id_token_uses` (
	`hash` text PRIMARY KEY NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `id_token_uses_expires_at` ON `id_token_uses` (`expires_at`);