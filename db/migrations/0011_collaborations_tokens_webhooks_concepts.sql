CREATE TABLE "share_links" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"share_id" uuid NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"created_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"revoked_at" timestamp (6) with time zone
);
--> statement-breakpoint
CREATE TABLE "shares" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"org_id" uuid NOT NULL,
	"app_id" uuid NOT NULL,
	"email" text NOT NULL,
	"email_normalized" text NOT NULL,
	"scopes" text[] NOT NULL,
	"access_until" timestamp (6) with time zone,
	"state" text DEFAULT 'pending' NOT NULL,
	"offered_by" uuid NOT NULL,
	"offerer_name" text NOT NULL,
	"created_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (6) with time zone NOT NULL,
	"answered_at" timestamp (6) with time zone,
	"answered_by" uuid,
	"ended_by" uuid,
	"ended_change" uuid
);
--> statement-breakpoint
CREATE TABLE "concepts" (
	"org_id" uuid NOT NULL,
	"app_id" uuid NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"language" text NOT NULL,
	"definition" text DEFAULT '' NOT NULL,
	"created_by" uuid,
	"created_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "concepts_app_id_id_pk" PRIMARY KEY("app_id","id")
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"token_id" uuid NOT NULL,
	"key" text NOT NULL,
	"request_hash" "bytea" NOT NULL,
	"status" text,
	"body" text,
	"created_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_token_id_key_pk" PRIMARY KEY("token_id","key")
);
--> statement-breakpoint
CREATE TABLE "token_approvals" (
	"org_id" uuid NOT NULL,
	"token_id" uuid NOT NULL,
	"verdict" text NOT NULL,
	"decided_by" uuid NOT NULL,
	"decided_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "token_approvals_org_id_token_id_pk" PRIMARY KEY("org_id","token_id")
);
--> statement-breakpoint
CREATE TABLE "tokens" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"scopes" text[] NOT NULL,
	"org_id" uuid,
	"app_id" uuid,
	"token_hash" "bytea",
	"last_four" text,
	"created_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"secret_at" timestamp (6) with time zone,
	"expires_at" timestamp (6) with time zone,
	"last_used_at" timestamp (6) with time zone,
	"last_used_address" text,
	"revoked_at" timestamp (6) with time zone,
	"revoked_by" uuid,
	"revoked_change" uuid,
	CONSTRAINT "tokens_bound" CHECK (("tokens"."kind" = 'personal') = ("tokens"."app_id" is null) and ("tokens"."app_id" is null or "tokens"."org_id" is not null)),
	CONSTRAINT "tokens_secret" CHECK (("tokens"."token_hash" is null) = ("tokens"."last_four" is null))
);
--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"org_id" uuid NOT NULL,
	"webhook_id" uuid NOT NULL,
	"event_id" bigint,
	"event" text NOT NULL,
	"payload" jsonb NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp (6) with time zone,
	"last_status" integer,
	"last_error" text,
	"last_answer" text,
	"last_milliseconds" integer,
	"created_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"delivered_at" timestamp (6) with time zone
);
--> statement-breakpoint
CREATE TABLE "webhooks" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"org_id" uuid NOT NULL,
	"url" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"events" text[] DEFAULT '{}' NOT NULL,
	"secret" "bytea" NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"disabled_at" timestamp (6) with time zone,
	"disabled_why" text,
	"failing_since" timestamp (6) with time zone,
	"deleted_at" timestamp (6) with time zone,
	CONSTRAINT "webhooks_org_id" UNIQUE("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "collaborators_may_share" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "token_max_days" integer;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "token_approval" text DEFAULT 'none' NOT NULL;--> statement-breakpoint
ALTER TABLE "share_links" ADD CONSTRAINT "share_links_share_id_shares_id_fk" FOREIGN KEY ("share_id") REFERENCES "public"."shares"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shares" ADD CONSTRAINT "shares_offered_by_users_id_fk" FOREIGN KEY ("offered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shares" ADD CONSTRAINT "shares_org_id_app_id_apps_org_id_id_fk" FOREIGN KEY ("org_id","app_id") REFERENCES "public"."apps"("org_id","id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "concepts" ADD CONSTRAINT "concepts_org_id_app_id_apps_org_id_id_fk" FOREIGN KEY ("org_id","app_id") REFERENCES "public"."apps"("org_id","id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_token_id_tokens_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."tokens"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "token_approvals" ADD CONSTRAINT "token_approvals_org_id_organizations_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("org_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "token_approvals" ADD CONSTRAINT "token_approvals_token_id_tokens_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."tokens"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tokens" ADD CONSTRAINT "tokens_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tokens" ADD CONSTRAINT "tokens_org_id_accounts_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tokens" ADD CONSTRAINT "tokens_org_id_app_id_apps_org_id_id_fk" FOREIGN KEY ("org_id","app_id") REFERENCES "public"."apps"("org_id","id") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_org_id_webhook_id_webhooks_org_id_id_fk" FOREIGN KEY ("org_id","webhook_id") REFERENCES "public"."webhooks"("org_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_org_id_organizations_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("org_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "share_links_hash" ON "share_links" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "share_links_of" ON "share_links" USING btree ("share_id");--> statement-breakpoint
CREATE UNIQUE INDEX "shares_live" ON "shares" USING btree ("app_id","email_normalized") WHERE "shares"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "shares_for_address" ON "shares" USING btree ("email_normalized") WHERE "shares"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "shares_of_app" ON "shares" USING btree ("org_id","app_id","sent_at","id");--> statement-breakpoint
CREATE INDEX "shares_by_offerer" ON "shares" USING btree ("org_id","offered_by") WHERE "shares"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "concepts_in_time" ON "concepts" USING btree ("org_id","app_id","created_at","id");--> statement-breakpoint
CREATE INDEX "idempotency_keys_by_time" ON "idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "tokens_hash" ON "tokens" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "tokens_of_user" ON "tokens" USING btree ("user_id","created_at","id") WHERE "tokens"."revoked_at" is null;--> statement-breakpoint
CREATE INDEX "tokens_of_account" ON "tokens" USING btree ("org_id","created_at","id") WHERE "tokens"."revoked_at" is null;--> statement-breakpoint
CREATE INDEX "tokens_of_app" ON "tokens" USING btree ("app_id","created_at","id") WHERE "tokens"."revoked_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "tokens_of_collaborator" ON "tokens" USING btree ("app_id","user_id") WHERE "tokens"."kind" = 'collaborator' and "tokens"."revoked_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "webhook_deliveries_once" ON "webhook_deliveries" USING btree ("webhook_id","event_id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_of" ON "webhook_deliveries" USING btree ("org_id","webhook_id","created_at","id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_old" ON "webhook_deliveries" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "webhooks_of" ON "webhooks" USING btree ("org_id","created_at","id") WHERE "webhooks"."deleted_at" is null;--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_token_days" CHECK ("organizations"."token_max_days" between 1 and 3650);