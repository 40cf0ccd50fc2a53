-- Shares: an app offered to somebody by address, found and answered by people who are in no tenant yet.

-- Whose app is shared, as strangers may read it: an organization by its name, a person by theirs where they share it themselves. Internal.
create or replace function owner_of_share(s shares) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce((select o.name from organizations o where o.org_id = s.org_id),
                  case when s.offered_by = s.org_id then s.offerer_name end,
                  (select h.display from handles h where h.account_id = s.org_id and h.state = 'current'))
$$;

-- Whether whoever offered it may still share this app: its owner, who changes every app of the organization and is held back by no
-- restricted team, and where the organization lets them a collaborator with the scope whom no role caps. What of it they may still give
-- is asked of the table of rules (`share_giver`). Internal.
create or replace function still_shares(s shares) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from users u where u.id = s.offered_by and u.deleted_at is null) and (
    s.offered_by = s.org_id
    or exists (
      select from members m where m.org_id = s.org_id and m.user_id = s.offered_by and m.ended_at is null
         and (m.expires_at is null or m.expires_at > now())
         and (m.role = 'admin' or m.role = 'organization_contributor' and (
           not exists (select from team_members tm join teams t on t.id = tm.team_id and t.is_restricted and t.deleted_at is null
                        where tm.org_id = s.org_id and tm.user_id = m.user_id and tm.ended_at is null and (tm.expires_at is null or tm.expires_at > now()))
           or exists (select from team_members tm join teams t on t.id = tm.team_id and t.is_restricted and t.deleted_at is null
                        join team_apps ta on ta.team_id = tm.team_id and ta.app_id = s.app_id and ta.ended_at is null and (ta.expires_at is null or ta.expires_at > now())
                       where tm.org_id = s.org_id and tm.user_id = m.user_id and tm.ended_at is null and (tm.expires_at is null or tm.expires_at > now())))))
    or exists (
      select from collaborators c
       where c.app_id = s.app_id and c.user_id = s.offered_by and c.ended_at is null and (c.expires_at is null or c.expires_at > now())
         and c.scopes && array['Collaborators:Add', 'All']
         and coalesce((select o.collaborators_may_share from organizations o where o.org_id = s.org_id), true)
         and not exists (select from members m where m.org_id = s.org_id and m.user_id = c.user_id and m.ended_at is null
                            and (m.expires_at is null or m.expires_at > now()))))
$$;

-- What a share is worth now. What was promised is checked again. That an organization is deleted is for its members to know: to others
-- its apps are gone. Internal.
create or replace function share_state(s shares) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select case
    when not exists (select from apps a where a.id = s.app_id and a.org_id = s.org_id and a.deleted_at is null)
      or exists (select from organizations o where o.org_id = s.org_id and o.deleted_at is not null) then 'gone'
    when s.state <> 'pending' then s.state
    when not still_shares(s) then 'void'
    when least(s.expires_at, s.access_until) <= now() then 'expired'
    else 'pending' end
$$;

-- The same as it is told to whoever it was offered to: a newer offer of the app has taken its place. Internal.
create or replace function told_share_state(s shares) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select case when share_state(s) = 'void' and exists (
    select from shares n where n.app_id = s.app_id and n.email_normalized = s.email_normalized and n.created_at > s.created_at) then 'replaced'
    else share_state(s) end
$$;

-- A link for the mail that goes out now. The lock makes withdrawing wait or come first: never a live link into a share that ended.
create or replace function worker_open_share_link(p_share uuid, p_hash bytea) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform 1 from shares s where s.id = p_share and share_state(s) = 'pending' for share of s;
  if not found then return false; end if;
  insert into share_links (share_id, token_hash) values (p_share, p_hash);
  return true;
end $$;
grant execute on function worker_open_share_link(uuid, bytea) to muster_worker;

