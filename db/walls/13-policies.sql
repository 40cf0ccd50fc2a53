-- Policies: what each table shows of the entered tenant.

-- Comparisons stand inside the subselect: it is asked once for a statement, and the planner does not take it for a condition that
-- few rows meet, which would make it gather and sort all of a tenant's rows instead of walking an index.

-- The tenant itself: seen by its members, and the system when it entered by name; changed by those who reach all of it.
alter table organizations enable row level security;
drop policy if exists tenant on organizations;
create policy tenant on organizations to muster_app
  using (org_id = (select current_tenant()) and (select current_tie() in ('owner', 'member', 'system')))
  with check (org_id = (select current_tenant()) and (select current_tie() in ('owner', 'member', 'system'))
              and (select current_reach() = 'all'));

-- Teams: all of them, or one's own, and in them nobody but oneself (whom one leads: `teammates`). The function asks past the wall of
-- team_members, for the actor alone, so that the planner need not plan one wall inside the other.
create or replace function current_teams() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(team_id), '{}') from team_members
   where org_id = current_tenant() and user_id = current_actor() and ended_at is null and (expires_at is null or expires_at > now())
$$;
grant execute on function current_teams() to muster_app;
alter table teams enable row level security;
drop policy if exists tenant on teams;
create policy tenant on teams to muster_app
  using (org_id = (select current_tenant()) and (select current_tie() in ('owner', 'member', 'system'))
         and ((select current_reach() = 'all') or id = any ((select current_teams())::uuid[])))
  with check (org_id = (select current_tenant()) and (select current_tie() in ('owner', 'member', 'system'))
              and (select current_reach() = 'all'));
alter table team_members enable row level security;
drop policy if exists tenant on team_members;
create policy tenant on team_members to muster_app
  using (org_id = (select current_tenant()) and (select current_tie() in ('owner', 'member', 'system'))
         and ((select current_reach() = 'all') or user_id = (select current_actor())))
  with check (org_id = (select current_tenant()) and (select current_tie() in ('owner', 'member', 'system'))
              and (select current_reach() = 'all'));

-- Invitations: for those who reach the whole tenant.
do $$
declare t text;
begin
  foreach t in array array['invitations', 'invitation_links'] loop
    execute format('alter table %I enable row level security', t);
    execute format('drop policy if exists tenant on %I', t);
    execute format($p$create policy tenant on %I to muster_app
      using (org_id = (select current_tenant()) and (select current_tie() in ('member', 'system')) and (select current_reach() = 'all'))
      with check (org_id = (select current_tenant()) and (select current_tie() in ('member', 'system')) and (select current_reach() = 'all'))$p$, t);
  end loop;
end $$;

-- History: whoever acts adds to it; Admins read it, and everybody that of the own account. It holds addresses of people and of billing,
-- so reaching the whole tenant is not enough.
create or replace function reads_history() returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select current_tie() = 'owner'
      or current_tie() = 'member' and exists (
           select 1 from members where org_id = current_tenant() and user_id = current_actor() and role = 'admin' and ended_at is null
              and (expires_at is null or expires_at > now()))
$$;
grant execute on function reads_history() to muster_app;
alter table audit_events enable row level security;
drop policy if exists tenant on audit_events;
drop policy if exists reading on audit_events;
create policy reading on audit_events for select to muster_app
  using (org_id = (select current_tenant()) and (select reads_history()));
drop policy if exists adding on audit_events;
create policy adding on audit_events for insert to muster_app
  with check (org_id = (select current_tenant()) and (select current_tie() not in ('', 'public')));

-- People: who does not reach all of the tenant sees the own memberships alone, and can do nothing to them but end the present one. What
-- they once were is what reinstating goes by: nobody writes that of themselves.
alter table members enable row level security;
drop policy if exists tenant on members;
drop policy if exists seeing on members;
create policy seeing on members for select to muster_app
  using (org_id = (select current_tenant()) and (select current_tie() in ('member', 'system'))
         and ((select current_reach() = 'all') or user_id = (select current_actor())));
drop policy if exists beginning on members;
create policy beginning on members for insert to muster_app
  with check (org_id = (select current_tenant()) and (select current_tie() in ('member', 'system')) and (select current_reach() = 'all'));
