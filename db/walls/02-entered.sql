-- What was entered: settings of the transaction, which policies compare with.

create or replace function current_tenant() returns uuid language sql stable parallel safe as
  $$ select nullif(current_setting('app.tenant', true), '')::uuid $$;
create or replace function current_actor() returns uuid language sql stable parallel safe as
  $$ select nullif(current_setting('app.actor', true), '')::uuid $$;
create or replace function current_app() returns uuid language sql stable parallel safe as
  $$ select nullif(current_setting('app.app', true), '')::uuid $$;
-- owner, member, guest, public, system; empty: nothing was entered
create or replace function current_tie() returns text language sql stable parallel safe as
  $$ select coalesce(current_setting('app.tie', true), '') $$;
-- all: every app and every person of the tenant; app: the one app that was entered; none: the tenant itself
create or replace function current_reach() returns text language sql stable parallel safe as
  $$ select coalesce(current_setting('app.reach', true), '') $$;

grant execute on function current_tenant(), current_actor(), current_app(), current_tie(), current_reach()
  to muster_app, muster_worker;

create or replace function set_entered(p_tenant uuid, p_actor uuid, p_tie text, p_reach text, p_app uuid)
returns void language sql volatile set search_path = public, pg_temp as $$
  select set_config('app.tenant', coalesce(p_tenant::text, ''), true), set_config('app.actor', coalesce(p_actor::text, ''), true),
         set_config('app.tie', coalesce(p_tie, ''), true), set_config('app.reach', coalesce(p_reach, ''), true),
         set_config('app.app', coalesce(p_app::text, ''), true)
$$;