-- A line in the bell of those an app is shared with who have an account with that proved address. Says nothing back: whoever shares must not
-- learn who has an account. For shares of the entered app, or of any app for who reaches all of them.
create or replace function tell_shared(p_shares uuid[]) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  insert into notifications (user_id, org_id, kind, subject_id, detail)
  select e.user_id, s.org_id, 'app.shared', s.id, jsonb_build_object('by', s.offerer_name, 'app', a.name, 'owner', owner_of_share(s))
    from shares s
    join apps a on a.id = s.app_id
    join user_emails e on e.email_normalized = s.email_normalized and e.verified_at is not null
   where s.id = any(p_shares) and s.state = 'pending' and s.org_id = current_tenant() and current_tie() in ('owner', 'member', 'guest')
     and (current_reach() = 'all' or s.app_id = current_app())
     and not exists (select from notifications n where n.subject_id = s.id and n.user_id = e.user_id and n.read_at is null)
$$;
grant execute on function tell_shared(uuid[]) to muster_app;

-- A share that was answered or has ended is news no more, in whoever's bell it stands. Once a statement: many end at once.
create or replace function settle_shares() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update notifications n set read_at = now()
    from ended e join were w on w.id = e.id
   where w.state = 'pending' and e.state <> 'pending'
     and n.subject_id = e.id and n.kind = 'app.shared' and n.read_at is null;
  return null;
end $$;
create or replace trigger settle_shares after update on shares
  referencing old table as were new table as ended for each statement execute function settle_shares();

-- What became of the shares that the reader was told of. It crosses tenants, since they may be in none of these; being told opens nothing
-- but this.
create or replace function told_shares(p_shares uuid[])
returns table (id uuid, state text, is_theirs boolean, is_own_answer boolean, account text, app text)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.id, told_share_state(s), owns_address(current_actor(), s.email_normalized), s.answered_by is not distinct from current_actor(),
         (select h.display from handles h where h.account_id = s.org_id and h.state = 'current'),
         (select a.handle from apps a where a.id = s.app_id)
    from shares s
   where s.id = any(p_shares) and current_tie() = 'owner'
     and exists (select from notifications n where n.subject_id = s.id and n.user_id = current_actor() and n.kind = 'app.shared')
$$;
grant execute on function told_shares(uuid[]) to muster_app;

-- What decides whether the offerer may still give what a share holds, in the shape that `enter` gives facts; null where they no longer share
-- at all. Of somebody else than whoever asks, so it is for the table of rules alone. Internal.
create or replace function share_giver(s shares) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  select case when still_shares(s) then jsonb_build_object(
    'userId', s.offered_by, 'kind', case when o.org_id is null then 'user' else 'organization' end,
    'role', m.role, 'since', m.started_at, 'until', m.expires_at, 'visibility', a.visibility,
    'restricted', coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'handle', t.handle, 'name', t.name))
       from team_members tm join teams t on t.id = tm.team_id and t.is_restricted and t.deleted_at is null
      where m.role <> 'admin' and tm.org_id = s.org_id and tm.user_id = s.offered_by and tm.ended_at is null
        and (tm.expires_at is null or tm.expires_at > now())), '[]'),
    'teamGrants', coalesce((select jsonb_agg(jsonb_build_object(
         'team', jsonb_build_object('id', t.id, 'handle', t.handle, 'name', t.name, 'isRestricted', t.is_restricted),
         'gives', ta.permission, 'since', ta.started_at, 'until', ta.expires_at))
       from team_members tm
       join teams t on t.id = tm.team_id and t.deleted_at is null
       join team_apps ta on ta.team_id = tm.team_id and ta.app_id = s.app_id and ta.ended_at is null and (ta.expires_at is null or ta.expires_at > now())
      where m.role is not null and tm.org_id = s.org_id and tm.user_id = s.offered_by and tm.ended_at is null
        and (tm.expires_at is null or tm.expires_at > now())), '[]'),
    'scopeGrants', coalesce((select jsonb_agg(jsonb_build_object('scopes', c.scopes, 'since', c.started_at, 'until', c.expires_at, 'by', c.started_by))
       from collaborators c where c.app_id = s.app_id and c.user_id = s.offered_by and c.ended_at is null
                              and (c.expires_at is null or c.expires_at > now())), '[]')) end
    from apps a
    left join organizations o on o.org_id = s.org_id
    left join members m on m.org_id = s.org_id and m.user_id = s.offered_by and m.ended_at is null and (m.expires_at is null or m.expires_at > now())
   where a.id = s.app_id