drop policy if exists ending on members;
create policy ending on members for update to muster_app
  using (org_id = (select current_tenant()) and (select current_tie() in ('member', 'system'))
         and ((select current_reach() = 'all') or (user_id = (select current_actor()) and ended_at is null)))
  with check (org_id = (select current_tenant()) and (select current_tie() in ('member', 'system'))
              and ((select current_reach() = 'all') or (user_id = (select current_actor()) and ended_at is not null)));

-- Apps and the grants on them: all of them, or those of the one that was entered. Whoever reaches one app alone changes neither it nor
-- who else reaches it: a labeler past the guard gives nobody a grant, least of all themselves.
alter table apps enable row level security;
drop policy if exists tenant on apps;
create policy tenant on apps to muster_app
  using (org_id = (select current_tenant()) and ((select current_reach() = 'all') or id = (select current_app())))
  with check (org_id = (select current_tenant()) and (select current_tie() <> 'public') and (select current_reach() = 'all'));
do $$
declare t text;
begin
  foreach t in array array['team_apps', 'collaborators', 'shares'] loop
    execute format('alter table %I enable row level security', t);
    execute format('drop policy if exists tenant on %I', t);
    execute format($p$create policy tenant on %I to muster_app
      using (org_id = (select current_tenant()) and (select current_tie() <> 'public')
             and ((select current_reach() = 'all') or app_id = (select current_app())))
      with check (org_id = (select current_tenant()) and (select current_tie() <> 'public') and (select current_reach() = 'all'))$p$, t);
  end loop;
end $$;

-- What is in an app: of the one that was entered, or of all of them, for whoever is more than a passer-by.
alter table concepts enable row level security;
drop policy if exists tenant on concepts;
create policy tenant on concepts to muster_app
  using (org_id = (select current_tenant()) and (select current_tie() <> 'public') and ((select current_reach() = 'all') or app_id = (select current_app())))
  with check (org_id = (select current_tenant()) and (select current_tie() <> 'public') and ((select current_reach() = 'all') or app_id = (select current_app())));

-- Webhooks hold a secret, and what they sent tells the history: for who reads that.
do $$
declare t text;
begin
  foreach t in array array['webhooks', 'webhook_deliveries'] loop
    execute format('alter table %I enable row level security', t);
    execute format('drop policy if exists tenant on %I', t);
    execute format($p$create policy tenant on %I to muster_app
      using (org_id = (select current_tenant()) and (select reads_history())) with check (org_id = (select current_tenant()) and (select reads_history()))$p$, t);
  end loop;
end $$;

-- What belongs to one person in one account: their pins and stars.
alter table app_marks enable row level security;
drop policy if exists own on app_marks;
create policy own on app_marks for select to muster_app
  using (org_id = (select current_tenant()) and user_id = (select current_actor()));

alter table refused_attempts enable row level security;
drop policy if exists tenant on refused_attempts;
create policy tenant on refused_attempts for select to muster_app
  using (org_id = (select current_tenant()) and (select reads_history()));

-- What belongs to a person: read and marked by that person in the own account, added by whoever acts in the tenant it speaks of. Inside an
-- organization the actor may be somebody whom an Admin views it as, and their bell speaks of other organizations too.
alter table notifications enable row level security;
drop policy if exists own on notifications;
create policy own on notifications for select to muster_app
  using (user_id = (select current_actor()) and (select current_tie() = 'owner'));
drop policy if exists mark on notifications;
create policy mark on notifications for update to muster_app
  using (user_id = (select current_actor()) and (select current_tie() = 'owner'));
drop policy if exists tell on notifications;
create policy tell on notifications for insert to muster_app
  with check ((select current_tie() not in ('', 'public')) and (org_id = (select current_tenant()) or user_id = (select current_actor())));

-- What has no tenant, or belongs to the worker: nobody looks but through functions.
do $$
declare t text;
begin
  foreach t in array array['accounts', 'handles', 'app_handles', 'mails', 'users', 'user_emails', 'sessions', 'user_links', 'worker_heartbeats', 'tokens', 'token_approvals', 'token_reach',
    'idempotency_keys', 'share_links'] loop
    execute format('alter table %I enable row level security', t);
  end loop;
end $$;
