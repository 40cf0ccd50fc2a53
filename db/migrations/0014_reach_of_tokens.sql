CREATE TABLE "token_reach" (
	"org_id" uuid NOT NULL,
	"token_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	"is_changing" boolean NOT NULL,
	"verdict" text,
	CONSTRAINT "token_reach_org_id_token_id_pk" PRIMARY KEY("org_id","token_id")
);
--> statement-breakpoint
ALTER TABLE "token_reach" ADD CONSTRAINT "token_reach_org_id_organizations_org_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("org_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "token_reach" ADD CONSTRAINT "token_reach_token_id_tokens_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."tokens"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "token_reach_by_time" ON "token_reach" USING btree ("org_id","created_at","token_id");--> statement-breakpoint
CREATE INDEX "token_reach_undecided" ON "token_reach" USING btree ("org_id","created_at","token_id") WHERE "token_reach"."verdict" is null;--> statement-breakpoint
CREATE INDEX "token_reach_of_user" ON "token_reach" USING btree ("org_id","user_id");--> statement-breakpoint
CREATE INDEX "token_reach_of_token" ON "token_reach" USING btree ("token_id");--> statement-breakpoint
CREATE INDEX "tokens_expiring" ON "tokens" USING btree ("expires_at") WHERE "tokens"."revoked_at" is null;