$$;

-- What somebody holds on an app as a collaborator now; null for nothing. Internal.
create or replace function held_on_app(p_app uuid, p_user uuid) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object('scopes', c.scopes, 'until', c.expires_at) from collaborators c
   where c.app_id = p_app and c.user_id = p_user and c.ended_at is null and (c.expires_at is null or c.expires_at > now())
$$;

-- What the page behind a link shows, to anybody who holds the link. Crosses tenants because its reader belongs to none yet. Uses nothing up.
create or replace function find_share(p_hash bytea, p_user uuid, p_session uuid) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object(
           'id', s.id, 'email', s.email, 'scopes', s.scopes, 'until', s.access_until, 'expiresAt', s.expires_at, 'offererName', s.offerer_name,
           'orgId', s.org_id, 'appId', s.app_id, 'app', a.name, 'owner', owner_of_share(s), 'giver', share_giver(s),
           'state', case when l.revoked_at is not null and share_state(s) in ('pending', 'expired') then 'replaced' else told_share_state(s) end,
           'viewer', (select jsonb_build_object('name', u.first_name || ' ' || u.last_name, 'email', u.email,
                        'isMeant', exists (select from user_emails e where e.user_id = u.id and e.email_normalized = s.email_normalized),
                        'isVerified', owns_address(u.id, s.email_normalized),
                        'isOwn', u.id in (s.org_id, s.offered_by),
                        'held', held_on_app(s.app_id, u.id),
                        'href', case when held_on_app(s.app_id, u.id) is not null then
                          (select '/' || h.display || '/apps/' || a.handle from handles h where h.account_id = s.org_id and h.state = 'current') end)
                        from signed_in_person(p_user, p_session) u))
    from share_links l
    join shares s on s.id = l.share_id
    join apps a on a.id = s.app_id
   where l.token_hash = p_hash
$$;
grant execute on function find_share(bytea, uuid, uuid) to muster_app;

-- The shares that wait for somebody's proved addresses, across accounts: they are in none of them yet.
create or replace function my_shares(p_user uuid, p_session uuid) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(jsonb_agg(x.line), '[]') from (
    select jsonb_build_object('id', s.id, 'email', s.email, 'scopes', s.scopes, 'until', s.access_until, 'expiresAt', s.expires_at,
             'offererName', s.offerer_name, 'orgId', s.org_id, 'appId', s.app_id, 'app', a.name, 'owner', owner_of_share(s),
             'giver', share_giver(s), 'held', held_on_app(s.app_id, u.id)) as line
      from signed_in_person(p_user, p_session) u
      join user_emails e on e.user_id = u.id and e.verified_at is not null
      join shares s on s.email_normalized = e.email_normalized and s.state = 'pending' and s.expires_at > now()
      join apps a on a.id = s.app_id
     where share_state(s) = 'pending' and u.id not in (s.org_id, s.offered_by)
     order by s.sent_at desc, s.id limit 50) x
$$;
grant execute on function my_shares(uuid, uuid) to muster_app;

-- Whether this secret was mailed to this address for a share that is still open: then whoever holds it proved the address. Internal: for the
-- functions that sign people up and in.
create or replace function share_proves(p_hash bytea, p_email_normalized text) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from share_links l join shares s on s.id = l.share_id
                  where l.token_hash = p_hash and l.revoked_at is null and s.email_normalized = p_email_normalized and share_state(s) = 'pending')
$$;

