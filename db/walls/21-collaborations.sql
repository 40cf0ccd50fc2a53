-- Shares: an app offered to somebody by address, found and answered by people who are in no tenant yet.

-- Whose app is shared, as strangers may read it: an organization by its name, a person by theirs where they share it themselves. Internal.
create or replace function owner_of_share(s shares) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce((select o.name from organizations o where o.org_id = s.org_id),
                  case when s.offered_by = s.org_id then s.offerer_name end,
                  (select h.display from handles h where h.account_id = s.org_id and h.state = 'current'))
$$;

-- Whether whoever offered it may still share this app: its owner, who changes every app of the organization and is held back by no
-- restricted team, and where the organization lets them a collaborator with the scope whom no role caps. What of it they may still give
-- is asked of the table of rules (`share_giver`). Internal.
create or replace function still_shares(s shares) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from users u where u.id = s.offered_by and u.deleted_at is null) and (
    s.offered_by = s.org_id
    or exists (
      select from members m where m.org_id = s.org_id and m.user_id = s.offered_by and m.ended_at is null
         and (m.expires_at is null or m.expires_at > now())
         and (m.role = 'admin' or m.role = 'organization_contributor' and (
           not exists (select from team_members tm join teams t on t.id = tm.team_id and t.is_restricted and t.deleted_at is null
                        where tm.org_id = s.org_id and tm.user_id = m.user_id and tm.ended_at is null and (tm.expires_at is null or tm.expires_at > now()))
           or exists (select from team_members tm join teams t on t.id = tm.team_id and t.is_restricted and t.deleted_at is null
                        join team_apps ta on ta.team_id = tm.team_id and ta.app_id = s.app_id and ta.ended_at is null and (ta.expires_at is null or ta.expires_at > now())
                       where tm.org_id = s.org_id and tm.user_id = m.user_id and tm.ended_at is null and (tm.expires_at is null or tm.expires_at > now())))))
    or exists (
      select from collaborators c
       where c.app_id = s.app_id and c.user_id = s.offered_by and c.ended_at is null and (c.expires_at is null or c.expires_at > now())
         and c.scopes && array['Collaborators:Add', 'All']
         and coalesce((select o.collaborators_may_share from organizations o where o.org_id = s.org_id), true)
         and not exists (select from members m where m.org_id = s.org_id and m.user_id = c.user_id and m.ended_at is null
                            and (m.expires_at is null or m.expires_at > now()))))
$$;

-- What a share is worth now. What was promised is checked again. That an organization is deleted is for its members to know: to others
-- its apps are gone. Internal.
create or replace function share_state(s shares) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select case
    when not exists (select from apps a where a.id = s.app_id and a.org_id = s.org_id and a.deleted_at is null)
      or exists (select from organizations o where o.org_id = s.org_id and o.deleted_at is not null) then 'gone'
    when s.state <> 'pending' then s.state
    when not still_shares(s) then 'void'
    when least(s.expires_at, s.access_until) <= now() then 'expired'
    else 'pending' end
$$;

-- A link for the mail that goes out now. The lock makes withdrawing wait or come first: never a live link into a share that ended.
create or replace function worker_open_share_link(p_share uuid, p_hash bytea) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform 1 from shares s where s.id = p_share and share_state(s) = 'pending' for share of s;
  if not found then return false; end if;
  insert into share_links (share_id, token_hash) values (p_share, p_hash);
  return true;
end $$;
grant execute on function worker_open_share_link(uuid, bytea) to muster_worker;

-- A line in the bell of those an app is shared with who have an account with that proved address. Says nothing back: whoever shares must not
-- learn who has an account. For shares of the entered app, or of any app for who reaches all of them.
create or replace function tell_shared(p_shares uuid[]) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  insert into notifications (user_id, org_id, kind, subject_id, detail)
  select e.user_id, s.org_id, 'app.shared', s.id, jsonb_build_object('by', s.offerer_name, 'app', a.name, 'owner', owner_of_share(s))
    from shares s
    join apps a on a.id = s.app_id
    join user_emails e on e.email_normalized = s.email_normalized and e.verified_at is not null
   where s.id = any(p_shares) and s.state = 'pending' and s.org_id = current_tenant() and current_tie() in ('owner', 'member', 'guest')
     and (current_reach() = 'all' or s.app_id = current_app())
     and not exists (select from notifications n where n.subject_id = s.id and n.user_id = e.user_id and n.read_at is null)
$$;
grant execute on function tell_shared(uuid[]) to muster_app;

-- A share that was answered or has ended is news no more, in whoever's bell it stands. Once a statement: many end at once.
create or replace function settle_shares() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update notifications n set read_at = now()
    from ended e join were w on w.id = e.id
   where w.state = 'pending' and e.state <> 'pending'
     and n.subject_id = e.id and n.kind = 'app.shared' and n.read_at is null;
  return null;
end $$;
create or replace trigger settle_shares after update on shares
  referencing old table as were new table as ended for each statement execute function settle_shares();

-- What became of the shares that the reader was told of. It crosses tenants, since they may be in none of these; being told opens nothing
-- but this.
create or replace function told_shares(p_shares uuid[])
returns table (id uuid, state text, is_theirs boolean, is_own_answer boolean, account text, app text)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.id, share_state(s), owns_address(current_actor(), s.email_normalized), s.answered_by is not distinct from current_actor(),
         (select h.display from handles h where h.account_id = s.org_id and h.state = 'current'),
         (select a.handle from apps a where a.id = s.app_id)
    from shares s
   where s.id = any(p_shares) and current_tie() = 'owner'
     and exists (select from notifications n where n.subject_id = s.id and n.user_id = current_actor() and n.kind = 'app.shared')
$$;
grant execute on function told_shares(uuid[]) to muster_app;
