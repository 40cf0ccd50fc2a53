-- Collaborators of an app, and offers of it: given, changed and taken away by the app's own people, and by collaborators who were given
-- the scope for it, never beyond what they hold. All of it goes through these functions, since who reaches one app alone writes none of these
-- tables; they ask again who it is, after the locks: what the giver holds, the app, then the offers, as accepting one does.

-- Whether the actor may add (`Add`) or remove (`Delete`) collaborators of the entered app, as far as the wall can tell. Of members it is the
-- role that says so: a scope never goes further. Internal.
create or replace function gives_app(p_what text) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select current_app() is not null and (
    current_tie() = 'owner'
    or current_tie() = 'member' and exists (
      select from members where org_id = current_tenant() and user_id = current_actor() and role in ('admin', 'organization_contributor')
         and ended_at is null and (expires_at is null or expires_at > now()))
    or current_tie() = 'guest' and exists (
      select from collaborators where app_id = current_app() and user_id = current_actor() and scopes && array['Collaborators:' || p_what, 'All']
         and ended_at is null and (expires_at is null or expires_at > now())))
$$;

-- Whether the organization lets collaborators share its apps; a person always does. Asked by whoever entered an app, who may see nothing else
-- of the organization.
create or replace function collaborators_may_share() returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select current_app() is not null and coalesce((select o.collaborators_may_share from organizations o where o.org_id = current_tenant()), true)
$$;
grant execute on function collaborators_may_share() to muster_app;

-- Whether the actor may share the entered app now. Internal.
create or replace function may_share() returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select gives_app('Add') and (current_tie() <> 'guest' or collaborators_may_share())
$$;

-- Whether a collaborator holds all of these scopes themselves; the app's own people are held by the guard. Internal.
create or replace function holds_scopes(p_scopes text[]) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select current_tie() in ('owner', 'member') or exists (
    select from collaborators where app_id = current_app() and user_id = current_actor() and ('All' = any (scopes) or p_scopes <@ scopes)
       and ended_at is null and (expires_at is null or expires_at > now()))
$$;

-- Whether a collaborator stays at least that long themselves. Internal.
create or replace function holds_until(p_until timestamptz) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select current_tie() in ('owner', 'member') or exists (
    select from collaborators where app_id = current_app() and user_id = current_actor() and (expires_at is null or expires_at >= p_until)
       and ended_at is null and (expires_at is null or expires_at > now()))
$$;

-- Offers the entered app to each of these addresses (id, email, normalized), an open offer to one making way. Says what became of each. Whether an
-- address has an account makes no difference: `collaborator_already` is said to those alone who see who the collaborators are.
create or replace function offer_app(p_offers jsonb, p_scopes text[], p_until timestamptz, p_name text, p_change uuid)
returns table (normalized text, share_id uuid, outcome text)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  o record;
  s shares;
  days integer := coalesce((select g.invitation_ttl_days from organizations g where g.org_id = current_tenant()), 7);
begin
  perform 1 from collaborators c where c.app_id = current_app() and c.user_id = current_actor() and c.ended_at is null for share;
  perform 1 from apps a where a.id = current_app() and a.org_id = current_tenant() and a.deleted_at is null for no key update;
  if not found or not may_share() or not holds_scopes(p_scopes) or not holds_until(p_until) then
    raise exception 'this app is not theirs to share so' using errcode = '42501';
  end if;
  for o in select * from jsonb_to_recordset(p_offers) as x(id uuid, email text, normalized text) order by x.normalized loop
    select * into s from shares x where x.app_id = current_app() and x.email_normalized = o.normalized and x.state = 'pending' for no key update;
    normalized := o.normalized;
    share_id := null;
    outcome := case
      when owns_address(current_actor(), o.normalized) then 'yourself'
      when current_tie() in ('owner', 'member') and exists (
        select from user_emails e join collaborators c on c.user_id = e.user_id and c.app_id = current_app() and c.ended_at is null
                                                     and (c.expires_at is null or c.expires_at > now())
         where e.email_normalized = o.normalized and e.verified_at is not null) then 'collaborator_already'
      when s.id is not null and s.expires_at > now() and not holds_scopes(s.scopes) then 'not_yours'
      when s.id is not null then 'offered_again'
      else 'offered' end;
    if outcome in ('offered', 'offered_again') then
      update shares x set state = 'void', ended_by = current_actor(), ended_change = p_change where x.id = s.id;
      update share_links l set revoked_at = now() where l.share_id = s.id and l.revoked_at is null;
      insert into shares (id, org_id, app_id, email, email_normalized, scopes, access_until, offered_by, offerer_name, expires_at)
        values (o.id, current_tenant(), current_app(), o.email, o.normalized, p_scopes, p_until, current_actor(), p_name, now() + make_interval(days => days));
      share_id := o.id;
    end if;
    return next;
  end loop;
