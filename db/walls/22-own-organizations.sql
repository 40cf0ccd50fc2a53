-- The organizations that somebody belongs to, by name. Asked from one's own account; it crosses tenants because it lists the memberships of
-- the actor in all of them, and nothing else. What asks with a token is told of those that let that token in.
drop function if exists own_organizations(uuid, text, uuid, integer);
create function own_organizations(p_token uuid, p_name text, p_id uuid, p_size integer)
returns table (id uuid, handle text, name text, sort_name text, role text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare me uuid := current_actor(); t tokens;
begin
  if current_tie() <> 'owner' then return; end if;
  select x.* into t from tokens x where x.id = p_token and x.user_id = me;
  if p_token is not null and (t.id is null or t.app_id is not null) then return; end if;
  return query
  select o.org_id, h.display, o.name, o.name_normalized, m.role
    from members m
    join organizations o on o.org_id = m.org_id and o.deleted_at is null
    join handles h on h.account_id = o.org_id and h.state = 'current'
   where m.user_id = me and m.ended_at is null and (m.expires_at is null or m.expires_at > now())
     and (t.org_id is null or t.org_id = o.org_id) and (p_token is null or token_facts(t, o.org_id) ->> 'barred' is null)
     and (p_name is null or (o.name_normalized, o.org_id) > (p_name, p_id))
   order by o.name_normalized, o.org_id limit p_size;
end $$;
grant execute on function own_organizations(uuid, text, uuid, integer) to muster_app;
