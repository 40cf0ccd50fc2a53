-- Tokens: a closed table, since what is in it belongs to persons and reaches across tenants.

-- Which organizations a token reaches, kept beside it (`token_reach`): the one it is bound to, or each that its owner is in. Internal.
create or replace function note_token_reach() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from token_reach where token_id = new.id;
  if new.revoked_at is null then
    insert into token_reach (org_id, token_id, user_id, name, created_at, is_changing, verdict)
    select o.org_id, new.id, new.user_id, lower(new.name), new.created_at, token_changes_things(new.scopes), a.verdict
      from organizations o left join token_approvals a on a.org_id = o.org_id and a.token_id = new.id
     where o.org_id = new.org_id
        or new.org_id is null and o.org_id in (select m.org_id from members m where m.user_id = new.user_id and m.ended_at is null);
  end if;
  return null;
end $$;
create or replace trigger note_token_reach after insert or update of org_id, name, scopes, revoked_at on tokens
  for each row execute function note_token_reach();

-- A membership that begins. Unless it goes on from one that the same change ended while it counted, as a changed role does, it gives back no
-- token: those bound to the organization that lived through the time between are over.
create or replace function membership_begins() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update tokens t set revoked_at = now(), revoked_by = b.started_by, revoked_change = b.started_change
    from begun b
   where t.user_id = b.user_id and t.org_id = b.org_id and t.kind <> 'collaborator' and t.revoked_at is null
     and not exists (select from members e where e.org_id = b.org_id and e.user_id = b.user_id and e.ended_change = b.started_change
                        and (e.expires_at is null or e.ended_at < e.expires_at));
  insert into token_reach (org_id, token_id, user_id, name, created_at, is_changing, verdict)
  select b.org_id, t.id, t.user_id, lower(t.name), t.created_at, token_changes_things(t.scopes), a.verdict
    from begun b
    join tokens t on t.user_id = b.user_id and t.org_id is null and t.revoked_at is null
    left join token_approvals a on a.org_id = b.org_id and a.token_id = t.id
  on conflict do nothing;
  return null;
end $$;
create or replace trigger membership_begins after insert on members referencing new table as begun
  for each statement execute function membership_begins();

-- Collaborators have a token each, without a secret until they ask for it. What they hold anew after it had ended takes a new one.
create or replace function collaboration_begins() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update tokens t set revoked_at = now(), revoked_by = b.started_by, revoked_change = b.started_change
    from begun b
   where t.app_id = b.app_id and t.user_id = b.user_id and t.kind = 'collaborator' and t.revoked_at is null and t.created_at < now()
     and not exists (select from collaborators e where e.app_id = b.app_id and e.user_id = b.user_id and e.ended_change = b.started_change
                        and (e.expires_at is null or e.ended_at < e.expires_at));
  insert into tokens (user_id, kind, name, scopes, org_id, app_id)
  select b.user_id, 'collaborator', p.name, '{}', b.org_id, b.app_id from begun b join apps p on p.id = b.app_id and p.org_id = b.org_id
   where b.ended_at is null
  on conflict (app_id, user_id) where kind = 'collaborator' and revoked_at is null do nothing;
  return null;
end $$;
create or replace trigger collaboration_begins after insert on collaborators referencing new table as begun
  for each statement execute function collaboration_begins();

-- At the end of the transaction, since scopes are changed by ending one row and beginning another.
create or replace function collaboration_ended() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update tokens t set revoked_at = now(), revoked_by = new.ended_by, revoked_change = new.ended_change
   where t.app_id = new.app_id and t.user_id = new.user_id and t.kind = 'collaborator' and t.revoked_at is null
     and not exists (select from collaborators c where c.app_id = new.app_id and c.user_id = new.user_id and c.ended_at is null);
  return null;
end $$;
do $$
begin
  if not exists (select from pg_trigger where tgrelid = 'collaborators'::regclass and tgname = 'collaboration_ended') then
    create constraint trigger collaboration_ended after update of ended_at on collaborators deferrable initially deferred
      for each row when (old.ended_at is null and new.ended_at is not null) execute function collaboration_ended();
  end if;
end $$;