-- The answer to a share begins: by its secret (p_hash) or, from the bell, by its id. Crosses tenants because whoever answers is in none yet.
-- Locks all that decides, then says what the share is worth and what its giver holds. What of it they may still give is then asked of the
-- table of rules, and `answer_share` writes the answer in the same transaction.
--
-- Locks: what the giver holds, the app, the share, the account, the person; so whoever takes something from the giver, moves or deletes the app,
-- or withdraws the share, comes before or after. Two offers of one app to one person come one after the other.
create or replace function begin_share_answer(p_user uuid, p_session uuid, p_hash bytea, p_share uuid, p_answer text)
returns jsonb language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare u users; s shares; verdict text; held jsonb;
begin
  perform set_entered(null, null, null, null, null);
  select * into u from signed_in_person(p_user, p_session);
  if u.id is null then return jsonb_build_object('outcome', 'unauthenticated'); end if;
  select * into s from shares where id = case when p_hash is null then p_share else (select share_id from share_links where token_hash = p_hash) end;
  perform pg_advisory_xact_lock(hashtextextended('collaborator ' || s.app_id || ' ' || u.id, 0));
  perform 1 from members m where m.org_id = s.org_id and m.user_id = s.offered_by and m.ended_at is null for share;
  perform 1 from collaborators c where c.app_id = s.app_id and c.user_id in (s.offered_by, u.id) and c.ended_at is null order by c.id for update;
  -- Not shared: a grant that begins writes down that the app was changed, and two who share a lock would wait for each other.
  perform 1 from apps a where a.id = s.app_id for no key update;
  select * into s from shares x where x.id = s.id for no key update;
  perform 1 from organizations o where o.org_id = s.org_id for key share;
  perform 1 from users where id = u.id and deleted_at is null for key share; -- who deletes their account meanwhile is waited for
  if not found then return jsonb_build_object('outcome', 'unauthenticated'); end if;
  held := held_on_app(s.app_id, u.id);
  verdict := case
    when s.id is null then 'unknown'
    when not owns_address(u.id, s.email_normalized) then case
      when exists (select from user_emails e where e.user_id = u.id and e.email_normalized = s.email_normalized) then 'unverified'
      when p_hash is null then 'unknown' else 'wrong_account' end
    when share_state(s) = 'gone' then 'gone'
    when s.state = p_answer and s.answered_by = u.id and (p_answer = 'declined' or held is not null) then 'already'
    when p_hash is not null and not exists (select from share_links where token_hash = p_hash and revoked_at is null)
         and share_state(s) in ('pending', 'expired') then 'replaced'
    when share_state(s) = 'pending' and u.id in (s.org_id, s.offered_by) then 'own'
    else told_share_state(s) end;
  return jsonb_build_object('outcome', verdict, 'held', held,
    'person', jsonb_build_object('username', u.username, 'firstName', u.first_name, 'lastName', u.last_name, 'email', u.email,
                                 'isOperator', u.is_operator),
    'share', case when verdict <> 'unknown' then jsonb_build_object('id', s.id, 'orgId', s.org_id, 'appId', s.app_id, 'email', s.email,
       'scopes', s.scopes, 'until', s.access_until, 'offeredBy', s.offered_by, 'offererName', s.offerer_name, 'owner', owner_of_share(s),
       'giver', share_giver(s), 'app', (select name from apps where id = s.app_id), 'appHandle', (select handle from apps where id = s.app_id),
       'handle', (select display from handles where account_id = s.org_id and state = 'current')) end);
end $$;
grant execute on function begin_share_answer(uuid, uuid, bytea, uuid, text) to muster_app;

-- The answer, claimed once, and what accepting begins: a grant, which takes the place of what the person had on the app, and with it their token
-- (`collaboration_begins`). Never more than the share holds, nor longer. Enters the app's account for the history alone. False where something
-- else came first.
create or replace function answer_share(p_user uuid, p_session uuid, p_share uuid, p_answer text, p_scopes text[], p_until timestamptz, p_change uuid)
returns boolean language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare u users; s shares;
begin
  if p_answer not in ('accepted', 'declined') then raise exception 'this is no answer' using errcode = '22023'; end if;
  select * into u from signed_in_person(p_user, p_session);
  update shares x set state = p_answer, answered_at = now(), answered_by = u.id
   where x.id = p_share and share_state(x) = 'pending' and owns_address(u.id, x.email_normalized) and u.id not in (x.org_id, x.offered_by)
   returning * into s;
  if s.id is null then return false; end if;
  if p_answer = 'accepted' then
    if p_scopes = '{}' or not p_scopes <@ s.scopes or coalesce(p_until > s.access_until, p_until is null and s.access_until is not null) then
      raise exception 'more than the share holds' using errcode = '42501';
    end if;
    update collaborators set ended_at = least(expires_at, now()), ended_by = u.id, ended_change = p_change
     where app_id = s.app_id and user_id = u.id and ended_at is null;
    insert into collaborators (org_id, app_id, user_id, scopes, started_by, started_change, expires_at)
      values (s.org_id, s.app_id, u.id, p_scopes, s.offered_by, p_change, p_until);
  end if;
  perform set_entered(s.org_id, u.id, case p_answer when 'accepted' then 'guest' else 'system' end, 'none', null);
  return true;
