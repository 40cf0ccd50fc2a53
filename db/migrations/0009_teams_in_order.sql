ALTER TABLE "team_apps" ADD COLUMN "sort_name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "team_members" ADD COLUMN "sort_name" text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX "team_apps_by_name" ON "team_apps" USING btree ("org_id","team_id","sort_name","id") WHERE "team_apps"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "team_members_by_name" ON "team_members" USING btree ("org_id","team_id","sort_name","id") WHERE "team_members"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "teams_by_permission" ON "teams" USING btree ("org_id","permission","sort_name","id") WHERE "teams"."deleted_at" is null;--> statement-breakpoint
UPDATE "team_members" tm SET "sort_name" = lower(u."first_name" || ' ' || u."last_name") FROM "users" u WHERE u."id" = tm."user_id";--> statement-breakpoint
UPDATE "team_apps" ta SET "sort_name" = p."sort_name" FROM "apps" p WHERE p."id" = ta."app_id";