-- What the pages and programs are told of a token. Never its hash. Internal.
create or replace function token_line(t tokens) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object(
    'id', t.id, 'kind', t.kind, 'name', coalesce(case t.kind when 'collaborator' then p.name end, t.name),
    'scopes', case t.kind when 'collaborator' then to_jsonb(coalesce(c.scopes, '{}')) else to_jsonb(t.scopes) end,
    'account', case when h.display is not null then jsonb_build_object('handle', h.display, 'name', coalesce(o.name, h.display),
      'kind', case when o.org_id is null then 'user' else 'organization' end) end,
    'app', case when p.id is not null then jsonb_build_object('handle', p.handle, 'name', p.name) end,
    'lastFour', t.last_four, 'createdAt', t.created_at, 'secretAt', t.secret_at, 'lastUsedAt', t.last_used_at,
    'expiresAt', least(t.expires_at, case t.kind when 'collaborator' then c.expires_at end),
    'isPlaceGone', o.deleted_at is not null or p.deleted_at is not null,
    'owner', jsonb_build_object('id', u.id, 'username', u.username, 'name', u.first_name || ' ' || u.last_name))
    from users u
    left join handles h on h.account_id = t.org_id and h.state = 'current'
    left join organizations o on o.org_id = t.org_id
    left join apps p on p.id = t.app_id
    left join collaborators c on t.kind = 'collaborator' and c.app_id = t.app_id and c.user_id = t.user_id and c.ended_at is null
   where u.id = t.user_id
$$;

-- The same for its owner: where it was last used from, and which organizations do not let it in. Internal.
create or replace function own_token_line(t tokens) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  select token_line(t) || jsonb_build_object('lastUsedFrom', t.last_used_address, 'bars', (
    select coalesce(jsonb_agg(jsonb_build_object('name', b.name, 'handle', b.display, 'why', b.why) order by b.name), '[]')
      from (select o.name, h.display, token_facts(t, o.org_id) ->> 'barred' as why
              from token_reach r join organizations o on o.org_id = r.org_id and o.deleted_at is null
              join handles h on h.account_id = o.org_id and h.state = 'current'
             where r.token_id = t.id limit 200) b where b.why is not null))
$$;

-- One's own tokens, the newest first, one page from a place in that order; one of them by its id.
create or replace function my_tokens(p_id uuid, p_q text, p_at timestamptz, p_after uuid, p_back boolean, p_limit integer) returns setof jsonb
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if current_tie() <> 'owner' then return; end if;
  if p_back then
    return query select own_token_line(t) from tokens t
      where t.user_id = current_actor() and t.revoked_at is null and (p_q is null or strpos(lower(t.name), lower(p_q)) > 0)
        and (t.created_at, t.id) > (p_at, p_after) order by t.created_at, t.id limit p_limit;
  else
    return query select own_token_line(t) from tokens t
      where t.user_id = current_actor() and t.revoked_at is null and (p_id is null or t.id = p_id)
        and (p_q is null or strpos(lower(t.name), lower(p_q)) > 0)
        and (p_at is null or (t.created_at, t.id) < (p_at, p_after)) order by t.created_at desc, t.id desc limit p_limit;
  end if;
end $$;

-- Where a token of one's own could be bound, with what is asked of tokens there.
create or replace function token_places() returns table (handle text, name text, max_days integer, approval text)
language sql stable security definer set search_path = public, pg_temp as $$
  select h.display, o.name, o.token_max_days, o.token_approval from members m
    join organizations o on o.org_id = m.org_id and o.deleted_at is null
    join handles h on h.account_id = o.org_id and h.state = 'current'
   where current_tie() = 'owner' and m.user_id = current_actor() and m.ended_at is null and (m.expires_at is null or m.expires_at > now())
   order by o.name_normalized limit 200
$$;

-- Whether a token may make, or give a new secret to, one like this: nobody gives what they lack. Null stands for a signed-in person. Internal.
create or replace function token_gives(p_by uuid, p_scopes text[], p_org uuid, p_app uuid, p_expires timestamptz) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select p_by is null or exists (
    select from tokens b where b.id = p_by and ('All' = any(b.scopes) or p_scopes <@ b.scopes)
       and (b.org_id is null or b.org_id = p_org) and (b.app_id is null or b.app_id = p_app)
       and (b.expires_at is null or p_expires <= b.expires_at))
$$;

