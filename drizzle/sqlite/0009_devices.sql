DROP TABLE `identities`;--> statement-breakpoint
DROP TABLE `provider_sign_ins`;--> statement-breakpoint
ALTER TABLE `pending_sign_ins` ADD `device_id` text;