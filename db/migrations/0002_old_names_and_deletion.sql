ALTER TABLE "accounts" ADD COLUMN "renames" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "renames_since" timestamp (6) with time zone;--> statement-breakpoint
ALTER TABLE "handles" ADD COLUMN "redirects_until" timestamp (6) with time zone;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "deleted_by" uuid;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "deleted_change" uuid;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "restorable_until" timestamp (6) with time zone;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "purged_at" timestamp (6) with time zone;--> statement-breakpoint
CREATE INDEX "handles_of_account" ON "handles" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "handles_by_end" ON "handles" USING btree ("redirects_until") WHERE "handles"."redirects_until" is not null;--> statement-breakpoint
CREATE INDEX "organizations_to_purge" ON "organizations" USING btree ("restorable_until") WHERE "organizations"."deleted_at" is not null and "organizations"."purged_at" is null;--> statement-breakpoint
CREATE INDEX "organizations_of_founder" ON "organizations" USING btree ("created_by") WHERE "organizations"."purged_at" is null;--> statement-breakpoint
ALTER TABLE "handles" ADD CONSTRAINT "handles_end" CHECK ("handles"."redirects_until" is null or "handles"."state" = 'former');--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_ttl" CHECK ("organizations"."invitation_ttl_days" between 1 and 90);