end $$;
grant execute on function answer_share(uuid, uuid, uuid, text, text[], timestamptz, uuid) to muster_app;

-- The apps of others that the actor collaborates on, from their own account, one page of them past a key and an id in the chosen order: `app`,
-- `since` or `until` as text. Crosses tenants because it lists the actor's own grants in all of them, and nothing else. One of them by its id.
drop function if exists my_collaborations(uuid, text, text, boolean, text, uuid, integer);
create function my_collaborations(p_only uuid, p_q text, p_sort text, p_up boolean, p_key text, p_id uuid, p_limit integer)
returns table (id uuid, key text, app text, app_handle text, account text, owner text, owner_kind text, scopes text[], since timestamptz, until timestamptz, by text)
language sql stable security definer set search_path = public, pg_temp as $$
  select x.id, x.key, x.app, x.app_handle, x.account, x.owner, x.owner_kind, x.scopes, x.since, x.until,
         (select u.first_name || ' ' || u.last_name from users u where u.id = x.by_user)
    from (
      select c.id, c.scopes, c.expires_at as until, a.name as app, a.handle as app_handle, h.display as account, coalesce(o.name, h.display) as owner,
             case when o.org_id is null then 'user' else 'organization' end as owner_kind, b.at as since, b.by_user,
             case p_sort when 'app' then a.sort_name
               else to_char(case p_sort when 'since' then b.at else coalesce(c.expires_at, '9999-12-31') end at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US')
             end collate "C" as key
        from collaborators c
        join apps a on a.id = c.app_id and a.org_id = c.org_id and a.deleted_at is null
        join handles h on h.account_id = c.org_id and h.state = 'current'
        left join organizations o on o.org_id = c.org_id
        cross join lateral collaboration_began(c.id) b
       where current_tie() = 'owner' and c.user_id = current_actor() and c.ended_at is null and (c.expires_at is null or c.expires_at > now())
         and o.deleted_at is null and (p_only is null or c.id = p_only)
         and (p_q is null or strpos(lower(a.name || ' ' || a.handle || ' ' || coalesce(o.name, '') || ' ' || h.display), lower(p_q)) > 0)) x
   where case when p_key is null then true when p_up then (x.key, x.id) > (p_key, p_id) else (x.key, x.id) < (p_key, p_id) end
   order by case when p_up then x.key end, case when p_up then x.id end, x.key desc, x.id desc limit p_limit
$$;
grant execute on function my_collaborations(uuid, text, text, boolean, text, uuid, integer) to muster_app;

-- Who from outside reaches apps of the entered organization as a collaborator, the latest grant first, past a moment and an id or before them.
-- For its Admins. It crosses the wall of people, since these are no members: for this organization alone.
create or replace function outside_collaborators(p_q text, p_at timestamptz, p_after uuid, p_back boolean, p_limit integer)
returns table (id uuid, key text, user_id uuid, name text, email text, picture text, app text, app_handle text, scopes text[], since timestamptz,
               until timestamptz, by text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare pattern text := '%' || replace(replace(replace(lower(p_q), '\', '\\'), '%', '\%'), '_', '\_') || '%';
begin
  if current_tie() <> 'member' or not is_admin_now() then return; end if;
  return query
  select c.id, to_char(c.started_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), c.user_id, c.name, c.email, c.picture, c.app, c.handle,
         c.scopes, b.at, c.expires_at, u.first_name || ' ' || u.last_name
    from (
      select x.id, x.started_at, x.user_id, v.first_name || ' ' || v.last_name as name, v.email, v.picture, a.name as app, a.handle, x.scopes, x.expires_at
        from collaborators x
        join users v on v.id = x.user_id and v.deleted_at is null
        join apps a on a.id = x.app_id and a.deleted_at is null
       where x.org_id = current_tenant() and x.ended_at is null and (x.expires_at is null or x.expires_at > now())
         and not exists (select from members m where m.org_id = x.org_id and m.user_id = x.user_id and m.ended_at is null
                            and (m.expires_at is null or m.expires_at > now()))
         and (p_q is null or lower(v.first_name || ' ' || v.last_name || ' ' || v.email || ' ' || a.name) like pattern)
         and case when p_at is null then true when p_back then (x.started_at, x.id) > (p_at, p_after) else (x.started_at, x.id) < (p_at, p_after) end
       order by case when p_back then x.started_at end, case when p_back then x.id end, x.started_at desc, x.id desc limit p_limit) c
   cross join lateral collaboration_began(c.id) b
    left join users u on u.id = b.by_user
   order by case when p_back then c.started_at end, case when p_back then c.id end, c.started_at desc, c.id desc;
end $$;
grant execute on function outside_collaborators(text, timestamptz, uuid, boolean, integer) to muster_app;

-- Leaving an app that was shared: ends one's own grant, and what one offered of it to others. Crosses tenants because whoever leaves may be in
-- none of them; enters the app's account for the history alone. Leaving twice is no error.
create or replace function leave_app(p_user uuid, p_session uuid, p_id uuid, p_change uuid) returns jsonb
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare u users; c collaborators; verdict text;
begin
  perform set_entered(null, null, null, null, null);
  select * into u from signed_in_person(p_user, p_session);
  if u.id is null then return jsonb_build_object('outcome', 'unauthenticated'); end if;
  select * into c from collaborators x where x.id = p_id and x.user_id = u.id for update;
  verdict := case when c.id is null then 'unknown'
    when c.ended_at is null and (c.expires_at is null or c.expires_at > now()) then 'done'
    when c.ended_by = u.id and not exists (select from collaborators n where n.app_id = c.app_id and n.user_id = u.id and n.ended_at is null) then 'already'
    else 'ended' end;
  if verdict = 'done' then
    update collaborators x set ended_at = now(), ended_by = u.id, ended_change = p_change where x.id = c.id;
    update shares s set state = 'void', ended_by = u.id, ended_change = p_change
     where s.app_id = c.app_id and s.offered_by = u.id and s.state = 'pending' and not still_shares(s);
    perform set_entered(c.org_id, u.id, 'system', 'none', null);
  end if;
  return jsonb_build_object('outcome', verdict, 'scopes', c.scopes, 'orgId', c.org_id, 'appId', c.app_id, 'by', c.started_by,
    'app', (select name from apps where id = c.app_id), 'appHandle', (select handle from apps where id = c.app_id),
    'handle', (select display from handles where account_id = c.org_id and state = 'current'),
    'person', jsonb_build_object('username', u.username, 'firstName', u.first_name, 'lastName', u.last_name, 'email', u.email,
                                 'isOperator', u.is_operator));
end $$;
grant execute on function leave_app(uuid, uuid, uuid, uuid) to muster_app;

-- Whose membership ends, or goes on with a lesser role, gives nothing any more of what nobody has accepted: not even if they come back. Asked at
-- the end of the transaction, since a role changes by ending one membership and beginning another.
create or replace function membership_ended_shares() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update shares s set state = 'void', ended_by = new.ended_by, ended_change = new.ended_change
   where s.org_id = new.org_id and s.offered_by = new.user_id and s.state = 'pending' and not still_shares(s);
  return null;
end $$;
do $$
begin
  if not exists (select from pg_trigger where tgrelid = 'members'::regclass and tgname = 'membership_ended_shares') then
    create constraint trigger membership_ended_shares after update of ended_at on members deferrable initially deferred
      for each row when (old.ended_at is null and new.ended_at is not null) execute function membership_ended_shares();
  end if;
end $$;
