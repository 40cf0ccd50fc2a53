-- Organizations: what crosses into one that begins, and what is free.

create or replace function organization_name_is_free(p_name_normalized text) returns boolean
language sql stable security definer set search_path = public, pg_temp as
  $$ select not exists (select 1 from organizations where name_normalized = p_name_normalized and deleted_at is null) $$;
grant execute on function organization_name_is_free(text) to muster_app;

-- Crosses from the founder's own account into the organization that begins here: makes it, its handle and its first Admin, and
-- enters it. A taken name or handle raises unique_violation and changes nothing.
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
