-- Apps: changing them, their IDs, and whose they are.

-- Whether the actor may change the entered app, as far as the wall can tell: its owner, who changes every app of the organization, and
-- where `p_by_team` says so whoever has Full Access by a team. A collaborator with the scope may wherever no role holds them back.
-- Internal: who reaches one app alone writes no row of `apps` (see its policy), so these changes go through functions that ask this.
create or replace function changes_app(p_by_team boolean) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select current_app() is not null and (
    current_tie() = 'owner'
    or current_tie() = 'member' and exists (
      select 1 from members where org_id = current_tenant() and user_id = current_actor() and role in ('admin', 'organization_contributor')
         and ended_at is null and (expires_at is null or expires_at > now()))
    or p_by_team and current_tie() = 'member' and exists (
      select 1 from team_apps ta
        join team_members tm on tm.team_id = ta.team_id and tm.user_id = current_actor() and tm.ended_at is null
                            and (tm.expires_at is null or tm.expires_at > now())
        join teams t on t.id = ta.team_id and t.deleted_at is null
       where ta.org_id = current_tenant() and ta.app_id = current_app() and ta.permission = 'full_access' and ta.ended_at is null
         and (ta.expires_at is null or ta.expires_at > now()))
    or (current_tie() = 'guest' or p_by_team and current_tie() = 'member') and exists (
      select 1 from collaborators where app_id = current_app() and user_id = current_actor() and scopes && array['Apps:Add', 'All']
         and ended_at is null and (expires_at is null or expires_at > now())))
$$;

-- Changes what the entered app says of itself and how it is set. False where it is gone meanwhile.
create or replace function change_app(p_changes jsonb) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if not changes_app(not p_changes ?| array['visibility', 'base_workflow']) then
    raise exception 'this app is not theirs to change' using errcode = '42501';
  end if;
  update apps set name = coalesce(p_changes ->> 'name', name), description = coalesce(p_changes ->> 'description', description),
         default_language = coalesce(p_changes ->> 'default_language', default_language), notes = coalesce(p_changes ->> 'notes', notes),
         visibility = coalesce(p_changes ->> 'visibility', visibility),
         base_workflow = case when p_changes ? 'base_workflow' then p_changes ->> 'base_workflow' else base_workflow end
   where id = current_app() and org_id = current_tenant() and deleted_at is null;
  return found;
end $$;
grant execute on function change_app(jsonb) to muster_app;

-- The former ID of an app leads to it for 90 days, wherever it is. Internal.
create or replace function keep_app_handle(p_org uuid, p_handle text, p_app uuid) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  insert into app_handles (org_id, handle, app_id, redirects_until) values (p_org, p_handle, p_app, now() + interval '90 days')
  on conflict (org_id, handle) do update set app_id = excluded.app_id, redirects_until = excluded.redirects_until
$$;

-- Gives the entered app another ID; the present one redirects. Its own former ones can be taken back, those of others raise
-- unique_violation (apps_handle). Nobody hoards: five former ones at a time.
drop function if exists rename_app(text);
create function rename_app(p_handle text) returns table (outcome text, former text)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare present apps;
begin
  if not changes_app(false) then raise exception 'this app is not theirs to rename' using errcode = '42501'; end if;
  select * into present from apps where id = current_app() and org_id = current_tenant() and deleted_at is null for no key update;
  former := present.handle;
  if present.id is null then outcome := 'gone'; return next; return; end if;
  if present.handle = lower(p_handle) then outcome := 'same'; return next; return; end if;
  delete from app_handles f where f.org_id = present.org_id and f.handle = lower(p_handle) and f.app_id = present.id;
  if (select count(*) from app_handles f where f.app_id = present.id and f.redirects_until > now()) >= 5 then
    outcome := 'too_many'; return next; return;
  end if;
  update apps set handle = lower(p_handle) where id = present.id;
  perform keep_app_handle(present.org_id, present.handle, present.id);
  outcome := 'renamed';
  return next;
end $$;
grant execute on function rename_app(text) to muster_app;

-- The former IDs within the account that still lead to the entered app, for who may change it.
drop function if exists former_app_handles();
create function former_app_handles() returns table (handle text, redirects_until timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select f.handle, f.redirects_until from app_handles f
   where f.app_id = current_app() and f.org_id = current_tenant() and f.redirects_until > now() and changes_app(false)
   order by f.redirects_until desc limit 20
$$;
grant execute on function former_app_handles() to muster_app;

-- Where an app is now that went to another account, for who enters it there: an address that has moved tells nobody else that there is
-- anything. A present ID wins. Enters there in passing, so it is asked in a statement of its own.
drop function if exists moved_app(uuid, uuid, text, text);
create function moved_app(p_user uuid, p_session uuid, p_account text, p_app text) returns table (account text, app text)
language sql stable security definer set search_path = public, pg_temp as $$
  select e.handle, e.app ->> 'handle'
    from handles h
    join app_handles f on f.org_id = h.account_id and f.handle = lower(p_app) and f.redirects_until > now()
    join apps p on p.id = f.app_id and p.org_id <> f.org_id and p.deleted_at is null
    join handles n on n.account_id = p.org_id and n.state = 'current'
    cross join lateral enter(p_user, p_session, n.display, p.handle) e
   where (h.handle = lower(p_account) or p_account = 'me' and h.account_id = p_user and h.state = 'current')
     and (h.redirects_until is null or h.redirects_until > now()) and e.app is not null
     and not exists (select 1 from apps x where x.org_id = f.org_id and x.handle = f.handle and x.deleted_at is null)
   limit 1
$$;
grant execute on function moved_app(uuid, uuid, text, text) to muster_app;

-- Whether a membership with this role makes apps in the organization: an Organization Contributor in a restricted team does not. Internal.
create or replace function makes_apps(p_org uuid, p_role text) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select p_role = 'admin' or p_role = 'organization_contributor' and not exists (
    select 1 from team_members tm join teams t on t.id = tm.team_id and t.is_restricted and t.deleted_at is null
     where tm.org_id = p_org and tm.user_id = current_actor() and tm.ended_at is null and (tm.expires_at is null or tm.expires_at > now()))
$$;

-- The accounts that the actor may take the entered app to: their own, and organizations where they make apps. Crosses tenants, since it
-- lists the actor's own memberships in all of them, and nothing else.
drop function if exists app_destinations();
create function app_destinations() returns table (handle text, name text, kind text)
language sql stable security definer set search_path = public, pg_temp as $$
  select d.handle, d.name, d.kind from (
    select h.display as handle, u.first_name || ' ' || u.last_name as name, 'user' as kind, '' as sorted
      from users u join handles h on h.account_id = u.id and h.state = 'current'
     where u.id = current_actor() and u.id <> current_tenant() and u.deleted_at is null
    union all
    select h.display, o.name, 'organization', o.name_normalized
      from members m
      join organizations o on o.org_id = m.org_id and o.deleted_at is null
      join handles h on h.account_id = m.org_id and h.state = 'current'
     where m.user_id = current_actor() and m.org_id <> current_tenant() and makes_apps(m.org_id, m.role)
       and m.ended_at is null and (m.expires_at is null or m.expires_at > now())) d
   where current_tie() in ('owner', 'member') and changes_app(false)
   order by d.sorted limit 200
$$;
grant execute on function app_destinations() to muster_app;
