-- The second wall of release 1, as it stood in databases that this version has to take over. Never changed.
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
-- Entering: the only way into a tenant.

-- The only way in. Checks that the sign-in is alive and that the actor has a live tie to the account, then sets the tenant for
-- this transaction, and gives the facts that the guard decides from. No tie: nothing is set and `tie` is null, which the door
-- answers as not found. Handles arrive as typed in the address; a former one still enters, and says where it lives now.
--
-- Every request comes through here. PostgreSQL spends its time on setting up what a statement might do, so these are short, and
-- give json where jsonb would be built only to be printed. Stable, although it sets what was entered: all its statements see
-- the snapshot of the one that asked, and it is only ever asked in FROM.
drop function if exists enter(uuid, uuid, text, text);
create function enter(p_user uuid, p_session uuid, p_account text, p_app text default null)
returns table (
  signed_in boolean, is_seen_stale boolean, username text, first_name text, last_name text, email text, is_operator boolean,
  tie text, reach text, org_id uuid, kind text, handle text, name text,
  member_id uuid, role text, since timestamptz, until timestamptz,
  restricted json, app json, team_grants json, scope_grants json)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  handle_state text;
  x_id uuid;
  x_visibility text;
  x_line json;
  is_theirs boolean;
  is_set text;
begin
  select true, s.last_seen_at < now() - interval '5 minutes', u.username, u.first_name, u.last_name, u.email, u.is_operator
    into signed_in, is_seen_stale, username, first_name, last_name, email, is_operator
    from sessions s join users u on u.id = s.user_id
   where s.id = p_session and s.user_id = p_user and s.revoked_at is null and s.expires_at > now()
     and s.last_seen_at > now() - session_idle() and u.deleted_at is null;
  if signed_in then
    select h.account_id, case when o.org_id is null then 'user' else 'organization' end, h.display, h.state, o.name,
           m.id, m.role, m.started_at, m.expires_at
      into org_id, kind, handle, handle_state, name, member_id, role, since, until
      from handles h
      left join organizations o on o.org_id = h.account_id
      left join members m on m.org_id = o.org_id and m.user_id = p_user and m.ended_at is null
                         and (m.expires_at is null or m.expires_at > now())
     where h.handle = lower(case when p_account = 'me' then enter.username else p_account end) and o.deleted_at is null;
    tie := case when org_id = p_user then 'owner' when member_id is not null then 'member' end;
    if p_app is null then
      if role <> 'admin' then
        select json_agg(json_build_object('id', t.id, 'handle', t.handle, 'name', t.name)) into restricted
          from team_members tm join teams t on t.id = tm.team_id
         where tm.org_id = enter.org_id and tm.user_id = p_user and tm.ended_at is null
           and (tm.expires_at is null or tm.expires_at > now()) and t.is_restricted and t.deleted_at is null;
      end if;
    elsif org_id is not null then
      select p.id, p.visibility, json_build_object('id', p.id, 'ownerId', p.org_id, 'handle', p.handle, 'name', p.name, 'visibility', p.visibility)
        into x_id, x_visibility, x_line
        from apps p where p.org_id = enter.org_id and p.handle = lower(p_app) and p.deleted_at is null;
      if role is not null then
        select json_agg(json_build_object('id', t.id, 'handle', t.handle, 'name', t.name)) filter (where t.is_restricted and role <> 'admin'),
               bool_or(t.is_restricted and ta.id is not null),
               json_agg(json_build_object(
                 'team', json_build_object('id', t.id, 'handle', t.handle, 'name', t.name, 'isRestricted', t.is_restricted),
                 'gives', ta.permission, 'since', greatest(ta.started_at, tm.started_at),
                 'until', least(ta.expires_at, tm.expires_at))) filter (where ta.id is not null)
          into restricted, is_theirs, team_grants
          from team_members tm
          join teams t on t.id = tm.team_id and t.deleted_at is null
          left join team_apps ta on ta.team_id = tm.team_id and ta.app_id = x_id and ta.ended_at is null
                                and (ta.expires_at is null or ta.expires_at > now())
         where tm.org_id = enter.org_id and tm.user_id = p_user and tm.ended_at is null and (tm.expires_at is null or tm.expires_at > now());
      end if;
      if x_id is not null then
        select json_agg(json_build_object('scopes', c.scopes, 'since', c.started_at, 'until', c.expires_at, 'by', c.started_by))
          into scope_grants from collaborators c
         where c.app_id = x_id and c.user_id = p_user and c.ended_at is null and (c.expires_at is null or c.expires_at > now());
        tie := coalesce(tie, case when scope_grants is not null then 'guest' when x_visibility = 'public' then 'public' end);
      end if;
    end if;
    reach := case
      when tie = 'owner' then 'all'
      when tie <> 'member' then 'app'
      when restricted is not null then case when is_theirs then 'app' else 'none' end
      when role in ('admin', 'organization_contributor', 'organization_user') then 'all'
      when role = 'team_contributor' and (team_grants is not null or scope_grants is not null) then 'app'
      when role is not null then 'none' end;
    if handle_state <> 'current' then
      select h.display into handle from handles h where h.account_id = enter.org_id and h.state = 'current';
    end if;
    if tie is null then
      org_id := null; kind := null; handle := null; name := null;
    elsif tie = 'owner' then
      name := first_name || ' ' || last_name;
    elsif kind = 'user' then
      name := handle;
    end if;
    if x_id is not null and reach in ('all', 'app') then app := x_line; end if;
  else
    signed_in := false; is_seen_stale := false;
  end if;
  restricted := coalesce(restricted, '[]'); team_grants := coalesce(team_grants, '[]'); scope_grants := coalesce(scope_grants, '[]');
  is_set := concat(set_config('app.tenant', coalesce(org_id::text, ''), true),
                   set_config('app.actor', case when tie is null then '' else p_user::text end, true),
                   set_config('app.tie', coalesce(tie, ''), true), set_config('app.reach', coalesce(reach, ''), true),
                   set_config('app.app', case when app is null then '' else x_id::text end, true));
  return next;
end $$;
grant execute on function enter(uuid, uuid, text, text) to muster_app;

-- How long a sign-in may lie unused.
create or replace function session_idle() returns interval language sql immutable parallel safe as $$ select interval '7 days' $$;