end $$;
grant execute on function offer_app(jsonb, text[], timestamptz, text, uuid) to muster_app;

-- Takes offers back that are still open; a collaborator their own.
create or replace function withdraw_shares(p_ids uuid[], p_change uuid) returns table (id uuid, email text, scopes text[])
language plpgsql volatile security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  if not gives_app('Add') then raise exception 'these offers are not theirs to withdraw' using errcode = '42501'; end if;
  return query
  with ended as (
    update shares s set state = 'revoked', ended_by = current_actor(), ended_change = p_change
     where s.app_id = current_app() and s.org_id = current_tenant() and s.id = any (p_ids) and s.state = 'pending'
       and (current_tie() in ('owner', 'member') or s.offered_by = current_actor())
    returning s.id, s.email, s.scopes
  ), links as (
    update share_links l set revoked_at = now() from ended e where l.share_id = e.id and l.revoked_at is null
  )
  select e.id, e.email, e.scopes from ended e;
end $$;
grant execute on function withdraw_shares(uuid[], uuid) to muster_app;

-- Gives an open offer its full time again for another mail; the links before it end. Where whoever offered it may share no more, whoever
-- sends it again stands in for them. Null where it is none of theirs, or open no more.
create or replace function resend_share(p_id uuid, p_name text) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare s shares;
begin
  perform 1 from collaborators c where c.app_id = current_app() and c.user_id = current_actor() and c.ended_at is null for share;
  perform 1 from apps a where a.id = current_app() for no key update;
  if not may_share() then raise exception 'this app is not theirs to share' using errcode = '42501'; end if;
  select * into s from shares x where x.id = p_id and x.app_id = current_app() and x.org_id = current_tenant() and x.state = 'pending'
     and (x.access_until is null or x.access_until > now()) and (current_tie() in ('owner', 'member') or x.offered_by = current_actor()) for no key update;
  if s.id is null then return null; end if;
  if not holds_scopes(s.scopes) or not holds_until(s.access_until) then
    raise exception 'more than they hold' using errcode = '42501';
  end if;
  update share_links l set revoked_at = now() where l.share_id = s.id and l.revoked_at is null;
  update shares x
     set sent_at = now(),
         expires_at = now() + make_interval(days => coalesce((select g.invitation_ttl_days from organizations g where g.org_id = current_tenant()), 7)),
         offered_by = case when still_shares(s) then s.offered_by else current_actor() end,
         offerer_name = case when still_shares(s) then s.offerer_name else p_name end
   where x.id = s.id;
  return s.email_normalized;
end $$;
grant execute on function resend_share(uuid, text) to muster_app;

-- Gives a collaborator other scopes or another end date: what they had ends, and a new row begins. `p_id` names the row that was looked
-- at: null where it has ended since.
create or replace function change_collaborator(p_id uuid, p_scopes text[], p_until timestamptz, p_change uuid) returns uuid
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  c collaborators;
  begun uuid;
  moment timestamptz;
begin
  perform 1 from collaborators x where x.app_id = current_app() and x.ended_at is null and (x.id = p_id or x.user_id = current_actor())
    order by x.id for update;
  if not may_share() then raise exception 'collaborators are not theirs to change' using errcode = '42501'; end if;
  select * into c from collaborators x where x.id = p_id and x.app_id = current_app() and x.org_id = current_tenant() and x.ended_at is null
     and (x.expires_at is null or x.expires_at > now());
  if c.id is null then return null; end if;
  if c.user_id = current_actor() or not holds_scopes(c.scopes) or not holds_scopes(p_scopes)
     or not (holds_until(p_until) or p_scopes <@ c.scopes and (c.expires_at is null or p_until <= c.expires_at)) then
    raise exception 'more than they hold' using errcode = '42501';
  end if;
  moment := clock_timestamp();
  update collaborators set ended_at = moment, ended_by = current_actor(), ended_change = p_change where id = c.id;
  insert into collaborators (org_id, app_id, user_id, scopes, started_at, started_by, started_change, expires_at)
    values (c.org_id, c.app_id, c.user_id, p_scopes, moment, current_actor(), p_change, p_until) returning id into begun;
  if not p_scopes && array['Collaborators:Add', 'All'] then perform void_shares_of(array[c.user_id], p_change); end if;
  return begun;
end $$;
grant execute on function change_collaborator(uuid, text[], timestamptz, uuid) to muster_app;

