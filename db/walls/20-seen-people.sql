-- Whom somebody sees outside of any one organization: themselves, and the members of organizations whose members they see (as
-- `may_see_picture` has it). Asked from one's own account; it crosses tenants because the person is named by their handle alone. What asks with
-- a token sees others where the organization lets that token in, and it has every scope, as for lists of members.
drop function if exists seen_person(text, uuid);
create function seen_person(p_handle text, p_token uuid)
returns table (id uuid, username text, first_name text, last_name text, created_at timestamptz, kind text, name text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare other uuid; me uuid := current_actor(); t tokens;
begin
  if current_tie() <> 'owner' then return; end if;
  select x.* into t from tokens x where x.id = p_token and x.user_id = me;
  if p_token is not null and (t.id is null or t.app_id is not null or not 'All' = any (t.scopes)) then t.org_id := '00000000-0000-0000-0000-000000000000'; end if;
  select h.account_id into other from handles h where h.handle = lower(p_handle) and (h.redirects_until is null or h.redirects_until > now());
  return query
  select u.id, u.username, u.first_name, u.last_name, u.created_at, 'user', u.first_name || ' ' || u.last_name
    from users u
   where u.id = other and u.deleted_at is null and (u.id = me or exists (
     select 1 from members mine
       join members theirs on theirs.org_id = mine.org_id and theirs.user_id = u.id and theirs.ended_at is null
                          and (theirs.expires_at is null or theirs.expires_at > now())
       join organizations o on o.org_id = mine.org_id and o.deleted_at is null
      where mine.user_id = me and (t.org_id is null or t.org_id = mine.org_id)
        and (p_token is null or token_facts(t, mine.org_id) ->> 'barred' is null) and mine.ended_at is null and (mine.expires_at is null or mine.expires_at > now())
        and (mine.role = 'admin' or mine.role in ('organization_contributor', 'organization_user') and not exists (
          select 1 from team_members tm join teams r on r.id = tm.team_id
           where tm.org_id = mine.org_id and tm.user_id = me and tm.ended_at is null and (tm.expires_at is null or tm.expires_at > now())
             and r.is_restricted and r.deleted_at is null))))
  union all
  select o.org_id, h.display, '', '', o.created_at, 'organization', o.name
    from organizations o
    join handles h on h.account_id = o.org_id and h.state = 'current'
    join members m on m.org_id = o.org_id and m.user_id = me and m.ended_at is null and (m.expires_at is null or m.expires_at > now())
   where o.org_id = other and o.deleted_at is null and (t.org_id is null or t.org_id = o.org_id)
     and (p_token is null or token_facts(t, o.org_id) ->> 'barred' is null);
end $$;
grant execute on function seen_person(text, uuid) to muster_app;
