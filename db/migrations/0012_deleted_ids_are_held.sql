-- From now on a deleted app holds its ID while it can be restored. One whose ID has been given to another meanwhile takes a new one.
UPDATE "apps" a SET "handle" = rtrim(left(a."handle", 31), '-_') || '-' || left(a."id"::text, 8)
 WHERE a."deleted_at" IS NOT NULL AND a."restorable_until" > now() AND (
   EXISTS (SELECT 1 FROM "apps" b WHERE b."org_id" = a."org_id" AND b."handle" = a."handle" AND b."id" <> a."id"
              AND (b."deleted_at" IS NULL OR b."restorable_until" > now() AND (b."deleted_at", b."id") > (a."deleted_at", a."id")))
   OR EXISTS (SELECT 1 FROM "app_handles" f WHERE f."org_id" = a."org_id" AND f."handle" = a."handle" AND f."app_id" <> a."id" AND f."redirects_until" > now()));--> statement-breakpoint
INSERT INTO "app_handles" ("org_id", "handle", "app_id", "redirects_until")
SELECT "org_id", "handle", "id", "restorable_until" FROM "apps" WHERE "deleted_at" IS NOT NULL AND "restorable_until" > now()
    ON CONFLICT ("org_id", "handle") DO UPDATE SET "app_id" = excluded."app_id", "redirects_until" = excluded."redirects_until";