-- Takes the entered app from collaborators, and with it what they had offered. Whoever holds more than the actor stays.
create or replace function remove_collaborators(p_ids uuid[], p_change uuid) returns table (id uuid, user_id uuid, scopes text[], until timestamptz)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare gone uuid[];
begin
  perform 1 from collaborators x where x.app_id = current_app() and x.ended_at is null and (x.id = any (p_ids) or x.user_id = current_actor())
    order by x.id for update;
  if not gives_app('Delete') then raise exception 'collaborators are not theirs to remove' using errcode = '42501'; end if;
  gone := array(
    select x.id from collaborators x
     where x.id = any (p_ids) and x.app_id = current_app() and x.org_id = current_tenant() and x.ended_at is null
       and (x.expires_at is null or x.expires_at > now()) and x.user_id <> current_actor() and holds_scopes(x.scopes));
  update collaborators x set ended_at = clock_timestamp(), ended_by = current_actor(), ended_change = p_change where x.id = any (gone);
  perform void_shares_of(array(select x.user_id from collaborators x where x.id = any (gone)), p_change);
  return query select x.id, x.user_id, x.scopes, x.expires_at from collaborators x where x.id = any (gone);
end $$;
grant execute on function remove_collaborators(uuid[], uuid) to muster_app;

-- What these people had offered of the entered app is theirs to give no more. Internal.
create or replace function void_shares_of(p_users uuid[], p_change uuid) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  with ended as (
    update shares s set state = 'void', ended_by = current_actor(), ended_change = p_change
     where s.org_id = current_tenant() and s.app_id = current_app() and s.offered_by = any (p_users) and s.state = 'pending'
       and not exists (select from members m where m.org_id = s.org_id and m.user_id = s.offered_by and m.ended_at is null)
    returning s.id
  )
  update share_links l set revoked_at = now() from ended e where l.share_id = e.id and l.revoked_at is null
$$;

-- Undoes a removal: what that change ended on the entered app begins anew, as far as the time it was given for has not passed, the person is
-- still there and was given nothing since. A collaborator undoes their own removals.
create or replace function restore_collaborators(p_removal uuid, p_change uuid) returns table (user_id uuid, scopes text[])
language plpgsql volatile security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  perform 1 from collaborators x where x.app_id = current_app() and x.user_id = current_actor() and x.ended_at is null for share;
  if not may_share() then raise exception 'collaborators are not theirs to restore' using errcode = '42501'; end if;
  return query
  with back as (
    select c.* from collaborators c
      join users u on u.id = c.user_id and u.deleted_at is null
     where c.org_id = current_tenant() and c.ended_change = p_removal and c.app_id = current_app() and (c.expires_at is null or c.expires_at > now())
       and (current_tie() in ('owner', 'member') or c.ended_by = current_actor()) and holds_scopes(c.scopes) and holds_until(c.expires_at)
       and not exists (select from collaborators n where n.app_id = c.app_id and n.user_id = c.user_id and (n.ended_at is null or n.started_at >= c.ended_at))
       for key share of u
  )
  insert into collaborators as n (org_id, app_id, user_id, scopes, started_at, started_by, started_change, expires_at)
  select b.org_id, b.app_id, b.user_id, b.scopes, clock_timestamp(), current_actor(), p_change, b.expires_at from back b
  on conflict (app_id, user_id) where ended_at is null do nothing
  returning n.user_id, n.scopes;
end $$;
grant execute on function restore_collaborators(uuid, uuid) to muster_app;

