ALTER TABLE `users` ADD `disabled_until` integer;--> statement-breakpoint
ALTER TABLE `users` ADD `disabled_reason` text;--> statement-breakpoint
CREATE INDEX `users_by_creation` ON `users` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `users_by_last_sign_in` ON `users` (`last_sign_in_at`,`id`);--> statement-breakpoint
CREATE INDEX `users_by_email` ON `users` (`email`,`id`);--> statement-breakpoint
CREATE INDEX `users_by_username` ON `users` (`username_key`,`id`);--> statement-breakpoint
CREATE INDEX `users_disabled` ON `users` (`disabled_at`,`id`);