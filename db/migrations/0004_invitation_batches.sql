CREATE TABLE "invitation_batches" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"org_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"message" text DEFAULT '' NOT NULL,
	"is_again" boolean DEFAULT false NOT NULL,
	"created_by" uuid NOT NULL,
	"creator_name" text NOT NULL,
	"created_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp (6) with time zone,
	"mails" integer DEFAULT 0 NOT NULL,
	"outcome" jsonb,
	CONSTRAINT "invitation_batches_org_id" UNIQUE("org_id","id")
);
--> statement-breakpoint
CREATE TABLE "invitation_lines" (
	"org_id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"typed" text NOT NULL,
	"email" text,
	"email_normalized" text,
	"role" text,
	"typed_role" text DEFAULT '' NOT NULL,
	"is_left_out" boolean DEFAULT false NOT NULL,
	CONSTRAINT "invitation_lines_org_id_batch_id_line_pk" PRIMARY KEY("org_id","batch_id","line")
);
--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "batch_id" uuid;--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "batch_id" uuid;--> statement-breakpoint
ALTER TABLE "invitation_batches" ADD CONSTRAINT "invitation_batches_org_id_organizations_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("org_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation_lines" ADD CONSTRAINT "invitation_lines_org_id_batch_id_invitation_batches_org_id_id_fk" FOREIGN KEY ("org_id","batch_id") REFERENCES "public"."invitation_batches"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "invitation_batches_by_state" ON "invitation_batches" USING btree ("org_id","state","created_at","id");--> statement-breakpoint
CREATE INDEX "mails_of_batch" ON "mails" USING btree ("batch_id","status","id") WHERE "mails"."batch_id" is not null;