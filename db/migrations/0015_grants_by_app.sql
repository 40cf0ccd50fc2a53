DROP INDEX "team_apps_of_team";--> statement-breakpoint
CREATE INDEX "team_apps_of_app" ON "team_apps" USING btree ("org_id","app_id","team_id") WHERE "team_apps"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "team_apps_of_team" ON "team_apps" USING btree ("org_id","team_id","app_id","expires_at") WHERE "team_apps"."ended_at" is null;