-- Tells the Admins of each organization that a token waits for, unless their bell says so already. Internal.
create or replace function tell_token_waits(t tokens) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  insert into notifications (user_id, org_id, kind, subject_id, detail)
  select m.user_id, o.org_id, 'token.waiting', t.id,
         jsonb_build_object('by', u.first_name || ' ' || u.last_name, 'token', t.name, 'organization', o.name, 'handle', h.display)
    from token_reach r
    join organizations o on o.org_id = r.org_id and o.deleted_at is null and (o.token_approval = 'all' or o.token_approval = 'some' and r.is_changing)
    join handles h on h.account_id = o.org_id and h.state = 'current'
    join users u on u.id = t.user_id
    join members m on m.org_id = o.org_id and m.role = 'admin' and m.ended_at is null and (m.expires_at is null or m.expires_at > now())
   where r.token_id = t.id and r.verdict is null
     and not exists (select from notifications n where n.user_id = m.user_id and n.org_id = o.org_id and n.kind = 'token.waiting' and n.read_at is null)
$$;

-- Makes a personal access token in one's own account, bound to an account or to none. Waits for a membership or an account that is just
-- ending, and finds it gone. `p_by`: the token that asks for it. A form that is sent twice makes one: the second finds its id taken.
create or replace function make_token(p_id uuid, p_name text, p_scopes text[], p_to text, p_hash bytea, p_last_four text, p_expires timestamptz, p_by uuid)
returns table (outcome text, line jsonb, max_days integer) language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  who uuid := current_actor();
  bound uuid;
  t tokens;
begin
  if current_tie() <> 'owner' then raise exception 'a token is made in one''s own account' using errcode = '42501'; end if;
  perform 1 from users u where u.id = who and u.deleted_at is null for no key update;
  if not found then raise exception 'this account is gone' using errcode = '42501'; end if;
  if p_to is not null then
    select h.account_id into bound from handles h where h.handle = lower(p_to) and (h.redirects_until is null or h.redirects_until > now());
    if bound is distinct from who then
      select o.token_max_days into max_days from organizations o join members m on m.org_id = o.org_id
        where o.org_id = bound and o.deleted_at is null and m.user_id = who and m.ended_at is null
          and (m.expires_at is null or m.expires_at > now()) for share of m;
      if not found then outcome := 'nowhere'; return next; return; end if;
      if max_days is not null and (p_expires is null or p_expires > now() + make_interval(days => max_days + 1)) then
        outcome := 'too_long'; return next; return;
      end if;
    end if;
  end if;
  outcome := case
    when not token_gives(p_by, p_scopes, bound, null, p_expires) then 'beyond'
    when exists (select from tokens x where x.id = p_id) then 'made_already'
    when (select count(*) from tokens x where x.user_id = who and x.revoked_at is null) >= 500 then 'too_many' end;
  if outcome is null then
    insert into tokens (id, user_id, kind, name, scopes, org_id, token_hash, last_four, secret_at, expires_at)
      values (p_id, who, 'personal', p_name, p_scopes, bound, p_hash, p_last_four, now(), p_expires) returning * into t;
    perform tell_token_waits(t);
    outcome := 'made';
    line := own_token_line(t);
  end if;
  return next;
end $$;

-- Gives one of one's own tokens a new secret, and a collaborator's the first: the old one opens nothing from then on. Null: there is none
-- such. The organization's approval was given to the token, and stays.
create or replace function rotate_token(p_id uuid, p_hash bytea, p_last_four text, p_by uuid) returns jsonb
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare t tokens;
begin
  if current_tie() <> 'owner' then raise exception 'a token is given a new secret in one''s own account' using errcode = '42501'; end if;
  select * into t from tokens x where x.id = p_id and x.user_id = current_actor() and x.revoked_at is null for update;
  if t.id is null then return null; end if;
  if t.expires_at <= now() then return jsonb_build_object('outcome', 'expired'); end if;
  if p_by is distinct from t.id and not token_gives(p_by, case t.kind when 'collaborator' then '{All}' else t.scopes end, t.org_id, t.app_id, t.expires_at) then
    return jsonb_build_object('outcome', 'beyond');
  end if;
  update tokens set token_hash = p_hash, last_four = p_last_four, secret_at = now() where id = t.id returning * into t;
  return jsonb_build_object('outcome', 'rotated', 'line', own_token_line(t));
end $$;