-- When somebody was first given what they hold now, and by whom: each change since has ended the row before it. Internal.
create or replace function collaboration_began(p_id uuid) returns table (at timestamptz, by_user uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive chain as (
    select c.id, c.org_id, c.app_id, c.user_id, c.started_at, c.started_by, c.started_change, 1 as depth from collaborators c where c.id = p_id
    union all
    select p.id, p.org_id, p.app_id, p.user_id, p.started_at, p.started_by, p.started_change, c.depth + 1
      from chain c join collaborators p on p.org_id = c.org_id and p.ended_change = c.started_change and p.app_id = c.app_id
                                       and p.user_id = c.user_id and p.id <> c.id
     where c.depth < 1000
  )
  select started_at, started_by from chain order by depth desc limit 1
$$;

-- Whether the viewer sees addresses of collaborators: of a personal app its owner, of an organization's its Admins. Internal.
create or replace function sees_collaborator_addresses() returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select current_tie() = 'owner' or current_tie() = 'member' and exists (
    select from members where org_id = current_tenant() and user_id = current_actor() and role = 'admin' and ended_at is null
       and (expires_at is null or expires_at > now()))
$$;

-- The collaborators of the entered app, who was given something last first, past a cursor or before it; all of them, those with these ids (of
-- the grant or of the person), or whose name matches. It crosses the wall of people, since a collaborator may be no member: for this app alone.
-- Who reaches the app alone is told who added somebody where that is a collaborator too, or where it was they who were added.
create or replace function collaborators_of_app(p_ids uuid[], p_q text, p_at timestamptz, p_after uuid, p_back boolean, p_limit integer)
returns table (id uuid, user_id uuid, username text, first_name text, last_name text, picture text, email text, scopes text[], since timestamptz,
               key text, until timestamptz, added_at timestamptz, added_by uuid, adder text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  sees_all boolean := current_reach() = 'all';
  sees_addresses boolean := sees_collaborator_addresses();
  pattern text := '%' || replace(replace(replace(lower(p_q), '\', '\\'), '%', '\%'), '_', '\_') || '%';
begin
  if current_app() is null or current_tie() not in ('owner', 'member', 'guest') then return; end if;
  return query
  select c.id, u.id, u.username, u.first_name, u.last_name, u.picture, case when sees_addresses or u.id = current_actor() then u.email end,
         c.scopes, c.started_at, to_char(c.started_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), c.expires_at, b.at, b.by_user,
         case when sees_all or c.user_id = current_actor() or b.by_user = current_actor() or exists (
           select from collaborators o where o.app_id = c.app_id and o.user_id = b.by_user and o.ended_at is null
              and (o.expires_at is null or o.expires_at > now())) then a.first_name || ' ' || a.last_name end
    from (
      select x.* from collaborators x join users v on v.id = x.user_id and v.deleted_at is null
       where x.app_id = current_app() and x.org_id = current_tenant() and x.ended_at is null and (x.expires_at is null or x.expires_at > now())
         and (p_ids is null or x.id = any (p_ids) or x.user_id = any (p_ids))
         and (p_q is null or lower(v.first_name || ' ' || v.last_name || ' ' || v.username || case when sees_addresses then ' ' || v.email else '' end) like pattern)
         and case when p_at is null then true when p_back then (x.started_at, x.id) > (p_at, p_after) else (x.started_at, x.id) < (p_at, p_after) end
       order by case when p_back then x.started_at end, case when p_back then x.id end, x.started_at desc, x.id desc limit p_limit) c
    join users u on u.id = c.user_id
    cross join lateral collaboration_began(c.id) b
    left join users a on a.id = b.by_user
   order by case when p_back then c.started_at end, case when p_back then c.id end, c.started_at desc, c.id desc;
end $$;
grant execute on function collaborators_of_app(uuid[], text, timestamptz, uuid, boolean, integer) to muster_app;

-- Whom these collaborators had added to the entered app, and whom those, as far as they are in it now.
create or replace function added_by_collaborators(p_users uuid[]) returns table (id uuid, user_id uuid, added_by uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive live as materialized (
    select c.id, c.user_id, b.by_user from collaborators c cross join lateral collaboration_began(c.id) b
     where current_tie() in ('owner', 'member', 'guest') and c.app_id = current_app() and c.org_id = current_tenant() and c.ended_at is null
       and (c.expires_at is null or c.expires_at > now())
  ), added as (
    select l.id, l.user_id, l.by_user from live l where l.by_user = any (p_users) and l.user_id <> all (p_users)
    union
    select l.id, l.user_id, l.by_user from added a join live l on l.by_user = a.user_id where l.user_id <> all (p_users)
  )
  select * from added
$$;
grant execute on function added_by_collaborators(uuid[]) to muster_app;

-- The open offers of the entered app, the last sent first, past a cursor; those with these ids. For who may add collaborators; who does so by
-- a scope sees their own. Who offered it is told to whom people of the account are shown, and to themselves.
create or replace function shares_of_app(p_ids uuid[], p_q text, p_at timestamptz, p_after uuid, p_back boolean, p_limit integer)
returns table (id uuid, email text, scopes text[], until timestamptz, offered_by uuid, offerer text, sent_at timestamptz, key text, expires_at timestamptz,
               state text, mail text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  if not gives_app('Add') then return; end if;
  return query
  select s.id, s.email, s.scopes, s.access_until, s.offered_by,
         case when current_reach() = 'all' or s.offered_by = current_actor() then s.offerer_name end, s.sent_at, to_char(s.sent_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
         s.expires_at, share_state(s), m.status
    from (
      select x.* from shares x
       where x.org_id = current_tenant() and x.app_id = current_app() and x.state = 'pending' and (p_ids is null or x.id = any (p_ids))
         and (current_tie() in ('owner', 'member') or x.offered_by = current_actor())
         and (p_q is null or strpos(x.email_normalized, lower(p_q)) > 0)
         and case when p_at is null then true when p_back then (x.sent_at, x.id) > (p_at, p_after) else (x.sent_at, x.id) < (p_at, p_after) end
       order by case when p_back then x.sent_at end, case when p_back then x.id end, x.sent_at desc, x.id desc limit p_limit) s
    left join lateral (select y.status from mails y where y.subject_id = s.id order by y.created_at desc limit 1) m on true
   order by case when p_back then s.sent_at end, case when p_back then s.id end, s.sent_at desc, s.id desc;
end $$;
grant execute on function shares_of_app(uuid[], text, timestamptz, uuid, boolean, integer) to muster_app;
