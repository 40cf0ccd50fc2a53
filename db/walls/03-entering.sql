-- Entering: the only way into a tenant.

-- What a sign-in views, while it does: an organization as one of its members sees it, for as long as whoever looks is an Admin there and
-- who is looked at a member. Internal.
create or replace function live_viewing(p_session uuid) returns table (org_id uuid, user_id uuid, until timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.viewing_org, s.viewing_user, s.viewing_until
    from sessions s
    join organizations o on o.org_id = s.viewing_org and o.deleted_at is null
    join members a on a.org_id = o.org_id and a.user_id = s.user_id and a.role = 'admin' and a.ended_at is null
                  and (a.expires_at is null or a.expires_at > now())
    join members m on m.org_id = o.org_id and m.user_id = s.viewing_user and m.ended_at is null
                  and (m.expires_at is null or m.expires_at > now())
   where s.id = p_session and s.viewing_until > now()
$$;

-- Whether a token opens anything. Internal.
create or replace function token_lives(t tokens) returns boolean language sql stable as $$
  select t.id is not null and t.revoked_at is null and (t.expires_at is null or t.expires_at > now())
$$;

-- How old a token is: as old as its secret. Internal.
create or replace function token_age(t tokens) returns interval language sql stable as $$
  select now() - coalesce(t.secret_at, t.created_at)
$$;

-- A token that may do more than look. Internal.
create or replace function token_changes_things(p_scopes text[]) returns boolean language sql immutable parallel safe as $$
  select exists (select from unnest(p_scopes) s where s not like '%:Get' and s <> 'Search')
$$;

-- What a token is, and whether the organization that is entered lets it in: null, or `age`, `waiting` for an Admin's approval, `refused`. What
-- collaborators were given was given by its own people, so it waits for nobody. Internal.
create or replace function token_facts(t tokens, p_org uuid) returns json
language sql stable set search_path = public, pg_temp as $$
  select case when t.id is null then json_build_object('state', 'unknown') else json_build_object(
    'state', case when token_lives(t) then 'live' else 'dead' end, 'id', t.id, 'kind', t.kind, 'name', t.name, 'scopes', t.scopes,
    'accountId', t.org_id, 'appId', t.app_id, 'barred', (
      select case
          when token_age(t) > make_interval(days => o.token_max_days) then 'age'
          when a.verdict = 'refused' then 'refused'
          when a.verdict is null and t.kind <> 'collaborator'
               and (o.token_approval = 'all' or o.token_approval = 'some' and token_changes_things(t.scopes)) then 'waiting'
        end
        from organizations o left join token_approvals a on a.org_id = o.org_id and a.token_id = t.id where o.org_id = p_org)) end
$$;

-- The only way in. Checks that the sign-in is alive and that the actor has a live tie to the account, then sets the tenant for
-- this transaction, and gives the facts that the guard decides from. No tie: nothing is set and `tie` is null, which the door
-- answers as not found. Handles arrive as typed in the address; a former one still enters, and says where it lives now. So does the
-- former ID of an app that is still its owner's.
--
-- Every request comes through here. PostgreSQL spends its time on setting up what a statement might do, so these are short, and
-- give json where jsonb would be built only to be printed. Stable, although it sets what was entered: all its statements see
-- the snapshot of the one that asked, and it is only ever asked in FROM.
--
-- `p_token`, the hash of a token's secret, stands in the place of a sign-in: its owner is the actor. One that is bound to an app reaches no
-- more of the account than that app. What the organization asks of tokens is a fact among the others (`barred`).
drop function if exists enter(uuid, uuid, text, text);
drop function if exists enter(uuid, uuid, text, text, bytea);
create function enter(p_user uuid, p_session uuid, p_account text, p_app text default null, p_token bytea default null)
returns table (
  signed_in boolean, is_seen_stale boolean, actor_id uuid, username text, first_name text, last_name text, email text, is_operator boolean,
  viewed_by uuid, viewed_until timestamptz, tie text, reach text, org_id uuid, kind text, handle text, name text,
  member_id uuid, role text, since timestamptz, until timestamptz,
  restricted json, app json, team_grants json, scope_grants json, token json)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  x_token tokens;
  handle_state text;
  x_id uuid;
  x_visibility text;
  x_line json;
  is_theirs boolean;
  is_set text;
  view_org uuid;
  view_user uuid;
begin
  if p_token is not null then
    select t.* into x_token from tokens t where t.token_hash = p_token;
    p_user := x_token.user_id;
    select token_lives(x_token), coalesce(x_token.last_used_at < now() - interval '1 minute', true),
           u.username, u.first_name, u.last_name, u.email, u.is_operator
      into signed_in, is_seen_stale, username, first_name, last_name, email, is_operator
      from users u where u.id = p_user and u.deleted_at is null;
  else
  select true, s.last_seen_at < now() - interval '5 minutes', u.username, u.first_name, u.last_name, u.email, u.is_operator,
         s.viewing_until
    into signed_in, is_seen_stale, username, first_name, last_name, email, is_operator, viewed_until
    from sessions s join users u on u.id = s.user_id
   where s.id = p_session and s.user_id = p_user and s.revoked_at is null and s.expires_at > now()
     and s.last_seen_at > now() - session_idle() and u.deleted_at is null;
  end if;
  if signed_in then
    -- Somebody who views an organization as one of its members sees it with their eyes, and nothing else. Where that is over and
    -- nobody has noticed, `viewed_until` alone says so.
    if viewed_until is not null then
      select v.org_id, v.user_id into view_org, view_user from live_viewing(p_session) v;
      if found then
        viewed_by := p_user;
        select u.id, u.username, u.first_name, u.last_name, u.email, false into p_user, username, first_name, last_name, email, is_operator
          from users u where u.id = view_user;
        perform set_config('transaction_read_only', 'on', true);
      end if;
    end if;
    select h.account_id, case when o.org_id is null then 'user' else 'organization' end, h.display, h.state, o.name,
           m.id, m.role, m.started_at, m.expires_at
      into org_id, kind, handle, handle_state, name, member_id, role, since, until
      from handles h
      left join organizations o on o.org_id = h.account_id
      left join members m on m.org_id = o.org_id and m.user_id = p_user and m.ended_at is null
                         and (m.expires_at is null or m.expires_at > now())
     where h.handle = lower(case when p_account = 'me' then enter.username else p_account end) and o.deleted_at is null
       and (h.redirects_until is null or h.redirects_until > now()) and (viewed_by is null or h.account_id = view_org);
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
      if x_id is null then
        select p.id, p.visibility, json_build_object('id', p.id, 'ownerId', p.org_id, 'handle', p.handle, 'name', p.name, 'visibility', p.visibility)
          into x_id, x_visibility, x_line
          from app_handles f join apps p on p.id = f.app_id and p.org_id = f.org_id and p.deleted_at is null
         where f.org_id = enter.org_id and f.handle = lower(p_app) and f.redirects_until > now();
      end if;
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
      when role in ('financial_manager', 'infrastructure_manager') then 'none'
      when restricted is not null then case when is_theirs then 'app' else 'none' end
      when role in ('admin', 'organization_contributor', 'organization_user') then 'all'
      when role = 'team_contributor' and (team_grants is not null or scope_grants is not null) then 'app'
      when role is not null then 'none' end;
    if x_token.app_id is not null and reach = 'all' then
      reach := case when x_id = x_token.app_id then 'app' else 'none' end;
    end if;
    -- What is open to strangers is open to members whose role reaches no app, as it is to strangers: they see nothing below it.
    if reach = 'none' and x_visibility = 'public' and restricted is null then
      tie := 'public'; reach := 'app';
    end if;
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
  actor_id := p_user;
  if p_token is not null then token := token_facts(x_token, org_id); end if;
  restricted := coalesce(restricted, '[]'); team_grants := coalesce(team_grants, '[]'); scope_grants := coalesce(scope_grants, '[]');
  is_set := concat(set_config('app.tenant', coalesce(org_id::text, ''), true),
                   set_config('app.actor', case when tie is null then '' else p_user::text end, true),
                   set_config('app.tie', coalesce(tie, ''), true), set_config('app.reach', coalesce(reach, ''), true),
                   set_config('app.app', case when app is null then '' else x_id::text end, true));
  return next;
end $$;
grant execute on function enter(uuid, uuid, text, text, bytea) to muster_app;

-- How long a sign-in may lie unused.
create or replace function session_idle() returns interval language sql immutable parallel safe as $$ select interval '7 days' $$;

-- What the frame shows around every page: the accounts one may act as, what is unread, whether mail works. Crosses tenants
-- because it lists the memberships of the actor in all of them, and nothing else. Who views an organization as one of its members is
-- shown as that member, with that organization alone.
drop function if exists frame(uuid, uuid);
create function frame(p_user uuid, p_session uuid)
returns table (signed_in boolean, is_seen_stale boolean, id uuid, username text, first_name text, last_name text, email text,
               is_verified boolean, is_operator boolean, accounts jsonb, unread integer, picture text, viewing jsonb, is_viewing_over boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select true, s.last_seen_at < now() - interval '5 minutes', u.id, u.username, u.first_name, u.last_name, u.email,
         u.email_verified_at is not null and s.viewed is null, u.is_operator and s.viewed is null,
         (select coalesce(jsonb_agg(jsonb_build_object('id', x.org_id, 'handle', x.display, 'name', x.name, 'kind', 'organization',
                   'role', x.role) order by x.name_normalized), '[]')
            from (select o.org_id, h.display, o.name, o.name_normalized, m.role
                    from members m join organizations o on o.org_id = m.org_id and o.deleted_at is null
                    join handles h on h.account_id = m.org_id and h.state = 'current'
                   where m.user_id = u.id and m.ended_at is null and (m.expires_at is null or m.expires_at > now())
                     and (s.viewed is null or m.org_id = (s.viewed ->> 'org_id')::uuid)
                   order by o.name_normalized limit 200) x),
         case when s.viewed is null then
           (select count(*)::integer from (select 1 from notifications n where n.user_id = u.id and n.read_at is null limit 100) c) else 0 end,
         u.picture,
         case when s.viewed is not null then
           (select jsonb_build_object('by', b.first_name || ' ' || b.last_name, 'until', s.viewed ->> 'until') from users b where b.id = p_user) end,
         s.viewing_until is not null and s.viewed is null
    from (select x.user_id, x.last_seen_at, x.viewing_until,
                 case when x.viewing_until is not null then (select to_jsonb(v) from live_viewing(x.id) v) end as viewed
            from sessions x
           where x.id = p_session and x.user_id = p_user and x.revoked_at is null and x.expires_at > now()
             and x.last_seen_at > now() - session_idle() offset 0) s
    join users u on u.id = coalesce((s.viewed ->> 'user_id')::uuid, s.user_id) and u.deleted_at is null
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

-- A token was used. Called at most once a minute for each, outside the reading transaction.
create or replace function touch_token(p_token bytea, p_address text) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  update tokens t set last_used_at = now(), last_used_address = left(p_address, 60)
   where token_hash = p_token and token_lives(t) and (last_used_at is null or last_used_at < now() - interval '50 seconds')
$$;
grant execute on function touch_token(bytea, text) to muster_app;

-- How somebody with a live sign-in reads the portal, for the mails they get. A visit that has not told its zone keeps the known one.
create or replace function remember_reader(p_session uuid, p_locale text, p_zone text) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  update users u set locale = p_locale, time_zone = coalesce(p_zone, u.time_zone)
    from sessions s
   where s.id = p_session and s.user_id = u.id and s.revoked_at is null and s.expires_at > now() and u.deleted_at is null
     and (u.locale, u.time_zone) is distinct from (p_locale, coalesce(p_zone, u.time_zone))
$$;
grant execute on function remember_reader(uuid, text, text) to muster_app;

-- Whoever asks, if their sign-in lives. Nobody, while it views an organization as somebody else: what asks here is about the person's own.
create or replace function signed_in_person(p_user uuid, p_session uuid) returns setof users
language sql stable security definer set search_path = public, pg_temp as $$
  select u.* from sessions s join users u on u.id = s.user_id
   where s.id = p_session and s.user_id = p_user and s.revoked_at is null and s.expires_at > now()
     and s.last_seen_at > now() - session_idle() and u.deleted_at is null
     and (s.viewing_until is null or not exists (select from live_viewing(s.id)))
$$;
