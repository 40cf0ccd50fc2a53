CREATE TABLE "audit_chains" (
	"org_id" uuid PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"hash" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_checkpoints" (
	"org_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"hash" "bytea" NOT NULL,
	"sealed_at" timestamp (6) with time zone NOT NULL,
	"key_id" text NOT NULL,
	"signature" "bytea" NOT NULL,
	CONSTRAINT "audit_checkpoints_org_id_seq_pk" PRIMARY KEY("org_id","seq")
);
--> statement-breakpoint
CREATE TABLE "audit_seals" (
	"org_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"kind" text NOT NULL,
	"row_id" bigint NOT NULL,
	"form" smallint DEFAULT 1 NOT NULL,
	"hash" "bytea" NOT NULL,
	"occurred_at" timestamp (6) with time zone NOT NULL,
	"event" text NOT NULL,
	"outcome" text NOT NULL,
	"actor_id" uuid,
	"target_kind" text,
	"target_id" uuid,
	"search_text" text NOT NULL,
	CONSTRAINT "audit_seals_org_id_seq_pk" PRIMARY KEY("org_id","seq")
);
--> statement-breakpoint
CREATE TABLE "audit_waiting" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_waiting_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"org_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"from_at" timestamp (6) with time zone NOT NULL,
	"to_at" timestamp (6) with time zone NOT NULL
);
--> statement-breakpoint
DROP INDEX "audit_events_of_org";--> statement-breakpoint
DROP INDEX "refused_attempts_of_org";--> statement-breakpoint
CREATE UNIQUE INDEX "audit_seals_row" ON "audit_seals" USING btree ("kind","row_id");--> statement-breakpoint
CREATE INDEX "audit_seals_in_time" ON "audit_seals" USING btree ("org_id","occurred_at","seq");--> statement-breakpoint
CREATE INDEX "audit_seals_by_event" ON "audit_seals" USING btree ("org_id","event","occurred_at","seq");--> statement-breakpoint
CREATE INDEX "audit_seals_by_actor" ON "audit_seals" USING btree ("org_id","actor_id","occurred_at","seq");--> statement-breakpoint
CREATE INDEX "audit_seals_by_actor_and_event" ON "audit_seals" USING btree ("org_id","actor_id","event","occurred_at","seq");--> statement-breakpoint
CREATE INDEX "audit_seals_by_target_kind" ON "audit_seals" USING btree ("org_id","target_kind","occurred_at","seq");--> statement-breakpoint
CREATE INDEX "audit_seals_by_target" ON "audit_seals" USING btree ("org_id","target_id","occurred_at","seq");--> statement-breakpoint
CREATE INDEX "audit_seals_by_outcome" ON "audit_seals" USING btree ("org_id","outcome","occurred_at","seq");--> statement-breakpoint
CREATE INDEX "audit_seals_search" ON "audit_seals" USING gin ("org_id","search_text" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "audit_waiting_of_org" ON "audit_waiting" USING btree ("org_id","id");--> statement-breakpoint
CREATE INDEX "audit_events_in_time" ON "audit_events" USING btree ("org_id","occurred_at","id");--> statement-breakpoint
CREATE INDEX "refused_attempts_in_time" ON "refused_attempts" USING btree ("org_id","occurred_at","id");