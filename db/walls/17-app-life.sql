-- How apps begin, change, and end.

-- While an app can be restored, its ID is held for it like a former one: nobody else claims it, and nothing enters by it.
create or replace function hold_deleted_app_id() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.deleted_at is null then
    delete from app_handles where org_id = new.org_id and handle = new.handle and app_id = new.id;
  elsif new.restorable_until is not null then
    insert into app_handles (org_id, handle, app_id, redirects_until) values (new.org_id, new.handle, new.id, new.restorable_until)
    on conflict (org_id, handle) do update set app_id = excluded.app_id, redirects_until = excluded.redirects_until;
  end if;
  return null;
end $$;
create or replace trigger a_deleted_app_id_is_held after update of deleted_at, restorable_until on apps for each row
  when (old.deleted_at is not null or new.deleted_at is not null) execute function hold_deleted_app_id();

-- An ID that still leads to another app, or is held for one that is deleted, is nobody else's; until when stands in the detail of the latter.
-- Asked after the row stands in the index of live IDs: whoever waits there for a renaming or a deletion that is on its way sees then what
-- it has left behind.
create or replace function app_id_is_kept() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  for_app uuid;
  until timestamptz;
begin
  if new.deleted_at is not null then return null; end if;
  select f.app_id, case when a.deleted_at is not null then a.restorable_until end into for_app, until
    from app_handles f join apps a on a.id = f.app_id
   where f.org_id = new.org_id and f.handle = new.handle and f.app_id <> new.id and f.redirects_until > now();
  if for_app is not null then
    raise exception 'this ID leads to another app, or is held for one' using errcode = '23505', constraint = 'apps_handle',
      detail = coalesce(to_char(until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), '');
  end if;
  return null;
end $$;
create or replace trigger app_id_is_kept after insert or update of handle, org_id, deleted_at on apps for each row execute function app_id_is_kept();