-- Names one of one's own tokens anew, or gives it other scopes. What may do more than it did was not what an organization approved. Null:
-- there is none such.
create or replace function change_token(p_id uuid, p_name text, p_scopes text[], p_by uuid) returns jsonb
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  t tokens;
  before jsonb;
begin
  if current_tie() <> 'owner' then raise exception 'a token is changed in one''s own account' using errcode = '42501'; end if;
  select * into t from tokens x where x.id = p_id and x.user_id = current_actor() and x.kind <> 'collaborator' and x.revoked_at is null for update;
  if t.id is null then return null; end if;
  before := token_line(t);
  if p_scopes is not null and not token_gives(p_by, p_scopes, t.org_id, t.app_id, t.expires_at) then
    return jsonb_build_object('outcome', 'beyond');
  end if;
  if not (p_scopes <@ t.scopes or 'All' = any(t.scopes)) then
    delete from token_approvals a where a.token_id = t.id and a.verdict = 'approved';
  end if;
  update tokens set name = coalesce(p_name, name), scopes = coalesce(p_scopes, scopes) where id = t.id returning * into t;
  perform tell_token_waits(t);
  return jsonb_build_object('outcome', 'changed', 'before', before, 'line', own_token_line(t));
end $$;

-- Ends one of one's own tokens. Null: there is none such.
create or replace function revoke_own_token(p_id uuid, p_change uuid) returns jsonb
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare t tokens;
begin
  if current_tie() <> 'owner' then raise exception 'a token is ended in one''s own account' using errcode = '42501'; end if;
  update tokens x set revoked_at = now(), revoked_by = current_actor(), revoked_change = p_change
   where x.id = p_id and x.user_id = current_actor() and x.kind <> 'collaborator' and x.revoked_at is null returning * into t;
  return case when t.id is not null then token_line(t) end;
end $$;

-- What somebody does in their own account to a token that is bound to an organization stands in that organization's history too.
create or replace function record_bound_token(p_id uuid, p_event text, p_change uuid, p_actor_kind text, p_actor_name text, p_address text,
  p_user_agent text, p_request text) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  insert into audit_events (org_id, change_id, event, target_kind, target_id, target_name, after, actor_kind, actor_id, actor_name, address, user_agent, request_id)
  select o.org_id, p_change, p_event, 'token', t.id, t.name,
         jsonb_strip_nulls(jsonb_build_object('owner', u.first_name || ' ' || u.last_name, 'scopes', t.scopes, 'app', p.name, 'expiresAt', t.expires_at)),
         p_actor_kind, u.id, p_actor_name, p_address, left(p_user_agent, 400), p_request
    from tokens t join organizations o on o.org_id = t.org_id join users u on u.id = t.user_id left join apps p on p.id = t.app_id
   where t.id = p_id and current_tie() = 'owner' and t.user_id = current_actor()
$$;

-- Whether the actor may have keys of the entered app, as far as the wall can tell: its owner, who owns every app of the organization, and
-- who has Full Access by a team. What a collaborator holds never counts. Internal.
create or replace function keeps_keys() returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select current_app() is not null and (
    current_tie() = 'owner'
    or current_tie() = 'member' and exists (
      select from members m where m.org_id = current_tenant() and m.user_id = current_actor() and m.ended_at is null
         and (m.expires_at is null or m.expires_at > now())
         and (m.role in ('admin', 'organization_contributor') or exists (
           select from team_apps ta
             join team_members tm on tm.team_id = ta.team_id and tm.user_id = m.user_id and tm.ended_at is null
                                 and (tm.expires_at is null or tm.expires_at > now())
             join teams t on t.id = ta.team_id and t.deleted_at is null
            where ta.org_id = current_tenant() and ta.app_id = current_app() and ta.permission = 'full_access' and ta.ended_at is null
              and (ta.expires_at is null or ta.expires_at > now())))))
$$;

-- What those are told of a key who may have keys of the app. Who reaches the app alone is not told of people, but of themselves. Internal.
create or replace function app_key_line(t tokens) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  select case when current_reach() = 'all' or t.user_id = current_actor() then token_line(t)
              else token_line(t) || '{"owner": {"id": "", "username": "", "name": ""}}' end
$$;

