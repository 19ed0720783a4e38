ALTER TABLE "reports" ADD COLUMN "legal_hold_at_ms" bigint;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "legal_hold_by" text;--> statement-breakpoint
ALTER TABLE "decisions" ADD COLUMN "passed_from" text;--> statement-breakpoint
ALTER TABLE "decisions" ADD COLUMN "passed_to" text;--> statement-breakpoint
ALTER TABLE "decisions" ADD COLUMN "desk" text;--> statement-breakpoint
UPDATE "decisions" SET "desk" = "reports"."desk" FROM "reports" WHERE "reports"."id" = "decisions"."report_id";--> statement-breakpoint
ALTER TABLE "bans" ALTER COLUMN "ban_handle" DROP NOT NULL;--> statement-breakpoint
DROP INDEX "decisions_report";--> statement-breakpoint
CREATE UNIQUE INDEX "decisions_report" ON "decisions" ("report_id") WHERE "undone_at_ms" IS NULL AND "passed_to" IS NULL;--> statement-breakpoint
CREATE INDEX "decisions_of_report" ON "decisions" ("report_id");--> statement-breakpoint
CREATE UNIQUE INDEX "decisions_maker" ON "decisions" ("id","moderator_id");--> statement-breakpoint
CREATE TABLE "warnings" (
	"decision_id" text PRIMARY KEY NOT NULL REFERENCES "decisions" ("id"),
	"ban_handle" text,
	"expires_at_ms" bigint NOT NULL,
	"lifted_at_ms" bigint,
	"version" bigint NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "warnings_version" ON "warnings" ("version");--> statement-breakpoint
CREATE TABLE "appeals" (
	"decision_id" text PRIMARY KEY NOT NULL,
	"first_moderator" text NOT NULL,
	"desk" text NOT NULL,
	"at_ms" bigint NOT NULL,
	"text" bytea,
	"holder" text,
	"held_until_ms" bigint,
	"outcome" text,
	"decided_by" text,
	"decided_at_ms" bigint,
	"answer" bytea,
	FOREIGN KEY ("decision_id","first_moderator") REFERENCES "decisions" ("id","moderator_id"),
	CONSTRAINT "appeals_another_decides" CHECK ("decided_by" <> "first_moderator"),
	CONSTRAINT "appeals_another_holds" CHECK ("holder" <> "first_moderator"),
	CONSTRAINT "appeals_decided_whole" CHECK (num_nulls("outcome","decided_by","decided_at_ms","answer") IN (0, 4))
);
--> statement-breakpoint
CREATE INDEX "appeals_queue" ON "appeals" ("at_ms","decision_id") WHERE "outcome" IS NULL;
