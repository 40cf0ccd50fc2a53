-- Jobs: added by the app role, taken by the worker.

-- The app role may add jobs and do nothing else with them.
create or replace function enqueue(task text, payload jsonb, job_key text default null, run_at timestamptz default null)
returns void language sql volatile security definer set search_path = public, pg_temp as $$
  select graphile_worker.add_job(identifier => task, payload => payload::json, job_key => job_key, run_at => run_at, max_attempts => 25)
$$;
create or replace function enqueue_many(jobs jsonb)
returns void language sql volatile security definer set search_path = public, pg_temp as $$
  select graphile_worker.add_jobs(array(
    select (j ->> 'task', (j -> 'payload')::json, j ->> 'queue', (j ->> 'runAt')::timestamptz, 25, j ->> 'jobKey',
            coalesce((j ->> 'priority')::smallint, 0::smallint), null)::graphile_worker.job_spec
      from jsonb_array_elements(jobs) j))
$$;
grant execute on function enqueue(text, jsonb, text, timestamptz), enqueue_many(jsonb) to muster_app, muster_worker;

-- Whether any worker has given a sign of life lately: they beat every 3 seconds. For readiness.
create or replace function worker_alive() returns boolean
language sql stable security definer set search_path = public, pg_temp as
  $$ select exists (select 1 from worker_heartbeats where seen_at > now() - interval '10 seconds') $$;
grant execute on function worker_alive() to muster_app;
