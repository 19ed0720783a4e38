DROP INDEX "reports_queue";--> statement-breakpoint
DROP INDEX "reports_queue_reason";--> statement-breakpoint
DROP INDEX "reports_queue_desk";--> statement-breakpoint
CREATE INDEX "reports_queue" ON "reports" ("urgency","rank","received_at_ms","id")
	INCLUDE ("state","reason","desk","holder","held_until_ms") WHERE "state" <> 'decided';--> statement-breakpoint
CREATE INDEX "reports_queue_reason" ON "reports" ("reason","urgency","rank","received_at_ms","id")
	INCLUDE ("state","desk","holder","held_until_ms") WHERE "state" <> 'decided';--> statement-breakpoint
CREATE INDEX "reports_queue_desk" ON "reports" ("desk","urgency","rank","received_at_ms","id")
	INCLUDE ("state","reason","holder","held_until_ms") WHERE "state" <> 'decided';
