ALTER TABLE `users` ADD `last_sign_in_at` integer;--> statement-breakpoint
ALTER TABLE `sessions` ADD `rotation_attempt` blob;--> statement-breakpoint
ALTER TABLE `sessions` ADD `grace_generation` integer;--> statement-breakpoint
ALTER TABLE `sessions` ADD `grace_streak` integer DEFAULT 0 NOT NULL;