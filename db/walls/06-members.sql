-- Members.

-- A membership carries its person's name, address and picture, in the form that search and sort find through an index. Nobody who is
-- deleting their account becomes a member meanwhile: this waits for them, and refuses.
create or replace function carry_person() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  select u.username, u.first_name, u.last_name, u.email, lower(u.first_name || ' ' || u.last_name), u.email_normalized,
         lower(u.first_name || ' ' || u.last_name || ' ' || u.username) || ' ' || u.email_normalized, u.last_active_at, u.picture
    into new.username, new.first_name, new.last_name, new.email, new.sort_name, new.sort_email, new.search_text, new.last_active_at,
         new.picture
    from users u where u.id = new.user_id and u.deleted_at is null for key share;
  if not found then raise exception 'this account is gone' using errcode = '23503'; end if;
  return new;
end $$;
create or replace trigger carry_person before insert on members for each row execute function carry_person();

create or replace function spread_person() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update members m set username = new.username, first_name = new.first_name, last_name = new.last_name, email = new.email,
         sort_name = lower(new.first_name || ' ' || new.last_name), sort_email = new.email_normalized,
         search_text = lower(new.first_name || ' ' || new.last_name || ' ' || new.username) || ' ' || new.email_normalized,
         last_active_at = new.last_active_at, picture = new.picture
   where m.user_id = new.id and m.ended_at is null;
  return null;
end $$;
create or replace trigger spread_person after update of username, first_name, last_name, email, email_normalized, last_active_at, picture on users
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
-- by first and last name (reference/members-and-teams.md, Labeler Lead), for the entered tenant alone. A role that reaches no app leads
-- nobody, and who is in a restricted team sees nobody beyond it.
create or replace function teammates() returns table (user_id uuid, first_name text, last_name text, teams jsonb)
language sql stable security definer set search_path = public, pg_temp as $$
  select m.user_id, m.first_name, m.last_name, jsonb_agg(distinct jsonb_build_object('handle', t.handle, 'name', t.name))
    from team_members mine
    join teams t on t.id = mine.team_id and t.deleted_at is null
    join team_members theirs on theirs.team_id = mine.team_id and theirs.ended_at is null
                            and (theirs.expires_at is null or theirs.expires_at > now())
    join members m on m.org_id = mine.org_id and m.user_id = theirs.user_id and m.ended_at is null
                  and (m.expires_at is null or m.expires_at > now())
    join members me on me.org_id = mine.org_id and me.user_id = mine.user_id and me.ended_at is null
                   and me.role not in ('financial_manager', 'infrastructure_manager')
   where current_tie() = 'member' and mine.org_id = current_tenant() and mine.user_id = current_actor() and mine.ended_at is null
     and (mine.expires_at is null or mine.expires_at > now())
     and (t.is_restricted or not exists (
           select 1 from team_members other join teams r on r.id = other.team_id and r.is_restricted and r.deleted_at is null
            where other.org_id = mine.org_id and other.user_id = mine.user_id and other.ended_at is null
              and (other.expires_at is null or other.expires_at > now())))
     and exists (select 1 from team_apps ta join apps p on p.id = ta.app_id and p.org_id = ta.org_id and p.deleted_at is null
                  where ta.team_id = mine.team_id and ta.org_id = mine.org_id and ta.ended_at is null
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

-- Takes along what people held in the entered organization when their memberships end: teams, collaborations on its apps, and tokens
-- bound to it, which nothing brings back. Crosses the
-- reach of whoever leaves, who may not see these rows one by one; who does not reach everybody ends the own holdings alone.
drop function if exists end_holdings(uuid, uuid);
drop function if exists end_holdings(uuid[], uuid);
create or replace function end_holdings(p_users uuid[], p_change uuid) returns table (user_id uuid, teams text[], collaborations integer, tokens integer)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  if current_tie() not in ('member', 'system') then raise exception 'nothing was entered' using errcode = '42501'; end if;
  if current_reach() <> 'all' and p_users is distinct from array[current_actor()] then
    raise exception 'one ends the own holdings' using errcode = '42501';
  end if;
  return query
  with from_teams as (
    update team_members tm set ended_at = statement_timestamp(), ended_by = current_actor(), ended_change = p_change
     where tm.org_id = current_tenant() and tm.user_id = any(p_users) and tm.ended_at is null returning tm.user_id, tm.team_id
  ), from_apps as (
    update collaborators c set ended_at = statement_timestamp(), ended_by = current_actor(), ended_change = p_change
     where c.org_id = current_tenant() and c.user_id = any(p_users) and c.ended_at is null returning c.user_id
  ), from_tokens as (
    update tokens t set revoked_at = statement_timestamp(), revoked_by = current_actor(), revoked_change = p_change
     where t.org_id = current_tenant() and t.user_id = any(p_users) and t.revoked_at is null returning t.user_id, t.token_hash
  ), out_of_reach as (
    delete from token_reach r where r.org_id = current_tenant() and r.user_id = any(p_users)
  ), of_teams as (
    select e.user_id, array_agg(t.name order by t.name) as names from from_teams e join teams t on t.id = e.team_id group by e.user_id
  ), of_apps as (
    select e.user_id, count(*)::integer as apps from from_apps e group by e.user_id
  ), of_tokens as (
    select e.user_id, count(*)::integer as ended from from_tokens e where e.token_hash is not null group by e.user_id
  )
  select u.id, coalesce(t.names, '{}'), coalesce(a.apps, 0), coalesce(k.ended, 0)
    from unnest(p_users) as u(id)
    left join of_teams t on t.user_id = u.id left join of_apps a on a.user_id = u.id left join of_tokens k on k.user_id = u.id
   where num_nonnulls(t.user_id, a.user_id, k.user_id) > 0;
end $$;
grant execute on function end_holdings(uuid[], uuid) to muster_app;

-- What must be known of people to bring them back: whether their account is still there, and at which address they are now. Of those
-- who were members of the entered tenant alone, and for those who reach all of it.
create or replace function former_members(p_users uuid[]) returns table (user_id uuid, is_gone boolean, email text)
language sql stable security definer set search_path = public, pg_temp as $$
  select u.id, u.deleted_at is not null, u.email_normalized from users u
   where current_tie() = 'member' and current_reach() = 'all' and u.id = any(p_users)
     and exists (select 1 from members m where m.org_id = current_tenant() and m.user_id = u.id)
$$;
grant execute on function former_members(uuid[]) to muster_app;
