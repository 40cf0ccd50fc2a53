-- Batches of invitations and their lines: for those who reach the whole tenant.
do $$
declare t text;
begin
  foreach t in array array['invitation_batches', 'invitation_lines'] loop
    execute format('alter table %I enable row level security', t);
    execute format('drop policy if exists tenant on %I', t);
    execute format($p$create policy tenant on %I to muster_app
      using (org_id = (select current_tenant()) and (select current_tie() in ('member', 'system')) and (select current_reach() = 'all'))
      with check (org_id = (select current_tenant()) and (select current_tie() in ('member', 'system')) and (select current_reach() = 'all'))$p$, t);
  end loop;
end $$;
grant select, insert, update on invitation_batches, invitation_lines to muster_app;

-- As tell_invitees, for many at once: the arrays hold the invitation, the address and the role of each.
create or replace function tell_invited(p_ids uuid[], p_emails text[], p_roles text[], p_detail jsonb) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  insert into notifications (user_id, org_id, kind, subject_id, detail)
  select u.user_id, current_tenant(), 'invitation.received', r.id, p_detail || jsonb_build_object('role', r.role)
    from unnest(p_ids, p_emails, p_roles) as r(id, email, role)
    join user_emails u on u.email_normalized = r.email and u.verified_at is not null
   where current_tie() = 'member' and current_reach() = 'all'
     and not exists (select 1 from notifications n where n.subject_id = r.id and n.user_id = u.user_id and n.read_at is null)
$$;
grant execute on function tell_invited(uuid[], text[], text[], jsonb) to muster_app;

-- How far the mails of a batch of the entered tenant got: how many of each status. Nobody but the operator reads mails themselves.
create or replace function batch_mails(p_batch uuid) returns table (status text, mails integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select m.status, count(*)::integer from mails m
   where m.batch_id = p_batch and m.org_id = current_tenant() and current_tie() = 'member' and current_reach() = 'all'
     and exists (select 1 from invitation_batches b where b.org_id = current_tenant() and b.id = p_batch)
   group by m.status
$$;
grant execute on function batch_mails(uuid) to muster_app;

-- The mails of a batch of the entered tenant that the mail server refused, and what it said: a page of them past p_after.
create or replace function batch_failures(p_batch uuid, p_after uuid, p_limit integer)
returns table (mail_id uuid, invitation_id uuid, email text, error text)
language sql stable security definer set search_path = public, pg_temp as $$
  select m.id, m.subject_id, m.to_address, m.last_error from mails m
   where m.batch_id = p_batch and m.status = 'failed' and m.org_id = current_tenant()
     and current_tie() = 'member' and current_reach() = 'all' and (p_after is null or m.id > p_after)
   order by m.id limit least(p_limit, 200)
$$;
grant execute on function batch_failures(uuid, uuid, integer) to muster_app;