-- Whether an app may take this ID in the entered account, for who may look around there, and until when a deleted one holds it.
drop function if exists app_id_is_free(text);
drop function if exists free_app_id(text);
create function free_app_id(p_handle text) returns table (is_free boolean, held_until timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select not exists (select 1 from apps where org_id = current_tenant() and handle = lower(p_handle) and deleted_at is null)
         and f.app_id is null,
         case when a.deleted_at is not null then a.restorable_until end
    from (values (1)) one
    left join app_handles f on f.org_id = current_tenant() and f.handle = lower(p_handle) and f.redirects_until > now()
    left join apps a on a.id = f.app_id
   where current_tie() in ('owner', 'member') and current_reach() = 'all'
$$;
grant execute on function free_app_id(text) to muster_app;

-- "Last updated" is when the details of an app, or who was given it, last changed.
create or replace function app_changes() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  new.updated_at := now();
  return new;
end $$;
create or replace trigger app_changes before update of handle, name, description, notes, visibility, default_language, base_workflow, org_id on apps
  for each row when ((old.handle, old.name, old.description, old.notes, old.visibility, old.default_language, old.base_workflow, old.org_id)
    is distinct from (new.handle, new.name, new.description, new.notes, new.visibility, new.default_language, new.base_workflow, new.org_id))
  execute function app_changes();

-- In the order of their ids, so that two changes to many apps never wait for each other in a circle.
create or replace function grants_change() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update apps set updated_at = now() where id in (
    select id from apps where id in (select app_id from changed) and updated_at < now() order by id for no key update);
  return null;
end $$;
create or replace trigger grants_begin after insert on team_apps referencing new table as changed for each statement execute function grants_change();
create or replace trigger grants_end after update on team_apps referencing new table as changed for each statement execute function grants_change();
create or replace trigger grants_begin after insert on collaborators referencing new table as changed for each statement execute function grants_change();
create or replace trigger grants_end after update on collaborators referencing new table as changed for each statement execute function grants_change();

-- Whether the actor may delete the entered app: its owner, Admins and Contributors, and collaborators who were given that scope. Internal.
create or replace function deletes_app() returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select current_app() is not null and (
       current_tie() = 'owner'
       or current_tie() = 'member' and exists (
            select 1 from members where org_id = current_tenant() and user_id = current_actor() and role in ('admin', 'organization_contributor')
               and ended_at is null and (expires_at is null or expires_at > now()))
       or current_tie() = 'guest' and exists (
            select 1 from collaborators where app_id = current_app() and user_id = current_actor() and scopes && array['Apps:Delete', 'All']
               and ended_at is null and (expires_at is null or expires_at > now())))
$$;

-- Who loses the entered app with it, for who may delete it: the teams that were given it, the people in them, the collaborators. None counted
-- past the bound. Of people, the same in several teams is one, but no more than five bounds of them are looked at.
create or replace function app_losses(p_bound integer) returns table (teams integer, people integer, collaborators integer)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare looked_at integer;
begin
  if not deletes_app() then return; end if;
  select count(*) into teams from (
    select 1 from team_apps ta join teams t on t.id = ta.team_id and t.deleted_at is null
     where ta.app_id = current_app() and ta.ended_at is null and (ta.expires_at is null or ta.expires_at > now()) limit p_bound) c;
  select count(*) into collaborators from (
    select 1 from collaborators c where c.app_id = current_app() and c.ended_at is null and (c.expires_at is null or c.expires_at > now())
     limit p_bound) c;
  select count(distinct c.user_id), count(*) into people, looked_at from (
    select tm.user_id
      from team_apps ta
      join teams t on t.id = ta.team_id and t.deleted_at is null
      join team_members tm on tm.org_id = ta.org_id and tm.team_id = ta.team_id and tm.ended_at is null and (tm.expires_at is null or tm.expires_at > now())
     where ta.app_id = current_app() and ta.ended_at is null and (ta.expires_at is null or ta.expires_at > now()) limit 5 * p_bound) c;
  people := case when looked_at >= 5 * p_bound then p_bound else least(people, p_bound) end;
  return next;
end $$;
grant execute on function app_losses(integer) to muster_app;

-- Deletes the one app that was entered: it opens for nobody from then on, and what was given on it stays as it is, so that restoring within
-- 30 days is one row again. By its owner, Admins and Contributors, and collaborators who were given that scope: whoever merely reaches it is refused
-- here too. Null where it is gone already.
create or replace function delete_app(p_change uuid) returns timestamptz
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare until timestamptz;
begin
  if not deletes_app() then raise exception 'this app is not theirs to delete' using errcode = '42501'; end if;
  update apps set deleted_at = now(), deleted_by = current_actor(), deleted_change = p_change, restorable_until = now() + interval '30 days'
   where id = current_app() and org_id = current_tenant() and deleted_at is null returning restorable_until into until;
  return until;
end $$;
grant execute on function delete_app(uuid) to muster_app;

-- The deleted apps of the entered account that can still be restored, the latest first, past the one deleted at `p_at` with the id `p_id`, or
-- before it where `p_up`. For who reaches all apps; who was given some of them one by one sees those.
drop function if exists deleted_apps(boolean, timestamptz, uuid, integer);
create function deleted_apps(p_up boolean, p_at timestamptz, p_id uuid, p_limit integer)
returns table (id uuid, handle text, name text, description text, deleted_at timestamptz, deleted_key text, deleted_by text, restorable_until timestamptz)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare given uuid[] := given_apps();
begin
  return query
  select a.id, a.handle, a.name, a.description, a.deleted_at, to_char(a.deleted_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
         m.first_name || ' ' || m.last_name, a.restorable_until
    from apps a
    left join lateral (select first_name, last_name from members m where m.org_id = a.org_id and m.user_id = a.deleted_by limit 1) m on true
   where a.org_id = current_tenant() and current_tie() in ('owner', 'member') and a.deleted_at is not null and a.restorable_until > now()
     and (current_reach() = 'all' or a.id = any (given))
     and case when p_at is null then true when p_up then (a.deleted_at, a.id) > (p_at, p_id) else (a.deleted_at, a.id) < (p_at, p_id) end
   order by case when p_up then a.deleted_at end, case when p_up then a.id end, a.deleted_at desc, a.id desc limit p_limit;
end $$;
grant execute on function deleted_apps(boolean, timestamptz, uuid, integer) to muster_app;

-- One app of the entered account, deleted or not any more, for the same people. Locked, since what follows depends on it.
create or replace function restorable_app(p_app uuid) returns table (id uuid, handle text, name text, deleted_at timestamptz, restorable_until timestamptz)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare given uuid[] := given_apps();
begin
  return query
  select a.id, a.handle, a.name, a.deleted_at, a.restorable_until from apps a
   where a.org_id = current_tenant() and current_tie() in ('owner', 'member') and a.id = p_app and (current_reach() = 'all' or a.id = any (given))
     for no key update of a;
end $$;
grant execute on function restorable_app(uuid) to muster_app;

-- Restores one, by its owner, or an Admin or a Contributor who reaches it: one who is restricted reached nothing but the apps of their teams,
-- and restores nothing else.
create or replace function restore_app(p_app uuid) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare given uuid[] := given_apps();
begin
  if (current_reach() = 'all' or p_app = any (given)) is not true or not (current_tie() = 'owner'
       or current_tie() = 'member' and exists (
            select 1 from members where org_id = current_tenant() and user_id = current_actor() and role in ('admin', 'organization_contributor')
               and ended_at is null and (expires_at is null or expires_at > now()))) then
    raise exception 'this app is not theirs to restore' using errcode = '42501';
  end if;
  update apps set deleted_at = null, deleted_by = null, deleted_change = null, restorable_until = null
   where id = p_app and org_id = current_tenant() and deleted_at is not null and restorable_until > now();
end $$;
grant execute on function restore_app(uuid) to muster_app;

-- Purges some of the apps whose time to be restored is over, with everything that hangs on them, and former IDs that are free by now.
create or replace function worker_purge_apps(p_limit integer) returns integer
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare gone integer;
begin
  delete from app_handles where ctid = any (array(select ctid from app_handles where redirects_until <= now() limit p_limit));
  with due as (
    select id from apps where deleted_at is not null and restorable_until <= clock_timestamp() order by restorable_until limit p_limit for update skip locked
  ), purged as (
    delete from apps a using due where a.id = due.id returning a.org_id, a.id, a.name
  ), told as (
    insert into audit_events (org_id, change_id, event, target_kind, target_id, target_name, actor_kind, actor_name)
    select org_id, gen_random_uuid(), 'app.purged', 'app', id, name, 'system', 'Muster' from purged returning 1
  )
  select count(*) into gone from told;
  return gone;
end $$;
grant execute on function worker_purge_apps(integer) to muster_worker;
