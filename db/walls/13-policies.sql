-- Policies: what each table shows of the entered tenant.

-- Comparisons stand inside the subselect: it is asked once for a statement, and the planner does not take it for a condition that
-- few rows meet, which would make it gather and sort all of a tenant's rows instead of walking an index.

-- Tables of the tenant itself: for members, and the system when it entered by name.
do $$
declare t text;
begin
  foreach t in array array['organizations', 'teams', 'team_members'] loop
    execute format('alter table %I enable row level security', t);
    execute format('drop policy if exists tenant on %I', t);
    execute format($p$create policy tenant on %I to muster_app
      using (org_id = (select current_tenant()) and (select current_tie() in ('owner', 'member', 'system')))
      with check (org_id = (select current_tenant()) and (select current_tie() in ('owner', 'member', 'system')))$p$, t);
  end loop;
end $$;

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

-- History: whoever acts adds to it, those who reach the whole tenant read it.
alter table audit_events enable row level security;
drop policy if exists tenant on audit_events;
drop policy if exists reading on audit_events;
create policy reading on audit_events for select to muster_app
  using (org_id = (select current_tenant()) and (select current_tie() in ('owner', 'member')) and (select current_reach() = 'all'));
drop policy if exists adding on audit_events;
create policy adding on audit_events for insert to muster_app
  with check (org_id = (select current_tenant()) and (select current_tie() not in ('', 'public')));

-- People: who does not reach all of the tenant sees the own membership alone.
alter table members enable row level security;
drop policy if exists tenant on members;
create policy tenant on members to muster_app
  using (org_id = (select current_tenant()) and (select current_tie() in ('member', 'system'))
         and ((select current_reach() = 'all') or user_id = (select current_actor())))
  with check (org_id = (select current_tenant()) and (select current_tie() in ('member', 'system')));

-- Apps and every table below an app: all of them, or the one that was entered.
alter table apps enable row level security;
drop policy if exists tenant on apps;
create policy tenant on apps to muster_app
  using (org_id = (select current_tenant()) and ((select current_reach() = 'all') or id = (select current_app())))
  with check (org_id = (select current_tenant()) and (select current_tie() <> 'public')
              and ((select current_reach() = 'all') or id = (select current_app())));
do $$
declare t text;
begin
  foreach t in array array['team_apps', 'collaborators'] loop
    execute format('alter table %I enable row level security', t);
    execute format('drop policy if exists tenant on %I', t);
    execute format($p$create policy tenant on %I to muster_app
      using (org_id = (select current_tenant()) and (select current_tie() <> 'public')
             and ((select current_reach() = 'all') or app_id = (select current_app())))
      with check (org_id = (select current_tenant()) and (select current_tie() <> 'public')
             and ((select current_reach() = 'all') or app_id = (select current_app())))$p$, t);
  end loop;
end $$;

alter table refused_attempts enable row level security;
drop policy if exists tenant on refused_attempts;
create policy tenant on refused_attempts for select to muster_app
  using (org_id = (select current_tenant()) and (select current_tie() in ('owner', 'member')) and (select current_reach() = 'all'));

-- What belongs to a person: read and marked by that person, added by whoever acts in the tenant it speaks of.
alter table notifications enable row level security;
drop policy if exists own on notifications;
create policy own on notifications for select to muster_app using (user_id = (select current_actor()));
drop policy if exists mark on notifications;
create policy mark on notifications for update to muster_app using (user_id = (select current_actor()));
drop policy if exists tell on notifications;
create policy tell on notifications for insert to muster_app
  with check (org_id = (select current_tenant()) or user_id = (select current_actor()));

-- What has no tenant, or belongs to the worker: nobody looks but through functions.
do $$
declare t text;
begin
  foreach t in array array['accounts', 'handles', 'mails', 'users', 'sessions', 'user_links', 'worker_heartbeats'] loop
    execute format('alter table %I enable row level security', t);
  end loop;
end $$;
