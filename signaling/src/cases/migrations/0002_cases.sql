ALTER TABLE "reports" ADD COLUMN "desk" text DEFAULT 'moderator' NOT NULL;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "independent" smallint DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "rank" smallint GENERATED ALWAYS AS (-"independent") STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "holder" text;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "held_until_ms" bigint;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "decision_id" text;--> statement-breakpoint
UPDATE "reports" SET "desk" = 'child-safety' WHERE "reason" = 'underage';--> statement-breakpoint
UPDATE "reports" SET "independent" = "of_one"."n" FROM (
	SELECT "accused_index", least(count(DISTINCT "side_index"), 1000) AS "n" FROM "reports" GROUP BY "accused_index"
) AS "of_one" WHERE "reports"."accused_index" = "of_one"."accused_index";--> statement-breakpoint
DROP INDEX "reports_queue";--> statement-breakpoint
CREATE INDEX "reports_queue" ON "reports" ("urgency","rank","received_at_ms","id") WHERE "state" <> 'decided';--> statement-breakpoint
CREATE INDEX "reports_queue_reason" ON "reports" ("reason","urgency","rank","received_at_ms","id") WHERE "state" <> 'decided';--> statement-breakpoint
CREATE INDEX "reports_queue_desk" ON "reports" ("desk","urgency","rank","received_at_ms","id") WHERE "state" <> 'decided';--> statement-breakpoint
CREATE INDEX "reports_holder" ON "reports" ("holder") WHERE "state" <> 'decided';--> statement-breakpoint
CREATE INDEX "reports_decision" ON "reports" ("decision_id");--> statement-breakpoint
CREATE TABLE "decisions" (
	"id" text PRIMARY KEY NOT NULL,
	"report_id" text NOT NULL,
	"moderator_id" text NOT NULL,
	"at_ms" bigint NOT NULL,
	"action" text NOT NULL,
	"guideline" text,
	"statement" bytea NOT NULL,
	"until_ms" bigint,
	"undone_at_ms" bigint
);
--> statement-breakpoint
CREATE UNIQUE INDEX "decisions_report" ON "decisions" ("report_id") WHERE "undone_at_ms" IS NULL;--> statement-breakpoint
CREATE TABLE "bans" (
	"decision_id" text PRIMARY KEY NOT NULL REFERENCES "decisions" ("id"),
	"ban_handle" text NOT NULL,
	"until_ms" bigint,
	"lifted_at_ms" bigint,
	"version" bigint NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "bans_version" ON "bans" ("version");--> statement-breakpoint
CREATE TABLE "case_notes" (
	"id" text PRIMARY KEY NOT NULL,
	"report_id" text NOT NULL REFERENCES "reports" ("id") ON DELETE CASCADE,
	"moderator_id" text NOT NULL,
	"at_ms" bigint NOT NULL,
	"text" bytea NOT NULL
);
--> statement-breakpoint
CREATE INDEX "case_notes_report" ON "case_notes" ("report_id","at_ms");
