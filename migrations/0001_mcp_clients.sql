CREATE TABLE `browser_sessions` (
	`session_hash` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`seen_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `browser_sessions_user_id_idx` ON `browser_sessions` (`user_id`);--> statement-breakpoint
CREATE INDEX `browser_sessions_seen_at_idx` ON `browser_sessions` (`seen_at`);--> statement-breakpoint
CREATE TABLE `mcp_clients` (
	`client_id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`redirect_uris` text NOT NULL,
	`auth_method` text NOT NULL,
	`secret_hash` text,
	`created_at` integer NOT NULL,
	`used_at` integer
);
--> statement-breakpoint
CREATE INDEX `mcp_clients_used_at_idx` ON `mcp_clients` (`used_at`,`created_at`);--> statement-breakpoint
CREATE TABLE `mcp_codes` (
	`code_hash` text PRIMARY KEY NOT NULL,
	`family_id` text NOT NULL,
	`client_id` text NOT NULL,
	`user_id` text NOT NULL,
	`redirect_uri` text NOT NULL,
	`code_challenge` text NOT NULL,
	`scopes` text NOT NULL,
	`resource` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer
);
--> statement-breakpoint
CREATE INDEX `mcp_codes_user_id_idx` ON `mcp_codes` (`user_id`,`client_id`);--> statement-breakpoint
CREATE INDEX `mcp_codes_expires_at_idx` ON `mcp_codes` (`expires_at`);--> statement-breakpoint
CREATE TABLE `mcp_consents` (
	`user_id` text NOT NULL,
	`client_id` text NOT NULL,
	`redirect_uri` text NOT NULL,
	`client_name` text NOT NULL,
	`scopes` text NOT NULL,
	`granted_at` integer NOT NULL,
	PRIMARY KEY(`user_id`, `client_id`, `redirect_uri`)
);
--> statement-breakpoint
CREATE TABLE `mcp_requests` (
	`request_hash` text PRIMARY KEY NOT NULL,
	`cookie_hash` text NOT NULL,
	`client_id` text NOT NULL,
	`client_name` text NOT NULL,
	`redirect_uri` text NOT NULL,
	`state` text,
	`scopes` text NOT NULL,
	`code_challenge` text NOT NULL,
	`resource` text NOT NULL,
	`always_ask` integer NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `mcp_requests_expires_at_idx` ON `mcp_requests` (`expires_at`);--> statement-breakpoint
CREATE TABLE `mcp_tokens` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`family_id` text NOT NULL,
	`client_id` text NOT NULL,
	`user_id` text NOT NULL,
	`scopes` text NOT NULL,
	`resource` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer
);
--> statement-breakpoint
CREATE INDEX `mcp_tokens_family_id_idx` ON `mcp_tokens` (`family_id`);--> statement-breakpoint
CREATE INDEX `mcp_tokens_user_id_idx` ON `mcp_tokens` (`user_id`,`client_id`);--> statement-breakpoint
CREATE INDEX `mcp_tokens_expires_at_idx` ON `mcp_tokens` (`expires_at`);