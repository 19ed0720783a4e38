ALTER TABLE "reports" ADD COLUMN "head_start_h" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "place_at_ms" bigint GENERATED ALWAYS AS ("received_at_ms" - "head_start_h" * 3600000) STORED NOT NULL;--> statement-breakpoint
DROP INDEX "reports_queue";--> statement-breakpoint
DROP INDEX "reports_queue_reason";--> statement-breakpoint
DROP INDEX "reports_queue_desk";--> statement-breakpoint
CREATE INDEX "reports_queue" ON "reports" ("urgency","rank","place_at_ms","id")
	INCLUDE ("state","reason","desk","holder","held_until_ms","received_at_ms") WHERE "state" <> 'decided';--> statement-breakpoint
CREATE INDEX "reports_queue_reason" ON "reports" ("reason","urgency","rank","place_at_ms","id")
	INCLUDE ("state","desk","holder","held_until_ms","received_at_ms") WHERE "state" <> 'decided';--> statement-breakpoint
CREATE INDEX "reports_queue_desk" ON "reports" ("desk","urgency","rank","place_at_ms","id")
	INCLUDE ("state","reason","holder","held_until_ms","received_at_ms") WHERE "state" <> 'decided';