-- The keys of the entered app, the newest first; one of them by its id.
create or replace function app_keys(p_id uuid, p_at timestamptz, p_after uuid, p_back boolean, p_limit integer) returns setof jsonb
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not keeps_keys() then return; end if;
  if p_back then
    return query select app_key_line(t) from tokens t
      where t.app_id = current_app() and t.kind = 'app' and t.revoked_at is null
        and (t.created_at, t.id) > (p_at, p_after) order by t.created_at, t.id limit p_limit;
  else
    return query select app_key_line(t) from tokens t
      where t.app_id = current_app() and t.kind = 'app' and t.revoked_at is null and (p_id is null or t.id = p_id)
        and (p_at is null or (t.created_at, t.id) < (p_at, p_after)) order by t.created_at desc, t.id desc limit p_limit;
  end if;
end $$;

-- Makes a key of the entered app, which acts as its maker there. Waits for an app that is just being moved or deleted, for a membership that
-- is just ending, and for the maker's account.
create or replace function make_app_key(p_id uuid, p_name text, p_scopes text[], p_hash bytea, p_last_four text, p_expires timestamptz, p_by uuid)
returns table (outcome text, line jsonb, max_days integer) language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare t tokens;
begin
  perform 1 from members m where m.org_id = current_tenant() and m.user_id = current_actor() and m.ended_at is null for share;
  perform 1 from users u where u.id = current_actor() and u.deleted_at is null for share;
  if not found then raise exception 'this account is gone' using errcode = '42501'; end if;
  perform 1 from apps p where p.id = current_app() and p.org_id = current_tenant() and p.deleted_at is null for share;
  if not found then outcome := 'gone'; return next; return; end if;
  if not keeps_keys() then raise exception 'keys are made by who may keep them' using errcode = '42501'; end if;
  select o.token_max_days into max_days from organizations o where o.org_id = current_tenant();
  outcome := case
    when max_days is not null and (p_expires is null or p_expires > now() + make_interval(days => max_days + 1)) then 'too_long'
    when not token_gives(p_by, p_scopes, current_tenant(), current_app(), p_expires) then 'beyond'
    when exists (select from tokens x where x.id = p_id) then 'made_already'
    when (select count(*) from tokens x where x.app_id = current_app() and x.kind = 'app' and x.revoked_at is null) >= 500 then 'too_many' end;
  if outcome is null then
    insert into tokens (id, user_id, kind, name, scopes, org_id, app_id, token_hash, last_four, secret_at, expires_at)
      values (p_id, current_actor(), 'app', p_name, p_scopes, current_tenant(), current_app(), p_hash, p_last_four, now(), p_expires)
      returning * into t;
    perform tell_token_waits(t);
    outcome := 'made';
    line := token_line(t);
  end if;
  return next;
end $$;

-- Gives a key of the entered app a new secret: by its maker alone, as whom it acts.
create or replace function rotate_app_key(p_id uuid, p_hash bytea, p_last_four text, p_by uuid) returns jsonb
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare t tokens;
begin
  if not keeps_keys() then raise exception 'keys are given a secret by who may keep them' using errcode = '42501'; end if;
  select * into t from tokens x where x.id = p_id and x.app_id = current_app() and x.kind = 'app' and x.revoked_at is null for update;
  if t.id is null then return null; end if;
  if t.user_id <> current_actor() then return jsonb_build_object('outcome', 'not_theirs'); end if;
  if t.expires_at <= now() then return jsonb_build_object('outcome', 'expired'); end if;
  if p_by is distinct from t.id and not token_gives(p_by, t.scopes, t.org_id, t.app_id, t.expires_at) then
    return jsonb_build_object('outcome', 'beyond');
  end if;
  update tokens set token_hash = p_hash, last_four = p_last_four, secret_at = now() where id = t.id returning * into t;
  return jsonb_build_object('outcome', 'rotated', 'line', token_line(t));
end $$;

-- Ends a key of the entered app, whoever made it. Null: there is none such.
create or replace function revoke_app_key(p_id uuid, p_change uuid) returns jsonb
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare t tokens;
begin
  if not keeps_keys() then raise exception 'keys are ended by who may keep them' using errcode = '42501'; end if;
  update tokens x set revoked_at = now(), revoked_by = current_actor(), revoked_change = p_change
   where x.id = p_id and x.app_id = current_app() and x.kind = 'app' and x.revoked_at is null returning * into t;
  return case when t.id is not null then token_line(t) end;
