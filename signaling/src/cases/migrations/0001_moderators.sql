CREATE TABLE "moderators" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL UNIQUE,
	"roles" text NOT NULL,
	"password" text NOT NULL,
	"totp_secret" bytea NOT NULL,
	"totp_step" bigint NOT NULL,
	"created_at_ms" bigint NOT NULL,
	"disabled_at_ms" bigint
);
--> statement-breakpoint
CREATE TABLE "moderator_recovery_codes" (
	"code_hash" bytea PRIMARY KEY NOT NULL,
	"moderator_id" text NOT NULL REFERENCES "moderators" ("id") ON DELETE CASCADE
);
--> statement-breakpoint
CREATE INDEX "moderator_recovery_codes_moderator" ON "moderator_recovery_codes" ("moderator_id");--> statement-breakpoint
CREATE TABLE "moderator_invitations" (
	"token_hash" bytea PRIMARY KEY NOT NULL,
	"roles" text NOT NULL,
	"is_first" boolean NOT NULL,
	"expires_at_ms" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "moderator_sessions" (
	"token_hash" bytea PRIMARY KEY NOT NULL,
	"moderator_id" text NOT NULL REFERENCES "moderators" ("id") ON DELETE CASCADE,
	"created_at_ms" bigint NOT NULL,
	"used_at_ms" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "moderator_sessions_moderator" ON "moderator_sessions" ("moderator_id");--> statement-breakpoint
CREATE TABLE "moderator_tries" (
	"key" bytea PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"last_at_ms" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"at_ms" bigint NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"details" text NOT NULL,
	"prev" bytea NOT NULL,
	"hash" bytea NOT NULL
);
--> statement-breakpoint
CREATE INDEX "audit_subject" ON "audit" ("subject","seq");--> statement-breakpoint
CREATE TABLE "audit_head" (
	"one" boolean PRIMARY KEY NOT NULL CHECK ("one"),
	"seq" bigint NOT NULL,
	"hash" bytea NOT NULL
);
--> statement-breakpoint
INSERT INTO "audit_head" VALUES (true, 0, decode(repeat('00', 32), 'hex'));
