-- Who reaches an app, and by what.

-- The people who reach the entered app, by name, past a cursor, each with the facts that a decision needs: what they hold in the
-- organization, what their teams and what they themselves were given on the app. Public sight alone makes nobody one of them.
--
-- It crosses the wall of people, since who has scopes on an app may be no member: for the entered app alone. Who reaches all of the tenant
-- sees everybody. Who reaches the app alone sees themselves, collaborators, and the people of the teams in which they lead or hold full
-- access there; of others names and what made them visible, no more (reference/members-and-teams.md, Labeler Lead).
--
-- First candidates, at most a page of each source by its own index, then merged; then the facts of those, and whoever does not reach it
-- is left out. So it costs the same however large the organization is.
--
-- What is looked up for a page is looked up for all of it at once. The planner takes organizations for small and expects one row where
-- fifty come: full joins and `generate_series` make it join them by hash nevertheless. Each statement keeps one plan.
drop function if exists people_of_app(text, uuid, text, integer);
create function people_of_app(p_after_name text, p_after uuid, p_search text, p_limit integer)
returns table (user_id uuid, sort_name text, username text, first_name text, last_name text, email text, picture text, is_owner boolean,
               role text, since timestamptz, until timestamptz, restricted json, team_grants json, scope_grants json)
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
  v_org uuid := current_tenant();
  v_app uuid := current_app();
  v_actor uuid := current_actor();
  sees_all boolean := current_reach() = 'all';
  v_pattern text := '%' || replace(replace(replace(lower(p_search), '\', '\\'), '%', '\%'), '_', '\_') || '%';
  -- What teams give on the app, in the order of their names, a place for each in all of these; `v_walked`: whose people the viewer sees.
  v_teams uuid[];
  v_lines json[];
  v_gives text[];
  v_since timestamptz[];
  v_until timestamptz[];
  v_walked uuid[];
  v_restricted uuid[];
  v_few uuid[];
  v_role_ids uuid[];
  v_role_names text[];
  v_last text;
  v_ids uuid[];
  v_names text[];
  v_left integer := p_limit;
  v_given integer;
begin
  if v_app is null or current_tie() not in ('owner', 'member', 'guest') then return; end if;
  select array_agg(g.team_id), array_agg(g.line), array_agg(g.permission), array_agg(g.started_at), array_agg(g.expires_at),
         array_agg(g.team_id) filter (where g.is_walked)
    into v_teams, v_lines, v_gives, v_since, v_until, v_walked
    from (select ta.team_id, ta.permission, ta.started_at, ta.expires_at,
                 json_build_object('id', t.id, 'handle', t.handle, 'name', t.name, 'isRestricted', t.is_restricted) as line,
                 sees_all or ta.permission in ('full_access', 'labeler_lead') and exists (
                   select from team_members mine where mine.team_id = ta.team_id and mine.user_id = v_actor and mine.ended_at is null
                      and (mine.expires_at is null or mine.expires_at > now())) as is_walked
            from team_apps ta join teams t on t.id = ta.team_id and t.deleted_at is null
           where ta.org_id = v_org and ta.app_id = v_app and ta.ended_at is null and (ta.expires_at is null or ta.expires_at > now())
           order by t.name) g;
  v_restricted := array(select t.id from teams t where t.org_id = v_org and t.is_restricted and t.deleted_at is null);
  -- Where few members match, they are found by the index of names; where many do, walking in order finds a page of them sooner.
  if sees_all and length(p_search) >= 3 then
    v_few := array(select m.user_id from members m
                    where m.org_id = v_org and m.ended_at is null and m.search_text like v_pattern and m.sort_name like v_pattern limit 501);
    if cardinality(v_few) > 500 then v_few := null; end if;
  end if;
  loop
    -- Whoever reaches all apps by their role comes first: of the teams' people only those before the last of them can be on the page.
    v_last := null;
    if sees_all and v_few is null then
      select array_agg(m.user_id), array_agg(m.sort_name), case when count(*) = p_limit then max(m.sort_name) end into v_role_ids, v_role_names, v_last
        from (select m.user_id, m.sort_name from unnest(array['admin', 'organization_contributor', 'organization_user']) r(role)
               cross join lateral (
                 select m.user_id, m.sort_name from members m
                  where m.org_id = v_org and m.role = r.role and m.ended_at is null and m.sort_name >= p_after_name
                    and (m.sort_name, m.user_id) > (p_after_name, p_after) and (p_search is null or m.sort_name like v_pattern)
                  order by m.sort_name, m.user_id limit p_limit) m
               order by m.sort_name, m.user_id limit p_limit) m;
    end if;
    select array_agg(f.user_id), array_agg(f.sort_name) into v_ids, v_names
      from (
        select r.sort_name, r.user_id from unnest(v_role_names, v_role_ids) r(sort_name, user_id)
        union
        select m.sort_name, m.user_id from unnest(case when v_few is null then v_walked end) t(id)
         cross join lateral (
           select tm.user_id, tm.sort_name from team_members tm
            where tm.org_id = v_org and tm.team_id = t.id and tm.ended_at is null and tm.sort_name >= p_after_name
              and tm.sort_name <= coalesce(v_last, (select max(x.sort_name) from team_members x where x.org_id = v_org and x.team_id = t.id and x.ended_at is null))
              and (tm.sort_name, tm.user_id) > (p_after_name, p_after) and (p_search is null or tm.sort_name like v_pattern)
            order by tm.sort_name, tm.user_id limit p_limit) m
        union
        select m.sort_name, m.user_id from members m
         where m.org_id = v_org and m.user_id = any(v_few) and m.ended_at is null and (m.sort_name, m.user_id) > (p_after_name, p_after)
        union
        select o.sort_name, o.id
          from (select u.id, lower(u.first_name || ' ' || u.last_name) as sort_name
                  from (select c.user_id from collaborators c
                         where c.app_id = v_app and c.ended_at is null and (c.expires_at is null or c.expires_at > now())
                        union all select v_actor
                        union all select v_org where current_tie() = 'owner') w join users u on u.id = w.user_id) o
         where (o.sort_name, o.id) > (p_after_name, p_after) and (p_search is null or o.sort_name like v_pattern)
        order by 1, 2 limit p_limit) f;
    exit when v_ids is null;
    return query
    select w.id, w.name, case when w.is_known then coalesce(m.username, u.username) end, coalesce(m.first_name, u.first_name),
           coalesce(m.last_name, u.last_name), case when sees_all then coalesce(m.email, u.email) end,
           case when w.is_known then coalesce(m.picture, u.picture) end, w.id = v_org,
           case when w.is_known then m.role end, case when w.is_known then m.started_at end, case when w.is_known then m.expires_at end,
           coalesce(case when w.is_known and m.role <> 'admin' then siloes.teams end, '[]'),
           coalesce(case when m.role is not null then by_team.seen end, '[]'),
           case when c.id is null then '[]'
             else json_build_array(json_build_object('scopes', c.scopes, 'since', c.started_at, 'until', c.expires_at, 'by', c.started_by)) end
      from (select v_ids[k] as id, v_names[k] as name, k as place, sees_all or v_ids[k] = v_actor as is_known from generate_series(1, cardinality(v_ids)) k) w
      full join (
        select m.user_id, m.username, m.first_name, m.last_name, m.email, m.picture, m.role, m.started_at, m.expires_at from members m
         where m.org_id = v_org and m.user_id = any(v_ids) and m.ended_at is null and (m.expires_at is null or m.expires_at > now())) m on m.user_id = w.id
      full join (
        select tm.user_id, bool_or(g.id = any(v_restricted)) as is_theirs,
               json_agg(json_build_object(
                 'team', g.line, 'gives', g.gives, 'since', greatest(g.since, tm.started_at), 'until', least(g.until, tm.expires_at))
                 order by g.place) filter (where sees_all or tm.user_id = v_actor or g.id = any(v_walked)) as seen
          from (select tm.user_id, tm.team_id, tm.started_at, tm.expires_at from team_members tm
                 where tm.org_id = v_org and tm.user_id = any(v_ids) and tm.ended_at is null and (tm.expires_at is null or tm.expires_at > now()) offset 0) tm
          join (select v_teams[k] as id, v_lines[k] as line, v_gives[k] as gives, v_since[k] as since, v_until[k] as until, k as place
                  from generate_series(1, cardinality(v_teams)) k) g on g.id = tm.team_id group by tm.user_id) by_team on by_team.user_id = w.id
      left join users u on u.id = case when m.user_id is null then w.id end and u.deleted_at is null
      left join (
        select tm.user_id, json_agg(json_build_object('id', t.id, 'handle', t.handle, 'name', t.name)) as teams
          from team_members tm join teams t on t.id = tm.team_id
         where cardinality(v_restricted) > 0 and tm.org_id = v_org and tm.user_id = any(v_ids) and tm.team_id = any(v_restricted)
           and tm.ended_at is null and (tm.expires_at is null or tm.expires_at > now()) group by tm.user_id) siloes on siloes.user_id = w.id
      left join collaborators c on c.app_id = v_app and c.user_id = w.id and c.ended_at is null and (c.expires_at is null or c.expires_at > now())
     where case
             when w.id = v_org then true
             when m.role <> 'admin' and siloes.user_id is not null and by_team.is_theirs is not true then false
             when m.role in ('admin', 'organization_contributor', 'organization_user') then true
             when m.role = 'team_contributor' then by_team.user_id is not null or c.scopes && array['Apps:Get', 'All']
             when u.id is not null then c.scopes && array['Apps:Get', 'All']
           end
       and (w.is_known or (m.role is not null and by_team.seen is not null) or c.id is not null)
     order by w.place limit v_left;
    get diagnostics v_given = row_count;
    v_left := v_left - v_given;
    exit when v_left <= 0 or cardinality(v_ids) < p_limit;
    p_after := v_ids[cardinality(v_ids)];
    p_after_name := v_names[cardinality(v_names)];
  end loop;
end $$;
grant execute on function people_of_app(text, uuid, text, integer) to muster_app;

-- The apps that a member of the entered organization reaches, by name, past a cursor, each with what was given on it. For who reaches
-- all of the organization, and of oneself.
drop function if exists apps_of_member(uuid, text, uuid, integer);
create function apps_of_member(p_user uuid, p_after_name text, p_after uuid, p_limit integer)
returns table (id uuid, handle text, name text, sort_name text, visibility text, team_grants json, scope_grants json)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  v_given uuid[];
  v_wanted uuid[];
begin
  if current_tie() <> 'member' or (current_reach() <> 'all' and p_user <> current_actor()) then return; end if;
  v_given := apps_given_to(p_user);
  if v_given is null then
    v_wanted := array(select a.id from apps a
                       where a.org_id = current_tenant() and a.deleted_at is null and (a.sort_name, a.id) > (p_after_name, p_after)
                       order by a.sort_name, a.id limit p_limit);
  else
    v_wanted := array(select a.id from apps a
                       where a.id = any(v_given) and a.org_id = current_tenant() and a.deleted_at is null and (a.sort_name, a.id) > (p_after_name, p_after)
                       order by a.sort_name, a.id limit p_limit);
  end if;
  return query
  select a.id, a.handle, a.name, a.sort_name, a.visibility, coalesce(g.grants, '[]'), coalesce(s.grants, '[]')
    from unnest(v_wanted) with ordinality w(id, place)
    join apps a on a.id = w.id
    left join lateral (
      select json_agg(json_build_object(
               'team', json_build_object('id', t.id, 'handle', t.handle, 'name', t.name, 'isRestricted', t.is_restricted), 'gives', ta.permission,
               'since', greatest(ta.started_at, tm.started_at), 'until', least(ta.expires_at, tm.expires_at)) order by t.sort_name, t.id) as grants
        from team_members tm
        join teams t on t.id = tm.team_id and t.deleted_at is null
        join team_apps ta on ta.app_id = a.id and ta.team_id = tm.team_id and ta.ended_at is null and (ta.expires_at is null or ta.expires_at > now())
       where tm.org_id = a.org_id and tm.user_id = p_user and tm.ended_at is null and (tm.expires_at is null or tm.expires_at > now())) g on true
    left join lateral (
      select json_agg(json_build_object('scopes', c.scopes, 'since', c.started_at, 'until', c.expires_at, 'by', c.started_by)) as grants
        from collaborators c
       where c.app_id = a.id and c.user_id = p_user and c.ended_at is null and (c.expires_at is null or c.expires_at > now())) s on true
   order by w.place;
end $$;
grant execute on function apps_of_member(uuid, text, uuid, integer) to muster_app;