-- What the frame shows around every page: the accounts one may act as, what is unread, whether mail works. Crosses tenants
-- because it lists the memberships of the actor in all of them, and nothing else.
drop function if exists frame(uuid, uuid);
create function frame(p_user uuid, p_session uuid)
returns table (signed_in boolean, is_seen_stale boolean, id uuid, username text, first_name text, last_name text, email text,
               is_verified boolean, is_operator boolean, accounts jsonb, unread integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select true, s.last_seen_at < now() - interval '5 minutes', u.id, u.username, u.first_name, u.last_name, u.email,
         u.email_verified_at is not null, u.is_operator,
         (select coalesce(jsonb_agg(jsonb_build_object('id', x.org_id, 'handle', x.display, 'name', x.name, 'kind', 'organization',
                   'role', x.role) order by x.name_normalized), '[]')
            from (select o.org_id, h.display, o.name, o.name_normalized, m.role
                    from members m join organizations o on o.org_id = m.org_id and o.deleted_at is null
                    join handles h on h.account_id = m.org_id and h.state = 'current'
                   where m.user_id = u.id and m.ended_at is null and (m.expires_at is null or m.expires_at > now())
                   order by o.name_normalized limit 200) x),
         (select count(*)::integer from (select 1 from notifications n where n.user_id = u.id and n.read_at is null limit 100) c)
    from sessions s join users u on u.id = s.user_id
   where s.id = p_session and s.user_id = p_user and s.revoked_at is null and s.expires_at > now()
     and s.last_seen_at > now() - session_idle() and u.deleted_at is null
$$;
grant execute on function frame(uuid, uuid) to muster_app;

-- A sign-in was used. Called at most every five minutes for each, outside the reading transaction. One that is over stays over.
create or replace function touch_session(p_session uuid) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare who uuid;
begin
  update sessions set last_seen_at = now() where id = p_session and revoked_at is null and last_seen_at < now() - interval '4 minutes'
     and expires_at > now() and last_seen_at > now() - session_idle()
    returning user_id into who;
  if who is not null then update users set last_active_at = now() where id = who; end if;
end $$;
grant execute on function touch_session(uuid) to muster_app;

-- Whoever asks, if their sign-in lives.
create or replace function signed_in_person(p_user uuid, p_session uuid) returns setof users
language sql stable security definer set search_path = public, pg_temp as $$
  select u.* from sessions s join users u on u.id = s.user_id
   where s.id = p_session and s.user_id = p_user and s.revoked_at is null and s.expires_at > now()
     and s.last_seen_at > now() - session_idle() and u.deleted_at is null
$$;
-- Words that are nobody's handle: the portal's own first segments, and those that would pass for the portal speaking.

insert into handles (handle, display, state)
select word, word, 'reserved' from unnest(array[
  'about', 'abuse', 'account', 'accounts', 'activity', 'admin', 'administrator', 'api', 'app', 'apps', 'assets', 'auth',
  'billing', 'blog', 'collaborations', 'contact', 'dashboard', 'docs', 'empty', 'explore', 'favicon', 'forgot', 'health',
  'help', 'home', 'icon', 'icons', 'images', 'invitation', 'invitations', 'invite', 'legal', 'login', 'logout', 'mail', 'me',
  'members', 'models', 'muster', 'new', 'no-reply', 'noreply', 'notifications', 'null', 'oauth', 'official', 'operator',
  'organization', 'organizations', 'owner', 'postmaster', 'pricing', 'privacy', 'profile', 'public', 'ready', 'register',
  'reset', 'robots', 'root', 'saml', 'scim', 'search', 'security', 'session', 'sessions', 'settings', 'sign-in', 'sign-out',
  'sign-up', 'signin', 'signout', 'signup', 'sitemap', 'sso', 'starred', 'static', 'status', 'support', 'system', 'team',
  'teams', 'terms', 'token', 'tokens', 'undefined', 'user', 'users', 'v1', 'v2', 'v3', 'verify', 'webhooks', 'webmaster',
  'welcome', 'well-known', 'workflows', 'www']) word
on conflict (handle) do nothing;
-- Organizations: what crosses into one that begins, and what is free.

-- Is this handle free? Live, former and reserved names are not.
create or replace function handle_is_free(p_handle text) returns boolean
language sql stable security definer set search_path = public, pg_temp as
  $$ select not exists (select 1 from handles where handle = lower(p_handle)) $$;
create or replace function organization_name_is_free(p_name_normalized text) returns boolean
language sql stable security definer set search_path = public, pg_temp as
  $$ select not exists (select 1 from organizations where name_normalized = p_name_normalized and deleted_at is null) $$;
grant execute on function handle_is_free(text), organization_name_is_free(text) to muster_app;

-- Crosses from the founder's own account into the organization that begins here: makes it, its handle and its first Admin, and
-- enters it. A taken name or handle raises unique_violation and changes nothing.
create or replace function found_organization(p_handle text, p_name text, p_name_normalized text, p_billing_email text, p_change uuid)
returns table (org_id uuid, member_id uuid)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  founder uuid := current_actor();
  org uuid;
  member uuid;
begin
  if current_tie() <> 'owner' then raise exception 'an organization is founded from one''s own account' using errcode = '42501'; end if;
  insert into accounts (kind) values ('organization') returning id into org;
  insert into handles (handle, display, account_id, state) values (lower(p_handle), p_handle, org, 'current');
  insert into organizations (org_id, name, name_normalized, billing_email, created_by)
    values (org, p_name, p_name_normalized, p_billing_email, founder);
  insert into members (org_id, user_id, role, started_by, started_change) values (org, founder, 'admin', founder, p_change)
    returning id into member;
  perform set_entered(org, founder, 'member', 'all', null);
  return query select org, member;
end $$;
grant execute on function found_organization(text, text, text, text, uuid) to muster_app;
-- Members.

-- A membership carries its person's name and address, in the form that search and sort find through an index.
create or replace function carry_person() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  select u.username, u.first_name, u.last_name, u.email, lower(u.first_name || ' ' || u.last_name), u.email_normalized,
         lower(u.first_name || ' ' || u.last_name || ' ' || u.username) || ' ' || u.email_normalized, u.last_active_at
    into new.username, new.first_name, new.last_name, new.email, new.sort_name, new.sort_email, new.search_text, new.last_active_at
    from users u where u.id = new.user_id;
  return new;
end $$;
create or replace trigger carry_person before insert on members for each row execute function carry_person();

create or replace function spread_person() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update members m set username = new.username, first_name = new.first_name, last_name = new.last_name, email = new.email,
         sort_name = lower(new.first_name || ' ' || new.last_name), sort_email = new.email_normalized,
         search_text = lower(new.first_name || ' ' || new.last_name || ' ' || new.username) || ' ' || new.email_normalized,
         last_active_at = new.last_active_at
   where m.user_id = new.id and m.ended_at is null;
  return null;
end $$;
create or replace trigger spread_person after update of username, first_name, last_name, email, email_normalized, last_active_at on users
  for each row execute function spread_person();

-- Substring search cannot use its index behind row security, so it goes through here, for the entered tenant alone. Gives the ids of
-- the matches, or null where there are more than a page can be sorted from: then walking in order finds them sooner. Who may not
-- see addresses finds nobody by one.
create or replace function members_matching(p_text text, p_addresses boolean) returns uuid[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  found_ids uuid[];
  pattern text := '%' || replace(replace(replace(lower(p_text), '\', '\\'), '%', '\%'), '_', '\_') || '%';
begin
  if current_tie() <> 'member' or current_reach() <> 'all' then return '{}'; end if;
  if length(p_text) < 3 then return null; end if;
  select array_agg(id) into found_ids
    from (select id from members
           where org_id = current_tenant() and ended_at is null and search_text like pattern
             and (p_addresses or sort_name || ' ' || lower(username) like pattern)
           limit 1001) x;
  if cardinality(found_ids) > 1000 then return null; end if;
  return coalesce(found_ids, '{}');
end $$;
grant execute on function members_matching(text, boolean) to muster_app;

-- The people whom somebody sees who does not reach the whole organization: those of the teams in which they lead or hold full access,
-- by first and last name (reference/members-and-teams.md, Labeler Lead), for the entered tenant alone.
create or replace function teammates() returns table (user_id uuid, first_name text, last_name text, teams jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
  select m.user_id, m.first_name, m.last_name, jsonb_agg(distinct jsonb_build_object('handle', t.handle, 'name', t.name))
    from team_members mine
    join teams t on t.id = mine.team_id and t.deleted_at is null
    join team_members theirs on theirs.team_id = mine.team_id and theirs.ended_at is null
                            and (theirs.expires_at is null or theirs.expires_at > now())
    join members m on m.org_id = mine.org_id and m.user_id = theirs.user_id and m.ended_at is null
                  and (m.expires_at is null or m.expires_at > now())
   where current_tie() = 'member' and mine.org_id = current_tenant() and mine.user_id = current_actor() and mine.ended_at is null
     and (mine.expires_at is null or mine.expires_at > now())
     and exists (select 1 from team_apps ta where ta.team_id = mine.team_id and ta.org_id = mine.org_id and ta.ended_at is null
                    and (ta.expires_at is null or ta.expires_at > now()) and ta.permission in ('full_access', 'labeler_lead'))
   group by m.user_id, m.first_name, m.last_name
   order by m.first_name, m.last_name limit 200
$$;
grant execute on function teammates() to muster_app;

-- Whoever may touch Admins takes this first: one lock an organization, so that no two changes each leave the other to be the last.
-- Gives the number of Admins who stay for good; one with an end date never counts.
create or replace function lock_admins() returns integer
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if current_tie() not in ('member', 'system') then return 0; end if;
  perform 1 from organizations where org_id = current_tenant() for no key update;
  return (select count(*) from members where org_id = current_tenant() and ended_at is null and role = 'admin' and expires_at is null);
end $$;
grant execute on function lock_admins() to muster_app;

-- Takes along what a person held in the entered organization when the membership ends: teams and collaborations on its apps. Crosses the
-- reach of whoever leaves, who may not see these rows one by one; who does not reach everybody ends the own holdings alone.
create or replace function end_holdings(p_user uuid, p_change uuid) returns table (teams text[], collaborations integer)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if current_tie() not in ('member', 'system') then raise exception 'nothing was entered' using errcode = '42501'; end if;
  if current_reach() <> 'all' and p_user is distinct from current_actor() then
    raise exception 'one ends the own holdings' using errcode = '42501';
  end if;
  with ended as (
    update team_members tm set ended_at = now(), ended_by = current_actor(), ended_change = p_change
     where tm.org_id = current_tenant() and tm.user_id = p_user and tm.ended_at is null returning tm.team_id)
  select coalesce(array_agg(t.name order by t.name), '{}') into teams from ended e join teams t on t.id = e.team_id;
  with ended as (
    update collaborators c set ended_at = now(), ended_by = current_actor(), ended_change = p_change
     where c.org_id = current_tenant() and c.user_id = p_user and c.ended_at is null returning 1)
  select count(*) into collaborations from ended;
  return next;
end $$;
grant execute on function end_holdings(uuid, uuid) to muster_app;
-- Jobs: added by the app role, taken by the worker.

-- The app role may add jobs and do nothing else with them.
create or replace function enqueue(task text, payload jsonb, job_key text default null, run_at timestamptz default null)
returns void language sql volatile security definer set search_path = public, pg_temp as $$
  select graphile_worker.add_job(identifier => task, payload => payload::json, job_key => job_key, run_at => run_at, max_attempts => 25)
$$;
create or replace function enqueue_many(jobs jsonb)
returns void language sql volatile security definer set search_path = public, pg_temp as $$
  select graphile_worker.add_jobs(array(
    select (j ->> 'task', (j -> 'payload')::json, null, (j ->> 'runAt')::timestamptz, 25, j ->> 'jobKey', 0::smallint, null)::graphile_worker.job_spec
      from jsonb_array_elements(jobs) j))
$$;
grant execute on function enqueue(text, jsonb, text, timestamptz), enqueue_many(jsonb) to muster_app, muster_worker;

-- Whether any worker has given a sign of life lately: they beat every 3 seconds. For readiness.
create or replace function worker_alive() returns boolean
language sql stable security definer set search_path = public, pg_temp as
  $$ select exists (select 1 from worker_heartbeats where seen_at > now() - interval '10 seconds') $$;
grant execute on function worker_alive() to muster_app;
-- Written on its own, after the refused transaction has rolled back.
create or replace function record_refusal(p_account text, p_operation text, p_permission text, p_reason text, p_actor_kind text,
  p_actor uuid, p_actor_name text, p_address text, p_user_agent text, p_request text) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  insert into refused_attempts (org_id, account, operation, permission, reason, actor_kind, actor_id, actor_name, address, user_agent, request_id)
  values ((select account_id from handles where handle = lower(left(p_account, 100))), left(p_account, 100), p_operation, p_permission, p_reason,
          p_actor_kind, p_actor, p_actor_name, p_address, left(p_user_agent, 400), p_request)
$$;
grant execute on function record_refusal(text, text, text, text, text, uuid, text, text, text, text) to muster_app;
-- Invitations: found and answered by people who are in no tenant yet.

-- What an invitation is worth now. What was promised is checked again: only a live Admin's invitation is still theirs to give.
create or replace function invitation_state(i invitations) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select case
    when exists (select 1 from organizations o where o.org_id = i.org_id and o.deleted_at is not null) then 'gone'
    when i.state <> 'pending' then i.state
    when not exists (select 1 from members m where m.org_id = i.org_id and m.user_id = i.invited_by and m.role = 'admin'
                        and m.ended_at is null and (m.expires_at is null or m.expires_at > now())) then 'void'
    when i.expires_at <= now() then 'expired'
    else 'pending' end
$$;

-- What the page behind a link shows, to anybody who holds the link. Crosses tenants because its reader belongs to none yet.
create or replace function find_invitation(p_hash bytea, p_user uuid, p_session uuid) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object(
           'id', i.id, 'link', l.kind, 'email', i.email, 'role', i.role, 'inviterName', i.inviter_name, 'expiresAt', i.expires_at,
           'state', case when l.revoked_at is not null and invitation_state(i) in ('pending', 'expired') then 'replaced'
                         else invitation_state(i) end,
           'organization', jsonb_build_object('name', o.name, 'handle', h.display),
           'viewer', (select jsonb_build_object('name', u.first_name || ' ' || u.last_name, 'email', u.email,
                        'isMeant', u.email_normalized = i.email_normalized, 'isVerified', u.email_verified_at is not null,
                        'isMember', exists (select 1 from members m where m.org_id = i.org_id and m.user_id = u.id
                                               and m.ended_at is null and (m.expires_at is null or m.expires_at > now())))
                        from signed_in_person(p_user, p_session) u))
    from invitation_links l
    join invitations i on i.org_id = l.org_id and i.id = l.invitation_id
    join organizations o on o.org_id = i.org_id
    left join handles h on h.account_id = i.org_id and h.state = 'current'
   where l.token_hash = p_hash
$$;
grant execute on function find_invitation(bytea, uuid, uuid) to muster_app;

-- Whether this secret was mailed to this address for an invitation that is still open: then whoever holds it proved the address.
-- A copied link proves nothing. For the function that signs people up.
create or replace function invitation_proves(p_hash bytea, p_email_normalized text) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from invitation_links l join invitations i on i.org_id = l.org_id and i.id = l.invitation_id
                  where l.token_hash = p_hash and l.kind = 'mailed' and l.revoked_at is null
                    and i.email_normalized = p_email_normalized and invitation_state(i) = 'pending')
$$;

-- The membership that an accepted invitation gives. One that has expired still stands in the way of the next: it ends at its own
-- time. Null where the person is a member already.
create or replace function begin_membership(i invitations, p_user uuid, p_change uuid) returns uuid
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare begun uuid;
begin
  update members set ended_at = expires_at, ended_change = p_change
   where org_id = i.org_id and user_id = p_user and ended_at is null and expires_at <= now();
  insert into members (org_id, user_id, role, started_by, started_change) values (i.org_id, p_user, i.role, i.invited_by, p_change)
    on conflict (org_id, user_id) where ended_at is null do nothing returning id into begun;
  return begun;
end $$;

-- The answer to an invitation, by its secret (p_hash) or, from the bell, by its id. Crosses tenants because whoever answers is not a
-- member yet: the person's proved address opens this one invitation, and on success its tenant is entered for the history alone.
-- Everything is decided after the lock, so answering, revoking, resending and voiding come one after the other.
create or replace function answer_invitation(p_user uuid, p_session uuid, p_hash bytea, p_invitation uuid, p_answer text, p_change uuid)
returns jsonb language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  u users; i invitations; verdict text; held text; begun uuid;
begin
  perform set_entered(null, null, null, null, null);
  if p_answer not in ('accepted', 'declined') then raise exception 'this is no answer' using errcode = '22023'; end if;
  select * into u from signed_in_person(p_user, p_session);
  if u.id is null then return jsonb_build_object('outcome', 'unauthenticated'); end if;
  select * into i from invitations
   where id = case when p_hash is null then p_invitation
                   else (select invitation_id from invitation_links where token_hash = p_hash) end
     for no key update;
  select m.role into held from members m where m.org_id = i.org_id and m.user_id = u.id and m.ended_at is null
     and (m.expires_at is null or m.expires_at > now());
  verdict := case
    when i.id is null then 'unknown'
    when i.email_normalized <> u.email_normalized then case when p_hash is null then 'unknown' else 'wrong_account' end
    when u.email_verified_at is null then 'unverified'
    when i.state = p_answer and i.answered_by = u.id and (p_answer = 'declined' or held is not null) then 'already'
    when p_hash is not null and not exists (select 1 from invitation_links where token_hash = p_hash and revoked_at is null)
         and invitation_state(i) in ('pending', 'expired') then 'replaced'
    else invitation_state(i) end;
  if verdict = 'pending' then
    update invitations set state = p_answer, answered_at = now(), answered_by = u.id
     where id = i.id and state = 'pending' and expires_at > now();
    if not found then raise exception 'an invitation changed under its lock'; end if;
    if p_answer = 'accepted' then begun := begin_membership(i, u.id, p_change); end if;
    perform set_entered(i.org_id, u.id, case p_answer when 'accepted' then 'member' else 'system' end, 'none', null);
    verdict := 'done';
  end if;
  return jsonb_build_object('outcome', verdict, 'memberId', begun,
    'person', jsonb_build_object('username', u.username, 'firstName', u.first_name, 'lastName', u.last_name, 'email', u.email,
                                 'isOperator', u.is_operator),
    'invitation', case when i.id is null or verdict = 'unknown' then null else jsonb_build_object('id', i.id, 'orgId', i.org_id,
       'email', i.email, 'invitedBy', i.invited_by, 'inviterName', i.inviter_name,
       'role', case when begun is null then coalesce(held, i.role) else i.role end,
       'organization', (select name from organizations where org_id = i.org_id),
       'handle', (select display from handles where account_id = i.org_id and state = 'current')) end);
end $$;
grant execute on function answer_invitation(uuid, uuid, bytea, uuid, text, uuid) to muster_app;

-- The invitations that wait for somebody's proved address, across organizations: they are in none of them yet.
create or replace function my_invitations(p_user uuid, p_session uuid) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(jsonb_agg(x.line), '[]') from (
    select jsonb_build_object('id', i.id, 'organization', o.name, 'handle', h.display, 'role', i.role, 'inviterName', i.inviter_name,
             'sentAt', i.sent_at, 'expiresAt', i.expires_at) as line
      from signed_in_person(p_user, p_session) u
      join invitations i on i.email_normalized = u.email_normalized and i.state = 'pending' and i.expires_at > now()
      join organizations o on o.org_id = i.org_id
      join handles h on h.account_id = i.org_id and h.state = 'current'
     where u.email_verified_at is not null and invitation_state(i) = 'pending'
     order by i.sent_at desc, i.id limit 50) x
$$;
grant execute on function my_invitations(uuid, uuid) to muster_app;

-- A line in the bell of those invited who have an account with that proved address. Says nothing back: whoever invites must not
-- learn who has an account. `p_invited` holds rows of {id, email, detail}.
create or replace function tell_invitees(p_invited jsonb) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  insert into notifications (user_id, org_id, kind, subject_id, detail)
  select u.id, current_tenant(), 'invitation.received', r.id, r.detail
    from jsonb_to_recordset(p_invited) as r(id uuid, email text, detail jsonb)
    join users u on u.email_normalized = r.email and u.email_verified_at is not null and u.deleted_at is null
   where current_tie() = 'member' and current_reach() = 'all'
     and not exists (select 1 from notifications n where n.subject_id = r.id and n.user_id = u.id and n.read_at is null)
$$;
grant execute on function tell_invitees(jsonb) to muster_app;

-- An invitation that was answered or has ended is news no more, in whoever's bell it stands.
create or replace function settle_invitation() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update notifications set read_at = now() where subject_id = new.id and kind = 'invitation.received' and read_at is null;
  return null;
end $$;
create or replace trigger settle_invitation after update of state on invitations
  for each row when (old.state = 'pending' and new.state <> 'pending') execute function settle_invitation();

-- What became of the last mail of each of these invitations of the entered tenant. Nobody but the operator reads mails themselves.
create or replace function invitation_mails(p_invitations uuid[]) returns table (invitation_id uuid, status text)
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct on (m.subject_id) m.subject_id, m.status from mails m
   where m.subject_id = any(p_invitations) and m.org_id = current_tenant() and m.template = 'invitation' and current_tie() = 'member' and current_reach() = 'all'
   order by m.subject_id, m.created_at desc
$$;
grant execute on function invitation_mails(uuid[]) to muster_app;
-- People, their sign-ins and their mailed links have no tenant, and the app role has no right on those tables. These functions are
-- all it can do there. Those that change something enter the person's own account, so that the history can be written.

-- What somebody who was invited by mail need not type again. Only the mailed link tells: its holder reads that mailbox.
drop function if exists mailed_invitation(bytea);
create function mailed_invitation(p_hash bytea) returns table (email text, organization text)
language sql stable security definer set search_path = public, pg_temp as $$
  select i.email, o.name from invitation_links l
    join invitations i on i.org_id = l.org_id and i.id = l.invitation_id and i.state = 'pending' and i.expires_at > now()
    join organizations o on o.org_id = i.org_id and o.deleted_at is null
   where l.token_hash = p_hash and l.kind = 'mailed' and l.revoked_at is null
$$;

-- Begins a sign-in and enters the person's own account. Internal: the functions below say what has to be shown for it.
create or replace function begin_session(p_user uuid, p_address text, p_user_agent text) returns uuid
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare s uuid;
begin
  insert into sessions (user_id, expires_at, address, user_agent) values (p_user, now() + interval '30 days', p_address, left(p_user_agent, 400))
    returning id into s;
  update users set last_active_at = now() where id = p_user;
  perform set_entered(p_user, p_user, 'owner', 'all', null);
  return s;
end $$;

-- Makes an account, the first of which runs the installation. An address that is known already changes nothing, but the username is
-- taken off the list all the same: whether it stays free would tell. A taken username raises unique_violation.
drop function if exists sign_up(text, text, text, text, text, text, bytea, text, text);
create function sign_up(p_username text, p_first_name text, p_last_name text, p_email text, p_email_normalized text, p_password_hash text,
  p_invitation bytea, p_address text, p_user_agent text)
returns table (outcome text, user_id uuid, session_id uuid)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  is_first boolean := false;
  is_proven boolean := p_invitation is not null and invitation_proves(p_invitation, p_email_normalized);
begin
  -- Two at once with one address: the second finds the first.
  perform pg_advisory_xact_lock(hashtextextended('sign up ' || p_email_normalized, 0));
  select u.id into user_id from users u where u.email_normalized = p_email_normalized and u.deleted_at is null;
  if user_id is not null then
    outcome := case when is_proven then 'known' else 'attempt' end;
    if not is_proven then insert into handles (handle, display, state) values (lower(p_username), p_username, 'reserved'); end if;
    return next; return;
  end if;
  if not exists (select from users u where u.is_operator) then
    perform pg_advisory_xact_lock(hashtextextended('first account', 0));
    is_first := not exists (select from users u where u.is_operator);
  end if;
  insert into accounts (kind) values ('user') returning id into user_id;
  insert into handles (handle, display, account_id, state) values (lower(p_username), p_username, user_id, 'current');
  insert into users (id, username, first_name, last_name, email, email_normalized, password_hash, is_operator, email_verified_at)
    values (user_id, p_username, p_first_name, p_last_name, p_email, p_email_normalized, p_password_hash, is_first,
            case when is_first or is_proven then now() end);
  perform set_entered(user_id, user_id, 'owner', 'all', null);
  if is_first or is_proven then session_id := begin_session(user_id, p_address, p_user_agent); end if;
  outcome := case when session_id is null then 'created' else 'signed_in' end;
  return next;
end $$;

-- An attempt to sign in is counted before the password is looked at, so that attempts at once cannot outrun the count.
drop function if exists count_sign_in(text);
create function count_sign_in(p_email_normalized text) returns table (user_id uuid, username text, password_hash text, failures integer)
language sql volatile security definer set search_path = public, pg_temp as $$
  update users set failed_sign_ins = least(failed_sign_ins, 1000) + 1, last_failed_at = now()
   where email_normalized = p_email_normalized and deleted_at is null
  returning id, username, password_hash, failed_sign_ins
$$;

-- Signs in whoever showed the password behind this hash. No row: it was changed meanwhile. Without a session: the address has not been
-- proven yet; a mailed invitation that led here proves it.
drop function if exists sign_in(uuid, text, bytea, text, text);
create function sign_in(p_user uuid, p_password_hash text, p_invitation bytea, p_address text, p_user_agent text)
returns table (session_id uuid, first_name text, last_name text, email text, is_new_device boolean)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare verified timestamptz;
begin
  update users u set failed_sign_ins = 0, email_verified_at = coalesce(u.email_verified_at,
      case when p_invitation is not null and invitation_proves(p_invitation, u.email_normalized) then now() end)
   where u.id = p_user and u.password_hash = p_password_hash and u.deleted_at is null
   returning u.first_name, u.last_name, u.email, u.email_verified_at into first_name, last_name, email, verified;
  if not found then return; end if;
  if verified is not null then
    is_new_device := exists (select from sessions s where s.user_id = p_user)
      and not exists (select from sessions s where s.user_id = p_user and s.user_agent is not distinct from left(p_user_agent, 400));
    session_id := begin_session(p_user, p_address, p_user_agent);
  end if;
  return next;
end $$;

-- Ends one's sign-in. Asked with what the sealed cookie says; ending one that is over already is nothing.
drop function if exists end_session(uuid, uuid);
create function end_session(p_user uuid, p_session uuid) returns table (first_name text, last_name text)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  update sessions s set revoked_at = now() where s.id = p_session and s.user_id = p_user and s.revoked_at is null;
  if not found then return; end if;
  perform set_entered(p_user, p_user, 'owner', 'all', null);
  return query select u.first_name, u.last_name from users u where u.id = p_user;
end $$;

-- next-auth asks on every request to its session address.
create or replace function session_is_alive(p_user uuid, p_session uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from sessions s join users u on u.id = s.user_id and u.deleted_at is null
                  where s.id = p_session and s.user_id = p_user and s.revoked_at is null and s.expires_at > now()
                    and s.last_seen_at > now() - session_idle())
$$;

-- Whom a mail about an address goes to. The door says the same whatever comes out.
drop function if exists person_at(text);
create function person_at(p_email_normalized text) returns table (user_id uuid, is_verified boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select id, email_verified_at is not null from users where email_normalized = p_email_normalized and deleted_at is null
$$;

-- Words that a person's password may not hold: the names of their organizations. Internal.
create or replace function organizations_of(p_user uuid) returns text[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(distinct w), '{}') from members m
    join organizations o on o.org_id = m.org_id and o.deleted_at is null
    join handles h on h.account_id = o.org_id and h.state = 'current'
    cross join lateral (values (o.name), (h.display)) v(w)
   where m.user_id = p_user and m.ended_at is null
$$;

-- What a mailed link opens, without using it. No row: no such link for this purpose.
drop function if exists read_user_link(bytea, text);
create function read_user_link(p_hash bytea, p_purpose text)
returns table (state text, user_id uuid, username text, first_name text, last_name text, email text, password_hash text, organizations text[])
language sql stable security definer set search_path = public, pg_temp as $$
  select case when l.used_at is not null then 'used' when l.expires_at <= now() or l.email_normalized <> u.email_normalized then 'expired'
              else 'live' end,
         u.id, u.username, u.first_name, u.last_name, u.email, u.password_hash, organizations_of(u.id)
    from user_links l join users u on u.id = l.user_id and u.deleted_at is null
   where l.token_hash = p_hash and l.purpose = p_purpose
$$;

-- Uses a link up, once, whoever is first. Internal.
create or replace function claim_user_link(p_hash bytea, p_purpose text) returns uuid
language sql volatile security definer set search_path = public, pg_temp as $$
  update user_links l set used_at = now() from users u
   where l.token_hash = p_hash and l.purpose = p_purpose and l.used_at is null and l.expires_at > now()
     and u.id = l.user_id and u.email_normalized = l.email_normalized and u.deleted_at is null
  returning l.user_id
$$;

-- Proves the address and signs in. Wants the hash that the door checked, so that nobody proves an address for a password that was set
-- by somebody else. No row: used, expired or changed meanwhile.
drop function if exists verify_email(bytea, text, text, text);
create function verify_email(p_hash bytea, p_password_hash text, p_address text, p_user_agent text)
returns table (user_id uuid, session_id uuid, first_name text, last_name text)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  user_id := claim_user_link(p_hash, 'verify_email');
  if user_id is null then return; end if;
  update users u set email_verified_at = coalesce(u.email_verified_at, now()), failed_sign_ins = 0
   where u.id = user_id and u.password_hash = p_password_hash returning u.first_name, u.last_name into first_name, last_name;
  if not found then raise exception 'the password was changed meanwhile' using errcode = '40001'; end if;
  update user_links l set used_at = now() where l.user_id = verify_email.user_id and l.purpose = 'verify_email' and l.used_at is null;
  session_id := begin_session(user_id, p_address, p_user_agent);
  return next;
end $$;

-- Sets a password by mail: proves the address, opens the lock, ends every sign-in and every other link. No row: as above.
drop function if exists reset_password(bytea, text);
create function reset_password(p_hash bytea, p_password_hash text)
returns table (user_id uuid, first_name text, last_name text, email_normalized text)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  user_id := claim_user_link(p_hash, 'reset_password');
  if user_id is null then return; end if;
  update users u set password_hash = p_password_hash, password_changed_at = now(), failed_sign_ins = 0,
         email_verified_at = coalesce(u.email_verified_at, now())
   where u.id = user_id returning u.first_name, u.last_name, u.email_normalized into first_name, last_name, email_normalized;
  update sessions s set revoked_at = now() where s.user_id = reset_password.user_id and s.revoked_at is null;
  update user_links l set used_at = now() where l.user_id = reset_password.user_id and l.used_at is null;
  perform set_entered(user_id, user_id, 'owner', 'all', null);
  return next;
end $$;

-- One's own account, once entered: the tie says that a live sign-in stands behind it.
drop function if exists own_password();
create function own_password() returns table (password_hash text, organizations text[])
language sql stable security definer set search_path = public, pg_temp as $$
  select u.password_hash, organizations_of(u.id) from users u where u.id = current_actor() and current_tie() = 'owner'
$$;

-- Changes the password that the door checked, ends every other sign-in and every link. Null: it was changed meanwhile.
drop function if exists change_own_password(text, text, uuid);
create function change_own_password(p_present_hash text, p_password_hash text, p_session uuid) returns integer
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare ended integer;
begin
  if current_tie() <> 'owner' then raise exception 'a password is changed in one''s own account' using errcode = '42501'; end if;
  update users set password_hash = p_password_hash, password_changed_at = now(), failed_sign_ins = 0
   where id = current_actor() and password_hash = p_present_hash;
  if not found then return null; end if;
  update user_links set used_at = now() where user_id = current_actor() and used_at is null;
  update sessions set revoked_at = now() where user_id = current_actor() and id is distinct from p_session and revoked_at is null;
  get diagnostics ended = row_count;
  return ended;
end $$;

drop function if exists own_sessions();
create function own_sessions() returns table (id uuid, created_at timestamptz, last_seen_at timestamptz, address text, user_agent text)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.id, s.created_at, s.last_seen_at, s.address, s.user_agent from sessions s
   where s.user_id = current_actor() and current_tie() = 'owner' and s.revoked_at is null and s.expires_at > now()
     and s.last_seen_at > now() - session_idle()
   order by s.last_seen_at desc, s.id limit 200
$$;

-- Ends one of one's own sign-ins, or all but one.
create or replace function end_own_sessions(p_only uuid, p_except uuid) returns integer
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare ended integer;
begin
  if current_tie() <> 'owner' then raise exception 'sign-ins are ended in one''s own account' using errcode = '42501'; end if;
  update sessions set revoked_at = now()
   where user_id = current_actor() and revoked_at is null and (p_only is null or id = p_only) and id is distinct from p_except;
  get diagnostics ended = row_count;
  return ended;
end $$;

grant execute on function
  sign_up(text, text, text, text, text, text, bytea, text, text), count_sign_in(text), sign_in(uuid, text, bytea, text, text),
  end_session(uuid, uuid), session_is_alive(uuid, uuid), person_at(text), read_user_link(bytea, text), verify_email(bytea, text, text, text),
  reset_password(bytea, text), mailed_invitation(bytea), own_password(), change_own_password(text, text, uuid), own_sessions(), end_own_sessions(uuid, uuid)
  to muster_app;
-- The operator runs the installation. It is no role in an organization and opens none.

-- Whether nobody has an account yet: the first one runs the installation, and is invited to.
create or replace function portal_is_fresh() returns boolean
language sql stable security definer set search_path = public, pg_temp as
  $$ select not exists (select 1 from users where is_operator) $$;
grant execute on function portal_is_fresh() to muster_app;

-- The mails that did not go out, newest first, for the operator alone: null for everybody else. Crosses tenants because mail is the
-- installation's affair. Pages begin before the mail named last.
create or replace function operator_mails(p_user uuid, p_session uuid, p_status text, p_before uuid, p_limit integer) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object(
    'counts', (select coalesce(jsonb_object_agg(c.status, c.many), '{}') from (
                 select status, count(*) as many from mails where status in ('queued', 'failed', 'kept') group by status) c),
    'mails', (select coalesce(jsonb_agg(x.line), '[]') from (
       select jsonb_build_object('id', m.id, 'to', m.to_address, 'subject', m.subject, 'template', m.template, 'status', m.status,
                'attempts', m.attempts, 'lastError', m.last_error, 'createdAt', m.created_at,
                'isReadable', m.body_encrypted is not null) as line
         from mails m left join mails last on last.id = p_before
        where (m.status = p_status or (p_status is null and m.status in ('queued', 'failed', 'kept')))
          and (p_before is null or (m.created_at, m.id) < (last.created_at, last.id))
        order by m.created_at desc, m.id desc limit p_limit) x))
    from signed_in_person(p_user, p_session) u where u.is_operator
$$;

-- One of them with its body, which is sealed: the portal opens it with its own secret.
create or replace function operator_mail(p_user uuid, p_session uuid, p_mail uuid)
returns table (id uuid, to_address text, template text, status text, last_error text, created_at timestamptz, body bytea)
language sql stable security definer set search_path = public, pg_temp as $$
  select m.id, m.to_address, m.template, m.status, m.last_error, m.created_at, m.body_encrypted
    from signed_in_person(p_user, p_session) u join mails m on m.id = p_mail
   where u.is_operator and m.status in ('queued', 'failed', 'kept') and m.body_encrypted is not null
$$;
grant execute on function operator_mails(uuid, uuid, text, uuid, integer), operator_mail(uuid, uuid, uuid) to muster_app;
-- The worker.

-- graphile-worker's own tables: all of them, since its queue belongs to the worker. They have row security and no policies.
do $$
declare t text;
begin
  if to_regnamespace('graphile_worker') is null then return; end if;
  grant usage on schema graphile_worker to muster_worker;
  grant select, insert, update, delete on all tables in schema graphile_worker to muster_worker;
  grant usage on all sequences in schema graphile_worker to muster_worker;
  grant execute on all functions in schema graphile_worker to muster_worker;
  for t in select relname from pg_class where relnamespace = 'graphile_worker'::regnamespace and relkind = 'r' and relrowsecurity loop
    execute format('drop policy if exists worker on graphile_worker.%I', t);
    execute format('create policy worker on graphile_worker.%I to muster_worker using (true) with check (true)', t);
  end loop;
end $$;

-- The worker begins an attempt at a mail: the first one writes its row. Crosses tenants because mails go to people, who have none.
-- Gives everything its letter says, or only the status where there is nothing left to do.
create or replace function worker_open_mail(p_mail uuid, p_template text, p_org uuid, p_person uuid, p_subject uuid, p_detail text)
returns jsonb language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  i invitations; u users; o organizations; m mails; answerer users;
begin
  select * into i from invitations where org_id = p_org and id = p_subject;
  select * into o from organizations where org_id = p_org;
  select * into u from users where deleted_at is null
    and id = case when p_template in ('invitation_accepted', 'invitation_declined') then i.invited_by else p_person end;
  if p_template = 'invitation' then
    select * into u from users where deleted_at is null and email_normalized = i.email_normalized;
  end if;
  select * into answerer from users where id = i.answered_by;
  insert into mails as old (id, org_id, user_id, subject_id, template, to_address, detail, attempts)
    values (p_mail, p_org, u.id, p_subject, p_template,
            coalesce(case when p_template = 'invitation' then i.email else u.email end, ''), p_detail, 1)
    on conflict (id) do update set attempts = old.attempts + 1,
      status = case when old.status = 'failed' then 'queued' else old.status end
    returning * into m;
  -- What was asked for again takes the place of what still waits.
  if p_template in ('invitation', 'verify_email', 'reset_password') and m.attempts = 1 then
    update mails set status = 'dropped', last_error = 'asked for again', body_encrypted = null
     where id <> p_mail and template = p_template and status = 'queued'
       and case when p_template = 'invitation' then subject_id = p_subject else user_id = u.id end;
  end if;
  return jsonb_build_object(
    'status', m.status, 'attempts', m.attempts, 'to', m.to_address,
    'person', case when u.id is null then null else jsonb_build_object('id', u.id, 'username', u.username,
       'firstName', u.first_name, 'lastName', u.last_name, 'email', u.email, 'isVerified', u.email_verified_at is not null) end,
    'organization', case when o.org_id is null then null else jsonb_build_object('id', o.org_id, 'name', o.name,
       'isGone', o.deleted_at is not null,
       'handle', (select display from handles where account_id = o.org_id and state = 'current')) end,
    'invitation', case when i.id is null then null else jsonb_build_object('id', i.id, 'email', i.email, 'role', i.role,
       'state', i.state, 'expiresAt', i.expires_at, 'inviterName', i.inviter_name,
       'answeredBy', case when answerer.id is null then null else answerer.first_name || ' ' || answerer.last_name end) end);
end $$;

-- A link for the mail that goes out now. The lock makes revoking wait or come first: never a live link into a revoked invitation.
create or replace function worker_open_invitation_link(p_org uuid, p_invitation uuid, p_hash bytea) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform 1 from invitations i
    where i.org_id = p_org and i.id = p_invitation and invitation_state(i) = 'pending' for share of i;
  if not found then return false; end if;
  insert into invitation_links (org_id, invitation_id, kind, token_hash) values (p_org, p_invitation, 'mailed', p_hash);
  return true;
end $$;

-- The same for a person's own links: bound to their purpose, the person and the address they go to. Gives when it expires, or null.
create or replace function worker_open_user_link(p_person uuid, p_purpose text, p_hash bytea, p_lives interval) returns timestamptz
language sql volatile security definer set search_path = public, pg_temp as $$
  insert into user_links (user_id, purpose, token_hash, email_normalized, expires_at)
  select id, p_purpose, p_hash, email_normalized, now() + p_lives from users
   where id = p_person and deleted_at is null and (p_purpose <> 'verify_email' or email_verified_at is null)
  returning expires_at
$$;

-- What became of an attempt. The body stays, encrypted, only while the mail has not gone out.
create or replace function worker_close_mail(p_mail uuid, p_status text, p_subject text, p_message_id text, p_error text, p_body bytea)
returns void language sql volatile security definer set search_path = public, pg_temp as $$
  update mails set status = p_status, subject = coalesce(p_subject, subject), message_id = coalesce(p_message_id, message_id),
         last_error = p_error, body_encrypted = case when p_status in ('sent', 'dropped') then null else coalesce(p_body, body_encrypted) end,
         sent_at = case when p_status = 'sent' then now() end
   where id = p_mail
$$;

-- Workers say that they live.
create or replace function worker_beat(p_worker text) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  insert into worker_heartbeats (worker_id) values (p_worker) on conflict (worker_id) do update set seen_at = now()
$$;
create or replace function worker_rest(p_worker text) returns void
language sql volatile security definer set search_path = public, pg_temp as
  $$ delete from worker_heartbeats where worker_id = p_worker $$;
-- Takes the dead off the list: silent, and the advisory lock that each holds for its life is free.
create or replace function worker_bury() returns setof text
language sql volatile security definer set search_path = public, pg_temp as $$
  with silent as materialized (select worker_id from worker_heartbeats where seen_at < now() - interval '8 seconds')
  delete from worker_heartbeats h using silent s
   where h.worker_id = s.worker_id and pg_try_advisory_xact_lock(hashtextextended('muster worker ' || s.worker_id, 0))
  returning h.worker_id
$$;

-- Once a day: what nobody can use any more. Links and sessions stay 30 days past their end, for whoever asks what happened.
create or replace function worker_sweep() returns jsonb
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  gone_links bigint; gone_sessions bigint; gone_limits bigint; gone_bodies bigint; gone_mails bigint;
begin
  delete from user_links where least(expires_at, coalesce(used_at, expires_at)) < now() - interval '30 days';
  get diagnostics gone_links = row_count;
  delete from sessions where least(expires_at, coalesce(revoked_at, expires_at)) < now() - interval '30 days';
  get diagnostics gone_sessions = row_count;
  delete from rate_limits where expire is not null and expire < extract(epoch from now()) * 1000;
  get diagnostics gone_limits = row_count;
  update mails set body_encrypted = null where body_encrypted is not null and created_at < now() - interval '30 days';
  get diagnostics gone_bodies = row_count;
  delete from mails where created_at < now() - interval '180 days';
  get diagnostics gone_mails = row_count;
  return jsonb_build_object('userLinks', gone_links, 'sessions', gone_sessions, 'rateLimits', gone_limits,
                            'mailBodies', gone_bodies, 'mails', gone_mails);
end $$;

grant execute on function
  worker_open_mail(uuid, text, uuid, uuid, uuid, text), worker_open_invitation_link(uuid, uuid, bytea),
  worker_open_user_link(uuid, text, bytea, interval), worker_close_mail(uuid, text, text, text, text, bytea),
  worker_beat(text), worker_rest(text), worker_bury(), worker_sweep()
  to muster_worker;
-- Policies: what each table shows of the entered tenant.

-- Comparisons stand inside the subselect: it is asked once for a statement, and the planner does not take it for a condition that
-- few rows meet, which would make it gather and sort all of a tenant's rows instead of walking an index.

-- The tenant itself: seen by its members, and the system when it entered by name; changed by those who reach all of it.
alter table organizations enable row level security;
drop policy if exists tenant on organizations;
create policy tenant on organizations to muster_app
  using (org_id = (select current_tenant()) and (select current_tie() in ('owner', 'member', 'system')))
  with check (org_id = (select current_tenant()) and (select current_tie() in ('owner', 'member', 'system'))
              and (select current_reach() = 'all'));

-- Teams: all of them, or one's own, and in them nobody but oneself (whom one leads: `teammates`). The function asks past the wall of
-- team_members, for the actor alone, so that the planner need not plan one wall inside the other.
create or replace function current_teams() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(team_id), '{}') from team_members
   where org_id = current_tenant() and user_id = current_actor() and ended_at is null and (expires_at is null or expires_at > now())
$$;
grant execute on function current_teams() to muster_app;
alter table teams enable row level security;
drop policy if exists tenant on teams;
create policy tenant on teams to muster_app
  using (org_id = (select current_tenant()) and (select current_tie() in ('owner', 'member', 'system'))
         and ((select current_reach() = 'all') or id = any ((select current_teams())::uuid[])))
  with check (org_id = (select current_tenant()) and (select current_tie() in ('owner', 'member', 'system'))
              and (select current_reach() = 'all'));
alter table team_members enable row level security;
drop policy if exists tenant on team_members;
create policy tenant on team_members to muster_app
  using (org_id = (select current_tenant()) and (select current_tie() in ('owner', 'member', 'system'))
         and ((select current_reach() = 'all') or user_id = (select current_actor())))
  with check (org_id = (select current_tenant()) and (select current_tie() in ('owner', 'member', 'system'))
              and (select current_reach() = 'all'));

-- Invitations: for those who reach the whole tenant.
do $$
declare t text;
begin
  foreach t in array array['invitations', 'invitation_links'] loop
    execute format('alter table %I enable row level security', t);
    execute format('drop policy if exists tenant on %I', t);
    execute format($p$create policy tenant on %I to muster_app
      using (org_id = (select current_tenant()) and (select current_tie() in ('member', 'system')) and (select current_reach() = 'all'))
      with check (org_id = (select current_tenant()) and (select current_tie() in ('member', 'system')) and (select current_reach() = 'all'))$p$, t);
  end loop;
end $$;

-- History: whoever acts adds to it, those who reach the whole tenant read it.
alter table audit_events enable row level security;
drop policy if exists tenant on audit_events;
drop policy if exists reading on audit_events;
create policy reading on audit_events for select to muster_app
  using (org_id = (select current_tenant()) and (select current_tie() in ('owner', 'member')) and (select current_reach() = 'all'));
drop policy if exists adding on audit_events;
create policy adding on audit_events for insert to muster_app
  with check (org_id = (select current_tenant()) and (select current_tie() not in ('', 'public')));

-- People: who does not reach all of the tenant sees the own membership alone, and can do nothing to it but end it.
alter table members enable row level security;
drop policy if exists tenant on members;
create policy tenant on members to muster_app
  using (org_id = (select current_tenant()) and (select current_tie() in ('member', 'system'))
         and ((select current_reach() = 'all') or user_id = (select current_actor())))
  with check (org_id = (select current_tenant()) and (select current_tie() in ('member', 'system'))
              and ((select current_reach() = 'all') or (user_id = (select current_actor()) and ended_at is not null)));

-- Apps and the grants on them: all of them, or those of the one that was entered. Whoever reaches one app alone changes neither it nor
-- who else reaches it: a labeler past the guard gives nobody a grant, least of all themselves.
alter table apps enable row level security;
drop policy if exists tenant on apps;
create policy tenant on apps to muster_app
  using (org_id = (select current_tenant()) and ((select current_reach() = 'all') or id = (select current_app())))
  with check (org_id = (select current_tenant()) and (select current_tie() <> 'public') and (select current_reach() = 'all'));
do $$
declare t text;
begin
  foreach t in array array['team_apps', 'collaborators'] loop
    execute format('alter table %I enable row level security', t);
    execute format('drop policy if exists tenant on %I', t);
    execute format($p$create policy tenant on %I to muster_app
      using (org_id = (select current_tenant()) and (select current_tie() <> 'public')
             and ((select current_reach() = 'all') or app_id = (select current_app())))
      with check (org_id = (select current_tenant()) and (select current_tie() <> 'public') and (select current_reach() = 'all'))$p$, t);
  end loop;
end $$;

alter table refused_attempts enable row level security;
drop policy if exists tenant on refused_attempts;
create policy tenant on refused_attempts for select to muster_app
  using (org_id = (select current_tenant()) and (select current_tie() in ('owner', 'member')) and (select current_reach() = 'all'));

-- What belongs to a person: read and marked by that person, added by whoever acts in the tenant it speaks of.
alter table notifications enable row level security;
drop policy if exists own on notifications;
create policy own on notifications for select to muster_app using (user_id = (select current_actor()));
drop policy if exists mark on notifications;
create policy mark on notifications for update to muster_app using (user_id = (select current_actor()));
drop policy if exists tell on notifications;
create policy tell on notifications for insert to muster_app
  with check ((select current_tie() not in ('', 'public')) and (org_id = (select current_tenant()) or user_id = (select current_actor())));

-- What has no tenant, or belongs to the worker: nobody looks but through functions.
do $$
declare t text;
begin
  foreach t in array array['accounts', 'handles', 'mails', 'users', 'sessions', 'user_links', 'worker_heartbeats'] loop
    execute format('alter table %I enable row level security', t);
  end loop;
end $$;
-- What the app role may do with each table, as far as the policies let it.

-- Nothing is ever deleted by the app role but the buckets of the rate limiter.
grant select, insert, update on invitations, invitation_links, teams, apps to muster_app;
-- A grant is ended, never edited.
grant select, insert, update (ended_at, ended_by, ended_change) on members, team_members, team_apps, collaborators to muster_app;
grant select, update on organizations to muster_app;
grant select, insert on audit_events to muster_app;
grant select on refused_attempts to muster_app;
grant select, insert, update (read_at) on notifications to muster_app;
grant select, insert, update, delete on rate_limits to muster_app;
grant usage on all sequences in schema public to muster_app;
