CREATE INDEX "collaborators_ended_change" ON "collaborators" USING btree ("org_id","ended_change");--> statement-breakpoint
CREATE INDEX "members_ended" ON "members" USING btree ("org_id","ended_at","id") WHERE "members"."ended_at" is not null;--> statement-breakpoint
CREATE INDEX "members_of_person" ON "members" USING btree ("org_id","user_id","ended_at");--> statement-breakpoint
CREATE INDEX "team_members_ended_change" ON "team_members" USING btree ("org_id","ended_change");