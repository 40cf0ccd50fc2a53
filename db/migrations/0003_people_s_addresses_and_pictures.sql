CREATE TABLE "user_emails" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"email" text NOT NULL,
	"email_normalized" text NOT NULL,
	"verified_at" timestamp (6) with time zone,
	"created_at" timestamp (6) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
INSERT INTO "user_emails" ("user_id", "email", "email_normalized", "verified_at", "created_at")
  SELECT "id", "email", "email_normalized", "email_verified_at", "created_at" FROM "users" WHERE "deleted_at" IS NULL;--> statement-breakpoint
DROP INDEX "users_email";--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "picture" text;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "picture" text;--> statement-breakpoint
ALTER TABLE "user_emails" ADD CONSTRAINT "user_emails_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "user_emails_verified" ON "user_emails" USING btree ("email_normalized") WHERE "user_emails"."verified_at" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "user_emails_of_user" ON "user_emails" USING btree ("user_id","email_normalized");--> statement-breakpoint
CREATE INDEX "user_emails_claimed" ON "user_emails" USING btree ("email_normalized","created_at") WHERE "user_emails"."verified_at" is null;--> statement-breakpoint
CREATE INDEX "user_emails_stale" ON "user_emails" USING btree ("created_at") WHERE "user_emails"."verified_at" is null;--> statement-breakpoint
CREATE INDEX "users_unverified" ON "users" USING btree ("created_at") WHERE "users"."email_verified_at" is null and "users"."deleted_at" is null;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_picture" CHECK ("users"."picture" ~ '^[0-9a-f]{32}$');