CREATE TABLE `copy_states` (
	`source_kids` text PRIMARY KEY NOT NULL
);
