-- Organizations: what crosses into one that begins, and what is free.

create or replace function organization_name_is_free(p_name_normalized text) returns boolean
language sql stable security definer set search_path = public, pg_temp as
  $$ select not exists (select 1 from organizations where name_normalized = p_name_normalized and deleted_at is null) $$;
grant execute on function organization_name_is_free(text) to muster_app;

-- Crosses from the founder's own account into the organization that begins here: makes it, its handle and its first Admin, and
-- enters it. A taken name or handle raises unique_violation and changes nothing. No row where the founder has founded as many as
-- anybody may; one that was deleted counts until it is purged, so restoring can never be one too many.
create or replace function found_organization(p_handle text, p_name text, p_name_normalized text, p_billing_email text, p_change uuid)
returns table (org_id uuid, member_id uuid)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  founder uuid := current_actor();
  org uuid;
  member uuid;
begin
  if current_tie() <> 'owner' then raise exception 'an organization is founded from one''s own account' using errcode = '42501'; end if;
  perform 1 from accounts where id = founder for no key update; -- two at once are counted one after the other
  if (select count(*) from organizations where created_by = founder and purged_at is null) >= 50 then return; end if;
  insert into accounts (kind) values ('organization') returning id into org;
  perform claim_handle(org, p_handle);
  insert into organizations (org_id, name, name_normalized, billing_email, created_by)
    values (org, p_name, p_name_normalized, p_billing_email, founder);
  insert into members (org_id, user_id, role, started_by, started_change) values (org, founder, 'admin', founder, p_change)
    returning id into member;
  perform set_entered(org, founder, 'member', 'all', null);
  return query select org, member;
end $$;
grant execute on function found_organization(text, text, text, text, uuid) to muster_app;

-- The billing address of the entered organization, for those who may see it. Its column is closed to everybody else, also past the
-- guard: row security shows a member the organization, and cannot hide one column of it.
create or replace function billing_email() returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select o.billing_email from organizations o join members m on m.org_id = o.org_id
   where o.org_id = current_tenant() and current_tie() = 'member' and m.user_id = current_actor() and m.ended_at is null
     and (m.expires_at is null or m.expires_at > now()) and m.role in ('admin', 'financial_manager')
$$;
grant execute on function billing_email() to muster_app;

-- Whether the actor is an Admin of the entered organization at this moment. Internal: asked after a lock, since who was an Admin on
-- entering may have been demoted while this waited.
create or replace function is_admin_now() returns boolean
language sql volatile security definer set search_path = public, pg_temp as $$
  select exists (select 1 from members where org_id = current_tenant() and user_id = current_actor() and role = 'admin'
                    and ended_at is null and (expires_at is null or expires_at > now()))
$$;

-- Deletes the entered organization: from the next request on nobody enters it, on any instance. Nothing of it is changed, so that
-- restoring brings everything back; its handle stays its own, and its former ones no less. Waits for memberships that are just
-- beginning: whoever is told, is told of all. Null where somebody else did it meanwhile.
create or replace function delete_organization(p_change uuid) returns timestamptz
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare until timestamptz;
begin
  if current_tie() <> 'member' or current_reach() <> 'all' then
    raise exception 'an organization is deleted from inside' using errcode = '42501';
  end if;
  perform 1 from organizations where org_id = current_tenant() for update;
  if not is_admin_now() then raise exception 'only an Admin deletes an organization' using errcode = '42501'; end if;
  update organizations set deleted_at = now(), deleted_by = current_actor(), deleted_change = p_change,
         restorable_until = now() + interval '30 days'
   where org_id = current_tenant() and deleted_at is null returning restorable_until into until;
  update handles set redirects_until = greatest(redirects_until, until)
   where account_id = current_tenant() and state = 'former' and until is not null;
  return until;
end $$;
grant execute on function delete_organization(uuid) to muster_app;

-- The deleted organizations that the actor may still restore, from the own account. Crosses tenants, since nobody enters these any more.
drop function if exists deleted_organizations();
create function deleted_organizations()
returns table (org_id uuid, name text, handle text, deleted_at timestamptz, deleted_by text, restorable_until timestamptz, members bigint, is_name_taken boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.org_id, o.name, h.display, o.deleted_at, u.first_name || ' ' || u.last_name, o.restorable_until,
         (select count(*) from (select 1 from members x where x.org_id = o.org_id and x.ended_at is null
                                   and (x.expires_at is null or x.expires_at > now()) limit 1001) c),
         exists (select 1 from organizations other where other.name_normalized = o.name_normalized and other.deleted_at is null)
    from members m
    join organizations o on o.org_id = m.org_id and o.deleted_at is not null and o.restorable_until > now() and o.purged_at is null
    join handles h on h.account_id = o.org_id and h.state = 'current'
    left join users u on u.id = o.deleted_by
   where current_tie() = 'owner' and m.user_id = current_actor() and m.role = 'admin' and m.ended_at is null
     and (m.expires_at is null or m.expires_at > now())
   order by o.restorable_until, o.org_id limit 50
$$;
grant execute on function deleted_organizations() to muster_app;

-- Enters an organization by its id as one of its Admins, also one that was deleted: the way in for restoring, where `enter` finds
-- nothing. Null for everybody else.
create or replace function enter_as_admin(p_user uuid, p_session uuid, p_org uuid) returns jsonb
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare entered jsonb;
begin
  perform set_entered(null, null, null, null, null);
  select jsonb_build_object(
           'person', jsonb_build_object('username', u.username, 'firstName', u.first_name, 'lastName', u.last_name, 'email', u.email,
                                        'isOperator', u.is_operator),
           'account', jsonb_build_object('id', o.org_id, 'handle', h.display, 'name', o.name),
           'member', jsonb_build_object('id', m.id, 'since', m.started_at, 'until', m.expires_at)) into entered
    from signed_in_person(p_user, p_session) u
    join members m on m.user_id = u.id and m.org_id = p_org and m.role = 'admin' and m.ended_at is null
                  and (m.expires_at is null or m.expires_at > now())
    join organizations o on o.org_id = m.org_id and o.purged_at is null
    join handles h on h.account_id = o.org_id and h.state = 'current';
  if entered is not null then perform set_entered(p_org, p_user, 'member', 'all', null); end if;
  return entered;
end $$;
grant execute on function enter_as_admin(uuid, uuid, uuid) to muster_app;

-- Brings the entered organization back as it was, under another name where its own was taken meanwhile (unique_violation,
-- organizations_name). The clock is read under the lock: whoever waited for a purge to begin comes too late.
create or replace function restore_organization(p_name text, p_name_normalized text) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare o organizations;
begin
  if current_tie() <> 'member' or current_reach() <> 'all' then
    raise exception 'an organization is restored by its Admins' using errcode = '42501';
  end if;
  select * into o from organizations where org_id = current_tenant() for update;
  if o.deleted_at is null then return 'already'; end if;
  if o.purged_at is not null or o.restorable_until is null or o.restorable_until <= clock_timestamp() then return 'too_late'; end if;
  if not is_admin_now() then raise exception 'only an Admin restores an organization' using errcode = '42501'; end if;
  if not exists (select 1 from members where org_id = o.org_id and role = 'admin' and ended_at is null and expires_at is null) then
    return 'no_admin';
  end if;
  update organizations set deleted_at = null, deleted_by = null, deleted_change = null, restorable_until = null,
         name = coalesce(p_name, name), name_normalized = coalesce(p_name_normalized, name_normalized)
   where org_id = o.org_id;
  return 'restored';
end $$;
grant execute on function restore_organization(text, text) to muster_app;
