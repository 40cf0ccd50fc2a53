-- The second wall. Row-level security, the functions that may cross it, and what each role may touch.
-- Applied as the owner after every migration, whole, in one transaction; running it again changes nothing.
--
-- muster_app     web and worker handlers: owns nothing, bypasses nothing, sees a tenant only after entering it
-- muster_worker  graphile-worker's own bookkeeping, and the handful of functions named worker_*

revoke all on schema public from public;
grant usage on schema public to muster_app, muster_worker;
revoke all on all tables in schema public from public, muster_app, muster_worker;
revoke execute on all functions in schema public from public, muster_app, muster_worker;
alter default privileges revoke execute on functions from public;
