CREATE TABLE "reports" (
	"id" text PRIMARY KEY NOT NULL,
	"received_at_ms" bigint NOT NULL,
	"reason" text NOT NULL,
	"state" text NOT NULL,
	"urgency" smallint NOT NULL,
	"accused_index" bytea NOT NULL,
	"side_index" bytea NOT NULL,
	"receipt_hash" bytea NOT NULL,
	"evidence" bytea NOT NULL,
	"expires_at_ms" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "reports" ALTER COLUMN "evidence" SET STORAGE EXTERNAL;--> statement-breakpoint
CREATE INDEX "reports_queue" ON "reports" ("state","urgency","received_at_ms");--> statement-breakpoint
CREATE INDEX "reports_accused" ON "reports" ("accused_index");--> statement-breakpoint
CREATE INDEX "reports_side" ON "reports" ("side_index");--> statement-breakpoint
CREATE INDEX "reports_receipt" ON "reports" ("receipt_hash");--> statement-breakpoint
CREATE INDEX "reports_expiry" ON "reports" ("expires_at_ms");