end $$;

-- Whether the actor is an Admin of the entered organization, or looks at nothing of it. Internal.
create or replace function rules_tokens() returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select current_tie() = 'member' and current_reach() = 'all' and reads_history()
$$;

-- The tokens that reach an organization now: those of its members, keys of its apps, those of its collaborators. `p_only`: `waiting`, for an
-- Admin's approval. Internal, and written to be read into the query that asks; `offset 0` keeps it from gathering all members beforehand.
create or replace function tokens_in(p_org uuid, p_owners uuid[], p_like text, p_only text) returns setof token_reach
language sql stable as $$
  select r.* from token_reach r join tokens t on t.id = r.token_id join organizations o on o.org_id = r.org_id
   where r.org_id = p_org and (t.expires_at is null or t.expires_at > now())
     and case t.kind
           when 'collaborator' then exists (select from collaborators c where c.app_id = t.app_id and c.user_id = t.user_id and c.ended_at is null
                                               and (c.expires_at is null or c.expires_at > now()) offset 0)
           else exists (select from members m where m.org_id = r.org_id and m.user_id = r.user_id and m.ended_at is null
                           and (m.expires_at is null or m.expires_at > now()) offset 0) end
     and (p_like is null or r.user_id = any(p_owners) or r.name like p_like)
     and (p_only is null or r.verdict is null and t.kind <> 'collaborator' and (o.token_approval = 'all' or o.token_approval = 'some' and r.is_changing))
$$;

