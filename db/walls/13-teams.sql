-- Teams.

-- A team is walked in the order of names, so its rows carry them: sorting ten thousand people for a page of fifty would cost more the
-- larger the team is.
create or replace function carry_member_name() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  select lower(u.first_name || ' ' || u.last_name) into new.sort_name from users u where u.id = new.user_id;
  return new;
end $$;
create or replace trigger carry_member_name before insert on team_members for each row execute function carry_member_name();

create or replace function spread_member_name() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update team_members set sort_name = lower(new.first_name || ' ' || new.last_name) where user_id = new.id and ended_at is null;
  return null;
end $$;
create or replace trigger spread_member_name after update of first_name, last_name on users
  for each row when (old.first_name is distinct from new.first_name or old.last_name is distinct from new.last_name)
  execute function spread_member_name();

create or replace function carry_app_name() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  select p.sort_name into new.sort_name from apps p where p.id = new.app_id;
  return new;
end $$;
create or replace trigger carry_app_name before insert on team_apps for each row execute function carry_app_name();

create or replace function spread_app_name() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update team_apps set sort_name = lower(new.name) where app_id = new.id and ended_at is null;
  return null;
end $$;
create or replace trigger spread_app_name after update of name on apps
  for each row when (old.name is distinct from new.name) execute function spread_app_name();

-- Substring search over the teams and the apps of the entered tenant, for the same reason and in the same way as `members_matching`.
create or replace function teams_matching(p_text text) returns uuid[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  found_ids uuid[];
  pattern text := '%' || replace(replace(replace(lower(p_text), '\', '\\'), '%', '\%'), '_', '\_') || '%';
begin
  if current_tie() <> 'member' or current_reach() <> 'all' or length(p_text) < 3 then return null; end if;
  select array_agg(id) into found_ids
    from (select id from teams where org_id = current_tenant() and deleted_at is null and search_text like pattern limit 1001) x;
  if cardinality(found_ids) > 1000 then return null; end if;
  return coalesce(found_ids, '{}');
end $$;
grant execute on function teams_matching(text) to muster_app;

-- What a team of the actor's own opens for them: a page of its apps, by name, from (p_name, p_id) on. Who reaches single apps sees no
-- grant without entering its app, and is shown these, each of which they may enter: `apps_given_to` (17-my-apps.sql) leaves out what a
-- role that reaches no app, or a restricted team, keeps from them.
create or replace function own_team_apps(p_team uuid, p_text text, p_name text, p_id uuid, p_limit integer)
returns table (id uuid, app_id uuid, handle text, name text, sort_name text, permission text, until timestamptz)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare given uuid[] := apps_given_to(current_actor());
begin
  if current_tie() <> 'member' then return; end if;
  return query
  select ta.id, p.id, p.handle, p.name, ta.sort_name, ta.permission, ta.expires_at
    from team_apps ta join apps p on p.id = ta.app_id and p.org_id = ta.org_id and p.deleted_at is null
   where ta.org_id = current_tenant() and ta.team_id = p_team and ta.team_id = any(current_teams())
     and (given is null or p.id = any(given))
     and ta.ended_at is null and (ta.expires_at is null or ta.expires_at > now())
     and (p_id is null or (ta.sort_name, ta.id) > (p_name, p_id))
     and (p_text is null or strpos(p.search_text, lower(p_text)) > 0)
   order by ta.sort_name, ta.id limit least(p_limit, 1001);
end $$;
grant execute on function own_team_apps(uuid, text, text, uuid, integer) to muster_app;
