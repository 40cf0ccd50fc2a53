-- "My Apps": which apps somebody was given in the entered account, and what they keep at hand among them.

-- The apps that a member of the entered organization was given one by one; null where their role gives them all. Says the same as the
-- decision on `app.view` in lib/permissions, which a test holds against it for random worlds; what is merely public or in sight is found
-- by its address instead. Internal.
create or replace function apps_given_to(p_user uuid) returns uuid[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  their_role text;
  restricted boolean;
begin
  select role into their_role from members where org_id = current_tenant() and user_id = p_user and ended_at is null
     and (expires_at is null or expires_at > now());
  if their_role = 'admin' then return null; end if;
  if their_role is null or their_role not in ('organization_contributor', 'team_contributor', 'organization_user') then return '{}'; end if;
  restricted := exists (
    select 1 from team_members tm join teams t on t.id = tm.team_id and t.is_restricted and t.deleted_at is null
     where tm.org_id = current_tenant() and tm.user_id = p_user and tm.ended_at is null and (tm.expires_at is null or tm.expires_at > now()));
  if their_role <> 'team_contributor' and not restricted then return null; end if;
  return array(
    select ta.app_id from team_members tm
      join teams t on t.id = tm.team_id and t.deleted_at is null and (t.is_restricted or not restricted)
      join team_apps ta on ta.org_id = tm.org_id and ta.team_id = tm.team_id and ta.ended_at is null and (ta.expires_at is null or ta.expires_at > now())
     where tm.org_id = current_tenant() and tm.user_id = p_user and tm.ended_at is null and (tm.expires_at is null or tm.expires_at > now())
    union
    select c.app_id from collaborators c
     where not restricted and c.org_id = current_tenant() and c.user_id = p_user and c.ended_at is null
       and (c.expires_at is null or c.expires_at > now()) and c.scopes && array['Apps:Get', 'All']);
end $$;

-- The same for the actor; null also where they own the account. Who does not reach all apps enters one at a time, so a list of them
-- crosses that wall, for the actor alone.
create or replace function given_apps() returns uuid[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if current_tie() = 'owner' then return null; end if;
  if current_tie() <> 'member' then return '{}'; end if;
  if current_reach() = 'all' then return null; end if;
  return apps_given_to(current_actor());
end $$;

-- One page of them in keyset order, each with the grants that lead to it: where all are given, a walk along an index from where the page
-- begins; else what the actor's own grants name. `p_among`: all, the pinned ones, the starred ones, or the rest, which is not pinned.
-- `p_up` walks upwards from the row with the sort value `p_key` and the id `p_id`, or from the beginning.
drop function if exists my_apps(text, text, text, boolean, text, uuid, integer);
create function my_apps(p_among text, p_text text, p_sort text, p_up boolean, p_key text, p_id uuid, p_limit integer)
returns table (id uuid, handle text, name text, description text, visibility text, updated_at timestamptz, sort_key text,
               is_pinned boolean, is_starred boolean, team_grants json, scope_grants json,
               created_at timestamptz, default_language text, base_workflow text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  given uuid[];
  pinned uuid[] := array(select k.app_id from app_marks k where k.user_id = current_actor() and k.kind = 'pin' and k.org_id = current_tenant() limit 100);
  pattern text := '%' || replace(replace(replace(lower(p_text), '\', '\\'), '%', '\%'), '_', '\_') || '%';
  wanted uuid[];
begin
  if current_tie() not in ('owner', 'member') or p_among = 'pin' and cardinality(pinned) = 0 then return; end if;
  given := given_apps();
  -- Planned once for all: what somebody was given is little enough to be sorted.
  if given is not null then
    wanted := array(
      select a.id from unnest(given) g (id) join apps a on a.id = g.id and a.org_id = current_tenant() and a.deleted_at is null
       where case p_among when 'pin' then a.id = any (pinned) when 'rest' then a.id <> all (pinned)
               when 'star' then exists (select 1 from app_marks k where k.user_id = current_actor() and k.kind = 'star'
                                           and k.org_id = current_tenant() and k.app_id = a.id)
               else true end
         and (p_text = '' or a.search_text like pattern)
         and case when p_key is null then true
               when p_sort = 'name' and p_up then (a.sort_name, a.id) > (p_key, p_id)
               when p_sort = 'name' then (a.sort_name, a.id) < (p_key, p_id)
               when p_up then (a.updated_at, a.id) > (p_key::timestamptz, p_id)
               else (a.updated_at, a.id) < (p_key::timestamptz, p_id) end
       order by case when p_sort = 'name' and p_up then a.sort_name end, case when p_sort = 'name' and not p_up then a.sort_name end desc,
                case when p_sort <> 'name' and p_up then a.updated_at end, case when p_sort <> 'name' and not p_up then a.updated_at end desc,
                case when p_up then a.id end, case when not p_up then a.id end desc
       limit p_limit);
  else execute
    'select array(select a.id from apps a where a.org_id = current_tenant() and a.deleted_at is null'
    || case p_among when 'pin' then ' and a.id = any ($2)'
         when 'star' then $c$ and a.id in (select k.app_id from app_marks k where k.user_id = current_actor() and k.kind = 'star' and k.org_id = current_tenant())$c$
         when 'rest' then case when cardinality(pinned) = 0 then '' else ' and a.id <> all ($2)' end
         else '' end
    || case when p_text = '' then '' else ' and a.search_text like $3' end
    || case when p_key is null then ''
         else ' and (' || case p_sort when 'name' then 'a.sort_name' else 'a.updated_at' end || ', a.id) ' || case when p_up then '>' else '<' end
              || ' ($4' || case p_sort when 'name' then '' else '::timestamptz' end || ', $5)' end
    || ' order by ' || case p_sort when 'name' then 'a.sort_name' else 'a.updated_at' end || case when p_up then ', a.id' else ' desc, a.id desc' end
    || ' limit $6)'
    into wanted using given, pinned, pattern, p_key, p_id, p_limit;
  end if;
  return query
  select a.id, a.handle, a.name, a.description, a.visibility, a.updated_at,
         case p_sort when 'name' then a.sort_name else to_char(a.updated_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') end,
         a.id = any (pinned),
         exists (select 1 from app_marks k where k.user_id = current_actor() and k.kind = 'star' and k.org_id = a.org_id and k.app_id = a.id),
         coalesce(g.grants, '[]'), coalesce(s.grants, '[]'),
         a.created_at, a.default_language, a.base_workflow
    from unnest(wanted) with ordinality w (id, place)
    join apps a on a.id = w.id
    left join lateral (
      select json_agg(json_build_object(
               'team', json_build_object('id', t.id, 'handle', t.handle, 'name', t.name, 'isRestricted', t.is_restricted), 'gives', ta.permission,
               'since', greatest(ta.started_at, tm.started_at), 'until', least(ta.expires_at, tm.expires_at)) order by t.sort_name, t.id) as grants
        from team_members tm
        join teams t on t.id = tm.team_id and t.deleted_at is null
        join team_apps ta on ta.app_id = a.id and ta.team_id = tm.team_id and ta.ended_at is null and (ta.expires_at is null or ta.expires_at > now())
       where tm.org_id = a.org_id and tm.user_id = current_actor() and tm.ended_at is null and (tm.expires_at is null or tm.expires_at > now())) g on true
    left join lateral (
      select json_agg(json_build_object('scopes', c.scopes, 'since', c.started_at, 'until', c.expires_at, 'by', c.started_by)) as grants
        from collaborators c
       where c.app_id = a.id and c.user_id = current_actor() and c.ended_at is null and (c.expires_at is null or c.expires_at > now())) s on true
   order by w.place;
end $$;
grant execute on function my_apps(text, text, text, boolean, text, uuid, integer) to muster_app;

-- How many there are, none counted past the bound.
create or replace function count_my_apps(p_text text, p_bound integer) returns integer
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  given uuid[] := given_apps();
  pattern text := '%' || replace(replace(replace(lower(p_text), '\', '\\'), '%', '\%'), '_', '\_') || '%';
  n integer;
begin
  if current_tie() not in ('owner', 'member') then return 0; end if;
  if given is not null then
    return (select count(*) from (select 1 from unnest(given) g (id) join apps a on a.id = g.id
                                   where a.org_id = current_tenant() and a.deleted_at is null and (p_text = '' or a.search_text like pattern)
                                   limit p_bound) c);
  end if;
  execute 'select count(*)::integer from (select 1 from apps a where a.org_id = current_tenant() and a.deleted_at is null'
    || case when p_text = '' then '' else ' and a.search_text like $1' end || ' limit $2) c'
    into n using pattern, p_bound;
  return n;
end $$;
grant execute on function count_my_apps(text, integer) to muster_app;

-- Puts a pin or a star on the one app that was entered, or takes it off, for the actor. Pins stand above the whole list, so they are few:
-- false where there are too many already.
create or replace function mark_app(p_kind text, p_on boolean) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare given uuid[] := given_apps();
begin
  if current_app() is null or current_tie() not in ('owner', 'member', 'guest') then
    raise exception 'no app was entered' using errcode = '42501';
  end if;
  if not p_on then
    delete from app_marks where user_id = current_actor() and kind = p_kind and org_id = current_tenant() and app_id = current_app();
    return true;
  end if;
  if p_kind = 'pin' and (select count(*) from app_marks k join apps a on a.id = k.app_id and a.deleted_at is null
        where k.user_id = current_actor() and k.kind = 'pin' and k.org_id = current_tenant() and k.app_id <> current_app()
         and (given is null or k.app_id = any (given))) >= 12 then
    return false;
  end if;
  insert into app_marks (org_id, user_id, app_id, kind) values (current_tenant(), current_actor(), current_app(), p_kind) on conflict do nothing;
  return true;
end $$;
grant execute on function mark_app(text, boolean) to muster_app;
