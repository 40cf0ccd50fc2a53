-- How apps begin, change, and end.

-- An ID that still leads to another app is nobody else's. Asked after the row stands in the index of live IDs: whoever waits there for a
-- renaming that is on its way sees then what it has left behind.
create or replace function app_id_is_kept() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.deleted_at is null and exists (select 1 from app_handles f where f.org_id = new.org_id and f.handle = new.handle
       and f.app_id <> new.id and f.redirects_until > now()) then
    raise exception 'this ID leads to another app' using errcode = '23505', constraint = 'apps_handle';
  end if;
  return null;
end $$;
create or replace trigger app_id_is_kept after insert or update of handle, org_id, deleted_at on apps for each row execute function app_id_is_kept();

-- Whether an app may take this ID in the entered account, for who may look around there.
create or replace function app_id_is_free(p_handle text) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select current_tie() in ('owner', 'member') and current_reach() = 'all'
     and not exists (select 1 from apps where org_id = current_tenant() and handle = lower(p_handle) and deleted_at is null)
     and not exists (select 1 from app_handles where org_id = current_tenant() and handle = lower(p_handle) and redirects_until > now())
$$;
grant execute on function app_id_is_free(text) to muster_app;

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

-- Deletes the one app that was entered: it opens for nobody from then on, and what was given on it stays as it is, so that restoring within
-- 30 days is one row again. By its owner, Admins and Contributors, and collaborators who were given that scope: whoever merely reaches it is refused
-- here too. Null where it is gone already.
create or replace function delete_app(p_change uuid) returns timestamptz
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare until timestamptz;
begin
  if current_app() is null or not (
       current_tie() = 'owner'
       or current_tie() = 'member' and exists (
            select 1 from members where org_id = current_tenant() and user_id = current_actor() and role in ('admin', 'organization_contributor')
               and ended_at is null and (expires_at is null or expires_at > now()))
       or current_tie() = 'guest' and exists (
            select 1 from collaborators where app_id = current_app() and user_id = current_actor() and scopes && array['Apps:Delete', 'All']
               and ended_at is null and (expires_at is null or expires_at > now()))) then
    raise exception 'this app is not theirs to delete' using errcode = '42501';
  end if;
  update apps set deleted_at = now(), deleted_by = current_actor(), deleted_change = p_change, restorable_until = now() + interval '30 days'
   where id = current_app() and org_id = current_tenant() and deleted_at is null returning restorable_until into until;
  return until;
end $$;
grant execute on function delete_app(uuid) to muster_app;

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
