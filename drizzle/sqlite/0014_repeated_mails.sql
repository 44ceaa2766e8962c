ALTER TABLE `email_codes` ADD `sealed_code` blob;--> statement-breakpoint
ALTER TABLE `email_codes` ADD `issued_at` integer;--> statement-breakpoint
ALTER TABLE `link_tokens` ADD `sealed_token` blob;--> statement-breakpoint
ALTER TABLE `link_tokens` ADD `issued_at` integer;