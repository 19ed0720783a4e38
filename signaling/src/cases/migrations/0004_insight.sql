CREATE TABLE "case_facts" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"report_id" text UNIQUE,
	"received_at_ms" bigint NOT NULL,
	"reason" text NOT NULL,
	"urgent" boolean NOT NULL,
	"first_look_ms" bigint,
	"decision_id" text,
	"look_after_ms" bigint,
	"decision_after_ms" bigint
);
--> statement-breakpoint
INSERT INTO "case_facts" ("report_id", "received_at_ms", "reason", "urgent", "first_look_ms", "decision_id")
SELECT "id", "received_at_ms", "reason", "urgency" = 0,
	(SELECT min("at_ms") FROM "audit" WHERE "subject" = "reports"."id" AND "action" = 'case-claimed'), "decision_id"
FROM "reports" ORDER BY "received_at_ms", "id";
--> statement-breakpoint
CREATE INDEX "case_facts_received" ON "case_facts" ("received_at_ms");--> statement-breakpoint
CREATE INDEX "case_facts_decision" ON "case_facts" ("decision_id");--> statement-breakpoint
CREATE INDEX "decisions_at" ON "decisions" ("at_ms");--> statement-breakpoint
CREATE INDEX "reports_decided" ON "reports" ("received_at_ms" DESC,"id") WHERE "state" = 'decided';--> statement-breakpoint
CREATE INDEX "audit_actor" ON "audit" ("actor","seq");--> statement-breakpoint
CREATE INDEX "audit_action" ON "audit" ("action","seq");--> statement-breakpoint
CREATE FUNCTION "note_report"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO "case_facts" ("report_id", "received_at_ms", "reason", "urgent", "decision_id")
	VALUES (NEW."id", NEW."received_at_ms", NEW."reason", NEW."urgency" = 0, NEW."decision_id")
	ON CONFLICT ("report_id") DO NOTHING;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION "note_settled"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE "case_facts" SET "decision_id" = NEW."decision_id" WHERE "report_id" = NEW."id";
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION "note_first_look"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE "case_facts" SET "first_look_ms" = NEW."at_ms" WHERE "report_id" = NEW."subject" AND "first_look_ms" IS NULL;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION "blur_fact"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE "case_facts" SET
		"report_id" = NULL,
		"received_at_ms" = "received_at_ms" - "received_at_ms" % 86400000,
		"first_look_ms" = NULL,
		"look_after_ms" = ceil(("first_look_ms" - "received_at_ms") / 900000.0) * 900000,
		"decision_after_ms" = ceil(((SELECT "at_ms" FROM "decisions" WHERE "id" = "case_facts"."decision_id") - "received_at_ms") / 900000.0) * 900000
	WHERE "report_id" = OLD."id";
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "report_blurred" AFTER DELETE ON "reports" FOR EACH ROW EXECUTE FUNCTION "blur_fact"();--> statement-breakpoint
CREATE TRIGGER "report_noted" AFTER INSERT ON "reports" FOR EACH ROW EXECUTE FUNCTION "note_report"();--> statement-breakpoint
CREATE TRIGGER "settled_noted" AFTER UPDATE OF "decision_id" ON "reports" FOR EACH ROW
	WHEN (OLD."decision_id" IS DISTINCT FROM NEW."decision_id") EXECUTE FUNCTION "note_settled"();--> statement-breakpoint
CREATE TRIGGER "first_look_noted" AFTER INSERT ON "audit" FOR EACH ROW
	WHEN (NEW."action" = 'case-claimed') EXECUTE FUNCTION "note_first_look"();
