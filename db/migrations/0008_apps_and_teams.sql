CREATE TABLE "app_handles" (
	"org_id" uuid NOT NULL,
	"handle" text NOT NULL,
	"app_id" uuid NOT NULL,
	"redirects_until" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "app_handles_org_id_handle_pk" PRIMARY KEY("org_id","handle")
);
--> statement-breakpoint
CREATE TABLE "app_marks" (
	"org_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"app_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"created_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "app_marks_user_id_kind_org_id_app_id_pk" PRIMARY KEY("user_id","kind","org_id","app_id")
);
--> statement-breakpoint
ALTER TABLE "collaborators" DROP CONSTRAINT "collaborators_org_id_app_id_apps_org_id_id_fk";
--> statement-breakpoint
ALTER TABLE "team_apps" DROP CONSTRAINT "team_apps_org_id_app_id_apps_org_id_id_fk";
--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "viewing_org" uuid;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "viewing_user" uuid;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "viewing_until" timestamp (6) with time zone;--> statement-breakpoint
ALTER TABLE "apps" ADD COLUMN "description" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "apps" ADD COLUMN "notes" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "apps" ADD COLUMN "default_language" text DEFAULT 'en' NOT NULL;--> statement-breakpoint
ALTER TABLE "apps" ADD COLUMN "base_workflow" text;--> statement-breakpoint
ALTER TABLE "apps" ADD COLUMN "updated_at" timestamp (6) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "apps" ADD COLUMN "sort_name" text GENERATED ALWAYS AS (lower(name)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "apps" ADD COLUMN "search_text" text GENERATED ALWAYS AS (lower(name || ' ' || handle || ' ' || description)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "apps" ADD COLUMN "deleted_by" uuid;--> statement-breakpoint
ALTER TABLE "apps" ADD COLUMN "deleted_change" uuid;--> statement-breakpoint
ALTER TABLE "apps" ADD COLUMN "restorable_until" timestamp (6) with time zone;--> statement-breakpoint
ALTER TABLE "invitations" ADD COLUMN "team_ids" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "teams" ADD COLUMN "sort_name" text GENERATED ALWAYS AS (lower(name)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "teams" ADD COLUMN "search_text" text GENERATED ALWAYS AS (lower(name || ' ' || handle)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "teams" ADD COLUMN "deleted_by" uuid;--> statement-breakpoint
ALTER TABLE "teams" ADD COLUMN "deleted_change" uuid;--> statement-breakpoint
ALTER TABLE "app_handles" ADD CONSTRAINT "app_handles_org_id_accounts_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app_handles" ADD CONSTRAINT "app_handles_app_id_apps_id_fk" FOREIGN KEY ("app_id") REFERENCES "public"."apps"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app_marks" ADD CONSTRAINT "app_marks_org_id_accounts_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app_marks" ADD CONSTRAINT "app_marks_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app_marks" ADD CONSTRAINT "app_marks_app_id_apps_id_fk" FOREIGN KEY ("app_id") REFERENCES "public"."apps"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "app_handles_of_app" ON "app_handles" USING btree ("app_id");--> statement-breakpoint
CREATE INDEX "app_handles_by_end" ON "app_handles" USING btree ("redirects_until");--> statement-breakpoint
CREATE INDEX "app_marks_of_app" ON "app_marks" USING btree ("app_id");--> statement-breakpoint
CREATE INDEX "app_marks_by_time" ON "app_marks" USING btree ("user_id","kind","created_at","app_id");--> statement-breakpoint
ALTER TABLE "collaborators" ADD CONSTRAINT "collaborators_org_id_accounts_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "collaborators" ADD CONSTRAINT "collaborators_app_id_apps_id_fk" FOREIGN KEY ("app_id") REFERENCES "public"."apps"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_apps" ADD CONSTRAINT "team_apps_app_id_apps_id_fk" FOREIGN KEY ("app_id") REFERENCES "public"."apps"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "apps_by_updated" ON "apps" USING btree ("org_id","updated_at","id") WHERE "apps"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "apps_by_name" ON "apps" USING btree ("org_id","sort_name","id") WHERE "apps"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "apps_search" ON "apps" USING gin ("org_id","search_text" gin_trgm_ops) WHERE "apps"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "apps_deleted" ON "apps" USING btree ("org_id","deleted_at","id") WHERE "apps"."deleted_at" is not null;--> statement-breakpoint
CREATE INDEX "apps_to_purge" ON "apps" USING btree ("restorable_until") WHERE "apps"."deleted_at" is not null;--> statement-breakpoint
CREATE INDEX "team_apps_ended_change" ON "team_apps" USING btree ("org_id","ended_change");--> statement-breakpoint
CREATE INDEX "teams_by_name" ON "teams" USING btree ("org_id","sort_name","id") WHERE "teams"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "teams_by_created" ON "teams" USING btree ("org_id","created_at","id") WHERE "teams"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "teams_search" ON "teams" USING gin ("org_id","search_text" gin_trgm_ops) WHERE "teams"."deleted_at" is null;--> statement-breakpoint
ALTER TABLE "apps" ADD CONSTRAINT "apps_lower" CHECK ("apps"."handle" = lower("apps"."handle"));--> statement-breakpoint
ALTER TABLE "teams" ADD CONSTRAINT "teams_lower" CHECK ("teams"."handle" = lower("teams"."handle"));