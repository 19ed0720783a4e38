CREATE TABLE "moderator_passkeys" (
	"id" text PRIMARY KEY NOT NULL,
	"moderator_id" text NOT NULL REFERENCES "moderators" ("id") ON DELETE CASCADE,
	"name" text NOT NULL,
	"public_key" bytea NOT NULL,
	"counter" bigint NOT NULL,
	"created_at_ms" bigint NOT NULL,
	"used_at_ms" bigint
);
--> statement-breakpoint
CREATE INDEX "moderator_passkeys_moderator" ON "moderator_passkeys" ("moderator_id");
