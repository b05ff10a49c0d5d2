CREATE TABLE `login_flows` (
	`flow_hash` text PRIMARY KEY NOT NULL,
	`cookie_hash` text NOT NULL,
	`browser_hash` text NOT NULL,
	`stage` text NOT NULL,
	`secret` blob,
	`secret_key_id` text,
	`failure` text,
	`user_id` text,
	`correlation_id` text,
	`return_to` text,
	`ticket_user` text,
	`answer_lost` integer NOT NULL,
	`attempts` integer NOT NULL,
	`next_at` integer NOT NULL,
	`lease_owner` text,
	`lease_until` integer,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `login_flows_due_idx` ON `login_flows` (`stage`,`next_at`);--> statement-breakpoint
CREATE INDEX `login_flows_browser_hash_idx` ON `login_flows` (`browser_hash`,`created_at`);--> statement-breakpoint
CREATE INDEX `login_flows_expires_at_idx` ON `login_flows` (`expires_at`);--> statement-breakpoint
ALTER TABLE `app_passwords` ADD `origin` text DEFAULT 'handed_over' NOT NULL;--> statement-breakpoint
ALTER TABLE `app_passwords` ADD `rejected_at` integer;