-- The same for its Admins: one page, the newest first, and how many there are up to a bound; one of them by its id. Search finds names of
-- tokens, and members by what they are searched for.
create or replace function organization_tokens(p_id uuid, p_q text, p_only text, p_at timestamptz, p_after uuid, p_back boolean, p_limit integer)
returns setof jsonb language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  pattern text := '%' || replace(replace(replace(lower(p_q), '\', '\\'), '%', '\%'), '_', '\_') || '%';
  owners uuid[];
begin
  if not rules_tokens() then return; end if;
  -- Nothing waits where nobody is asked, and to find that out would take looking at all of them.
  if p_only is not null and exists (select from organizations o where o.org_id = current_tenant() and o.token_approval = 'none') then return; end if;
  if p_q is not null then
    select coalesce(array_agg(x.user_id), '{}') into owners from (
      select m.user_id from members m where m.org_id = current_tenant() and m.ended_at is null and m.search_text like pattern limit 1001) x;
  end if;
  if p_back then
    return query
      select token_line(t) || jsonb_build_object('verdict', r.verdict, 'barred', token_facts(t, r.org_id) ->> 'barred')
        from (select * from tokens_in(current_tenant(), owners, pattern, p_only) i
               where (i.created_at, i.token_id) > (p_at, p_after) order by i.created_at, i.token_id limit p_limit) r
        join tokens t on t.id = r.token_id order by r.created_at, r.token_id;
  else
    return query
      select token_line(t) || jsonb_build_object('verdict', r.verdict, 'barred', token_facts(t, r.org_id) ->> 'barred')
        from (select * from tokens_in(current_tenant(), owners, pattern, p_only) i
               where (p_id is null or i.token_id = p_id) and (p_at is null or (i.created_at, i.token_id) < (p_at, p_after))
               order by i.created_at desc, i.token_id desc limit p_limit) r
        join tokens t on t.id = r.token_id order by r.created_at desc, r.token_id desc;
  end if;
end $$;

-- How many tokens reach the entered organization, and how many wait, each up to a bound.
create or replace function count_organization_tokens(p_bound integer) returns table (everything integer, waiting integer)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not rules_tokens() then return; end if;
  select count(*) into everything from (select 1 from tokens_in(current_tenant(), null, null, null) i order by i.created_at desc, i.token_id desc limit p_bound) c;
  waiting := 0;
  if exists (select from organizations o where o.org_id = current_tenant() and o.token_approval <> 'none') then
    select count(*) into waiting from (select 1 from tokens_in(current_tenant(), null, null, 'waiting') i order by i.created_at desc, i.token_id desc limit p_bound) c;
  end if;
  return next;
end $$;

-- How many tokens that are let in now would not be, were the entered organization to ask this of them; up to a bound.
create or replace function tokens_stopped_by(p_days integer, p_approval text, p_bound integer) returns integer
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not rules_tokens() then return null; end if;
  return (select count(*) from (
    select 1 from tokens_in(current_tenant(), null, null, null) r join tokens t on t.id = r.token_id
      join organizations o on o.org_id = r.org_id
     where r.verdict is distinct from 'refused'
       and not coalesce(token_age(t) > make_interval(days => o.token_max_days), false)
       and not (r.verdict is null and t.kind <> 'collaborator' and (o.token_approval = 'all' or o.token_approval = 'some' and r.is_changing))
       and (coalesce(token_age(t) > make_interval(days => p_days), false)
            or r.verdict is null and t.kind <> 'collaborator' and (p_approval = 'all' or p_approval = 'some' and r.is_changing))
     limit p_bound) c);
end $$;

-- What an Admin says to a token that reaches the entered organization. Gives what it is; null where it does not reach it.
create or replace function decide_token(p_id uuid, p_verdict text) returns jsonb
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare t tokens;
begin
  if not rules_tokens() then raise exception 'only an Admin decides about tokens' using errcode = '42501'; end if;
  select x.* into t from tokens x join token_reach r on r.token_id = x.id and r.org_id = current_tenant()
   where x.id = p_id and x.revoked_at is null for update of x;
  if t.id is null then return null; end if;
  insert into token_approvals (org_id, token_id, verdict, decided_by) values (current_tenant(), t.id, p_verdict, current_actor())
    on conflict (org_id, token_id) do update set verdict = excluded.verdict, decided_by = excluded.decided_by, decided_at = now();
  update token_reach set verdict = p_verdict where org_id = current_tenant() and token_id = t.id;
  return token_line(t);
end $$;

-- Takes a token out of the entered organization: one that is bound to it, or to an app of it, is over; one that is not loses this reach
-- alone. Gives what it is and which of the two; null where it does not reach it.
create or replace function revoke_token(p_id uuid, p_change uuid) returns jsonb
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare t tokens;
begin
  if not rules_tokens() then raise exception 'only an Admin ends tokens of others' using errcode = '42501'; end if;
  update tokens x set revoked_at = now(), revoked_by = current_actor(), revoked_change = p_change
   where x.id = p_id and x.org_id = current_tenant() and x.revoked_at is null returning * into t;
  if t.id is not null then return token_line(t) || '{"outcome": "revoked"}'; end if;
  return decide_token(p_id, 'refused') || '{"outcome": "refused"}';
end $$;

-- Once for each token, a week before it ends: a line in its owner's bell. For those that were made for longer than that.
create or replace function worker_remind_of_tokens() returns integer
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare told integer;
begin
  insert into notifications (user_id, org_id, kind, subject_id, detail)
  select t.user_id, t.org_id, 'token.expiring', t.id, jsonb_build_object('token', t.name, 'until', audit_moment(t.expires_at), 'handle', u.username)
    from tokens t join users u on u.id = t.user_id and u.deleted_at is null
   where t.revoked_at is null and t.expires_at > now() and t.expires_at <= now() + interval '7 days'
     and t.created_at < t.expires_at - interval '8 days'
     and not exists (select from notifications n where n.subject_id = t.id and n.kind = 'token.expiring');
  get diagnostics told = row_count;
  return told;
end $$;
grant execute on function worker_remind_of_tokens() to muster_worker;

grant execute on function
  my_tokens(uuid, text, timestamptz, uuid, boolean, integer), token_places(),
  make_token(uuid, text, text[], text, bytea, text, timestamptz, uuid), rotate_token(uuid, bytea, text, uuid),
  change_token(uuid, text, text[], uuid), revoke_own_token(uuid, uuid),
  record_bound_token(uuid, text, uuid, text, text, text, text, text),
  app_keys(uuid, timestamptz, uuid, boolean, integer), make_app_key(uuid, text, text[], bytea, text, timestamptz, uuid),
  rotate_app_key(uuid, bytea, text, uuid), revoke_app_key(uuid, uuid),
  organization_tokens(uuid, text, text, timestamptz, uuid, boolean, integer), count_organization_tokens(integer),
  tokens_stopped_by(integer, text, integer), decide_token(uuid, text), revoke_token(uuid, uuid)
  to muster_app;
