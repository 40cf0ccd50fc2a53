-- "My Apps": which apps somebody was given in the entered account, and what they keep at hand among them.

-- The apps that a member of the entered organization was given one by one; null where their role gives them all. Says the same as the
-- decision on `app.view` in lib/permissions, which a test holds against it for random worlds; what is merely public or in sight is found
-- by its address instead. Internal.
create or replace function apps_given_to(p_user uuid) returns uuid[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  v_org uuid := current_tenant();
  their_role text;
  restricted boolean;
begin
  select role into their_role from members where org_id = v_org and user_id = p_user and ended_at is null
     and (expires_at is null or expires_at > now());
  if their_role = 'admin' then return null; end if;
  if their_role is null or their_role not in ('organization_contributor', 'team_contributor', 'organization_user') then return '{}'; end if;
  restricted := exists (
    select 1 from team_members tm join teams t on t.id = tm.team_id and t.is_restricted and t.deleted_at is null
     where tm.org_id = v_org and tm.user_id = p_user and tm.ended_at is null and (tm.expires_at is null or tm.expires_at > now()));
  if their_role <> 'team_contributor' and not restricted then return null; end if;
  return array(
    select ta.app_id from team_members tm
      join teams t on t.id = tm.team_id and t.deleted_at is null and (t.is_restricted or not restricted)
      join team_apps ta on ta.org_id = tm.org_id and ta.team_id = tm.team_id and ta.ended_at is null and (ta.expires_at is null or ta.expires_at > now())
     where tm.org_id = v_org and tm.user_id = p_user and tm.ended_at is null and (tm.expires_at is null or tm.expires_at > now())
    union
    select c.app_id from collaborators c
     where not restricted and c.org_id = v_org and c.user_id = p_user and c.ended_at is null
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
-- begins; else what the actor's own grants name. `p_among`: all, the starred ones, or the rest, which is not pinned; `p_with_pins` puts
-- the pinned ones before them. `p_up` walks upwards from the row with the sort value `p_key` and the id `p_id`, or from the beginning.
-- Each row says how many there are, and how many of them match, none counted past `p_count_to`; where these are asked for and the page is
-- empty, a row without an app says it.
--
-- Its statements keep one plan each, whatever they are asked for: planning them takes longer than they do.
drop function if exists my_apps(text, text, text, boolean, text, uuid, integer);
drop function if exists my_apps(text, text, text, boolean, text, uuid, integer, boolean, integer);
create function my_apps(p_among text, p_text text, p_sort text, p_up boolean, p_key text, p_id uuid, p_limit integer,
                        p_with_pins boolean default false, p_count_to integer default 0)
returns table (id uuid, handle text, name text, description text, visibility text, updated_at timestamptz, sort_key text,
               is_pinned boolean, is_starred boolean, team_grants json, scope_grants json,
               created_at timestamptz, default_language text, base_workflow text, total integer, matching integer)
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  v_org uuid := current_tenant();
  v_actor uuid := current_actor();
  v_given uuid[];
  v_pinned uuid[];
  v_starred uuid[];
  v_pattern text := '%' || replace(replace(replace(lower(p_text), '\', '\\'), '%', '\%'), '_', '\_') || '%';
  v_order text := ' order by ' || case p_sort when 'name' then 'a.sort_name' else 'a.updated_at' end || case when p_up then ', a.id' else ' desc, a.id desc' end;
  v_page uuid[];
  v_pins uuid[];
  v_total integer;
  v_matching integer;
  -- The actor's teams, a place for each in all of these, in the order of their names.
  v_teams uuid[];
  v_lines json[];
  v_since timestamptz[];
  v_until timestamptz[];
begin
  if current_tie() not in ('owner', 'member') then return; end if;
  v_given := given_apps();
  v_pinned := array(select k.app_id from app_marks k where k.user_id = v_actor and k.kind = 'pin' and k.org_id = v_org limit 100);
  if v_given is not null then
    -- What somebody was given is little enough to be looked up whole, and sorted. By id: `is not distinct from` leads into no index of
    -- the organization.
    if p_among = 'star' then
      v_starred := array(select k.app_id from app_marks k where k.user_id = v_actor and k.kind = 'star' and k.org_id = v_org);
    end if;
    if p_sort = 'name' then
      select array_agg(a.id order by a.sort_name, a.id) filter (
               where (p_text = '' or a.search_text like v_pattern)
                 and case p_among when 'rest' then a.id <> all (v_pinned) when 'star' then a.id = any (v_starred) else true end
                 and case when p_key is null then true when p_up then (a.sort_name, a.id) > (p_key, p_id) else (a.sort_name, a.id) < (p_key, p_id) end),
             count(*), count(*) filter (where p_text = '' or a.search_text like v_pattern)
        into v_page, v_total, v_matching
        from apps a where a.id = any (v_given) and a.org_id is not distinct from v_org and a.deleted_at is null;
    else
      select array_agg(a.id order by a.updated_at, a.id) filter (
               where (p_text = '' or a.search_text like v_pattern)
                 and case p_among when 'rest' then a.id <> all (v_pinned) when 'star' then a.id = any (v_starred) else true end
                 and case when p_key is null then true when p_up then (a.updated_at, a.id) > (p_key::timestamptz, p_id) else (a.updated_at, a.id) < (p_key::timestamptz, p_id) end),
             count(*), count(*) filter (where p_text = '' or a.search_text like v_pattern)
        into v_page, v_total, v_matching
        from apps a where a.id = any (v_given) and a.org_id is not distinct from v_org and a.deleted_at is null;
    end if;
    v_total := least(v_total, p_count_to);
    v_matching := least(v_matching, p_count_to);
    v_page := case when p_up then v_page[:p_limit]
                else array(select v_page[k] from generate_series(cardinality(v_page), greatest(cardinality(v_page) - p_limit, 0) + 1, -1) k) end;
  else
    -- Planned for what it is asked: each order has its index, each search its share of the rows.
    execute
      'select array(select a.id from apps a where a.org_id = $1 and a.deleted_at is null'
      || case p_among
           when 'star' then $c$ and a.id in (select k.app_id from app_marks k where k.user_id = $2 and k.kind = 'star' and k.org_id = $1)$c$
           when 'rest' then case when cardinality(v_pinned) = 0 then '' else ' and a.id <> all ($3)' end
           else '' end
      || case when p_text = '' then '' else ' and a.search_text like $4' end
      || case when p_key is null then ''
           else ' and (' || case p_sort when 'name' then 'a.sort_name' else 'a.updated_at' end || ', a.id) ' || case when p_up then '>' else '<' end
                || ' ($5' || case p_sort when 'name' then '' else '::timestamptz' end || ', $6)' end
      || v_order || ' limit $7)'
      into v_page using v_org, v_actor, v_pinned, v_pattern, p_key, p_id, p_limit;
    if p_count_to > 0 then
      v_total := (select count(*) from (select from apps a where a.org_id = v_org and a.deleted_at is null limit p_count_to) c);
      v_matching := v_total;
      if p_text <> '' then
        execute 'select count(*) from (select from apps a where a.org_id = $1 and a.deleted_at is null and a.search_text like $2 limit $3) c'
          into v_matching using v_org, v_pattern, p_count_to;
      end if;
    end if;
  end if;
  if p_with_pins and cardinality(v_pinned) > 0 then
    execute 'select array(select a.id from apps a where a.id = any ($1) and a.org_id = $2 and a.deleted_at is null and ($3 is null or a.id = any ($3))'
      || case when p_text = '' then '' else ' and a.search_text like $4' end || v_order || ')'
      into v_pins using v_pinned, v_org, v_given, v_pattern;
  end if;
  select array_agg(t.id), array_agg(t.line), array_agg(t.started_at), array_agg(t.expires_at) into v_teams, v_lines, v_since, v_until
    from (select t.id, json_build_object('id', t.id, 'handle', t.handle, 'name', t.name, 'isRestricted', t.is_restricted) as line,
                 tm.started_at, tm.expires_at
            from team_members tm join teams t on t.id = tm.team_id and t.deleted_at is null
           where tm.org_id = v_org and tm.user_id = v_actor and tm.ended_at is null and (tm.expires_at is null or tm.expires_at > now())
           order by t.sort_name, t.id) t;
  v_page := v_pins || v_page;
  return query
  select a.id, a.handle, a.name, a.description, a.visibility, a.updated_at,
         case p_sort when 'name' then a.sort_name else to_char(a.updated_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') end,
         a.id = any (v_pinned),
         exists (select from app_marks k where k.user_id = v_actor and k.kind = 'star' and k.org_id = v_org and k.app_id = a.id),
         coalesce(g.grants, '[]'),
         case when c.id is null then '[]'
           else json_build_array(json_build_object('scopes', c.scopes, 'since', c.started_at, 'until', c.expires_at, 'by', c.started_by)) end,
         a.created_at, a.default_language, a.base_workflow, v_total, v_matching
    from (select) as one
    left join unnest(v_page) with ordinality w (id, place) on true
    left join apps a on a.id = w.id
    left join (
      select ta.app_id, json_agg(json_build_object('team', v.line, 'gives', ta.permission, 'since', greatest(ta.started_at, v.since),
                                                   'until', least(ta.expires_at, v.until)) order by v.place) as grants
        from unnest(v_teams, v_lines, v_since, v_until) with ordinality v (id, line, since, until, place)
        join team_apps ta on ta.app_id = any (v_page) and ta.team_id = any (v_teams) and ta.team_id = v.id and ta.ended_at is null and (ta.expires_at is null or ta.expires_at > now())
       group by ta.app_id) g on g.app_id = w.id
    left join collaborators c on c.app_id = w.id and c.user_id = v_actor and c.ended_at is null and (c.expires_at is null or c.expires_at > now())
   where w.id is not null or p_count_to > 0
   order by w.place;
end $$;
grant execute on function my_apps(text, text, text, boolean, text, uuid, integer, boolean, integer) to muster_app;

-- How many there are, none counted past the bound.
drop function if exists count_my_apps(text, integer);
create or replace function count_my_apps(p_bound integer) returns integer
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce((select total from my_apps('all', '', 'name', true, null, null, 0, p_count_to => p_bound)), 0)
$$;
grant execute on function count_my_apps(integer) to muster_app;

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
