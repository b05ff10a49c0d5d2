CREATE TABLE `app_passwords` (
	`user_id` text PRIMARY KEY NOT NULL,
	`login_name` text,
	`password` blob NOT NULL,
	`password_key_id` text NOT NULL,
	`scopes` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `audit_log` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`event` text NOT NULL,
	`outcome` text NOT NULL,
	`user_id` text,
	`client_id` text,
	`ip` text,
	`correlation_id` text,
	`reason` text
);
--> statement-breakpoint
CREATE INDEX `audit_log_user_id_idx` ON `audit_log` (`user_id`,`id`);--> statement-breakpoint
CREATE TABLE `locks` (
	`name` text PRIMARY KEY NOT NULL,
	`owner` text NOT NULL,
	`held_until` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `oauth_clients` (
	`issuer` text PRIMARY KEY NOT NULL,
	`client_id` text NOT NULL,
	`secret` blob NOT NULL,
	`secret_key_id` text NOT NULL,
	`registration_token` blob,
	`registration_token_key_id` text,
	`registration_uri` text,
	`fingerprint` text NOT NULL,
	`issued_at` integer NOT NULL,
	`expires_at` integer,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `oauth_flows` (
	`state_hash` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`cookie_hash` text NOT NULL,
	`browser_hash` text NOT NULL,
	`enc_verifier` blob NOT NULL,
	`enc_verifier_key_id` text NOT NULL,
	`nonce` text NOT NULL,
	`issuer` text NOT NULL,
	`client_id` text NOT NULL,
	`correlation_id` text,
	`return_to` text,
	`ticket_user` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `oauth_flows_browser_hash_idx` ON `oauth_flows` (`browser_hash`,`created_at`);--> statement-breakpoint
CREATE INDEX `oauth_flows_expires_at_idx` ON `oauth_flows` (`expires_at`);--> statement-breakpoint
CREATE TABLE `refresh_tokens` (
	`user_id` text NOT NULL,
	`issuer` text NOT NULL,
	`client_id` text NOT NULL,
	`version` integer NOT NULL,
	`ciphertext` blob,
	`key_id` text,
	`scopes` text,
	`token_audience` text NOT NULL,
	`flow_type` text NOT NULL,
	`correlation_id` text,
	`rt_expires_at` integer,
	`at_expires_at` integer,
	`status` text NOT NULL,
	`last_refresh_at` integer,
	`last_error` text,
	`provisioned_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`lease_owner` text,
	`lease_until` integer,
	PRIMARY KEY(`issuer`, `user_id`)
);
--> statement-breakpoint
CREATE INDEX `refresh_tokens_user_id_idx` ON `refresh_tokens` (`user_id`);--> statement-breakpoint
CREATE INDEX `refresh_tokens_rt_expires_at_idx` ON `refresh_tokens` (`status`,`rt_expires_at`);--> statement-breakpoint
CREATE TABLE `tickets` (
	`ticket_hash` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `tickets_user_id_idx` ON `tickets` (`user_id`,`expires_at`);--> statement-breakpoint
CREATE INDEX `tickets_expires_at_idx` ON `tickets` (`expires_at`);--> statement-breakpoint
CREATE TABLE `webhook_events` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`dedupe_key` text NOT NULL,
	`event` text NOT NULL,
	`user_id` text,
	`payload` text NOT NULL,
	`occurred_at` integer NOT NULL,
	`received_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `webhook_events_dedupe_key_uidx` ON `webhook_events` (`dedupe_key`);--> statement-breakpoint
CREATE TABLE `webhook_registrations` (
	`nextcloud_id` integer PRIMARY KEY NOT NULL,
	`preset_id` text,
	`event` text NOT NULL,
	`filter` text NOT NULL,
	`uri` text NOT NULL,
	`secret_hash` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `webhook_registrations_secret_hash_idx` ON `webhook_registrations` (`secret_hash`);--> statement-breakpoint
CREATE INDEX `webhook_registrations_preset_id_idx` ON `webhook_registrations` (`preset_id`);--> statement-breakpoint
CREATE TRIGGER `audit_log_no_update` BEFORE UPDATE ON `audit_log` BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;--> statement-breakpoint
CREATE TRIGGER `audit_log_no_delete` BEFORE DELETE ON `audit_log` BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
