-- Invitations: found and answered by people who are in no tenant yet.

-- What an invitation is worth now. What was promised is checked again: only a live Admin's invitation is still theirs to give.
create or replace function invitation_state(i invitations) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select case
    when exists (select 1 from organizations o where o.org_id = i.org_id and o.deleted_at is not null) then 'gone'
    when i.state <> 'pending' then i.state
    when not exists (select 1 from members m where m.org_id = i.org_id and m.user_id = i.invited_by and m.role = 'admin'
                        and m.ended_at is null and (m.expires_at is null or m.expires_at > now())) then 'void'
    when i.expires_at <= now() then 'expired'
    else 'pending' end
$$;

-- The same as it is told to somebody: that an organization is deleted is for its members to know. For others the invitation was
-- withdrawn, or ended as it had before. Internal.
create or replace function told_invitation_state(i invitations, p_user uuid) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select case
    when invitation_state(i) <> 'gone' then invitation_state(i)
    when exists (select 1 from members m where m.org_id = i.org_id and m.user_id = p_user and m.ended_at is null
                    and (m.expires_at is null or m.expires_at > now())) then 'gone'
    when i.state = 'pending' then 'revoked'
    else i.state end
$$;

-- The teams that accepting would join, as their names stand now. Internal.
create or replace function invited_teams(i invitations) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(jsonb_agg(jsonb_build_object('name', t.name, 'isRestricted', t.is_restricted) order by t.name), '[]')
    from teams t where t.org_id = i.org_id and t.id = any(i.team_ids) and t.deleted_at is null
$$;

-- What the page behind a link shows, to anybody who holds the link. Crosses tenants because its reader belongs to none yet.
create or replace function find_invitation(p_hash bytea, p_user uuid, p_session uuid) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object(
           'id', i.id, 'link', l.kind, 'email', i.email, 'role', i.role, 'inviterName', i.inviter_name, 'expiresAt', i.expires_at,
           'teams', invited_teams(i),
           'state', case when o.deleted_at is not null then told_invitation_state(i, (select id from signed_in_person(p_user, p_session)))
                         when l.revoked_at is not null and invitation_state(i) in ('pending', 'expired') then 'replaced'
                         else invitation_state(i) end,
           'organization', jsonb_build_object('name', o.name, 'handle', case when o.deleted_at is null then h.display end),
           'viewer', (select jsonb_build_object('name', u.first_name || ' ' || u.last_name, 'email', u.email,
                        'isMeant', exists (select 1 from user_emails e where e.user_id = u.id and e.email_normalized = i.email_normalized),
                        'isVerified', owns_address(u.id, i.email_normalized),
                        'isMember', exists (select 1 from members m where m.org_id = i.org_id and m.user_id = u.id
                                               and m.ended_at is null and (m.expires_at is null or m.expires_at > now())))
                        from signed_in_person(p_user, p_session) u))
    from invitation_links l
    join invitations i on i.org_id = l.org_id and i.id = l.invitation_id
    join organizations o on o.org_id = i.org_id
    left join handles h on h.account_id = i.org_id and h.state = 'current'
   where l.token_hash = p_hash
$$;
grant execute on function find_invitation(bytea, uuid, uuid) to muster_app;

-- Whether this secret was mailed to this address for an invitation that is still open: then whoever holds it proved the address.
-- A copied link proves nothing. For the function that signs people up.
create or replace function invitation_proves(p_hash bytea, p_email_normalized text) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from invitation_links l join invitations i on i.org_id = l.org_id and i.id = l.invitation_id
                  where l.token_hash = p_hash and l.kind = 'mailed' and l.revoked_at is null
                    and i.email_normalized = p_email_normalized and invitation_state(i) = 'pending')
$$;

-- The membership that an accepted invitation gives. One that has expired still stands in the way of the next: it ends at its own
-- time, and with it the teams that it was for, which would come back unasked. Null where the person is a member already.
create or replace function begin_membership(i invitations, p_user uuid, p_change uuid) returns uuid
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare begun uuid;
begin
  with expired as (
    update members set ended_at = expires_at, ended_change = p_change
     where org_id = i.org_id and user_id = p_user and ended_at is null and expires_at <= now() returning ended_at
  )
  update team_members tm set ended_at = greatest(tm.started_at, least(e.ended_at, tm.expires_at)), ended_change = p_change
    from expired e where tm.org_id = i.org_id and tm.user_id = p_user and tm.ended_at is null;
  insert into members (org_id, user_id, role, started_by, started_change) values (i.org_id, p_user, i.role, i.invited_by, p_change)
    on conflict (org_id, user_id) where ended_at is null do nothing returning id into begun;
  return begun;
end $$;

-- The teams that an accepted invitation joins, by name, and those that are gone since and left out. That the inviter may still give
-- them is asked with the invitation: it is only worth something while they are an Admin. A team that is being deleted is waited for.
create or replace function join_invited_teams(i invitations, p_user uuid, p_change uuid) returns jsonb
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare joined uuid[];
begin
  perform 1 from teams where org_id = i.org_id and id = any(i.team_ids) and deleted_at is null order by id for share;
  with begun as (
    insert into team_members (org_id, team_id, user_id, started_by, started_change)
    select t.org_id, t.id, p_user, i.invited_by, p_change from teams t
     where t.org_id = i.org_id and t.id = any(i.team_ids) and t.deleted_at is null
    on conflict (team_id, user_id) where ended_at is null do nothing returning team_id
  )
  select array_agg(team_id) into joined from begun;
  return jsonb_build_object(
    'joined', (select coalesce(jsonb_agg(t.name order by t.name), '[]') from teams t where t.org_id = i.org_id and t.id = any(joined)),
    'leftOut', (select coalesce(jsonb_agg(t.name order by t.name), '[]') from teams t
                 where t.org_id = i.org_id and t.id = any(i.team_ids) and not t.id = any(coalesce(joined, '{}'))));
end $$;

-- The answer to an invitation, by its secret (p_hash) or, from the bell, by its id. Crosses tenants because whoever answers is not a
-- member yet: the person's proved address opens this one invitation, and on success its tenant is entered for the history alone.
-- Everything is decided after the lock, so answering, revoking, resending and voiding come one after the other.
create or replace function answer_invitation(p_user uuid, p_session uuid, p_hash bytea, p_invitation uuid, p_answer text, p_change uuid)
returns jsonb language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  u users; i invitations; verdict text; held text; begun uuid; teams_given jsonb;
begin
  perform set_entered(null, null, null, null, null);
  if p_answer not in ('accepted', 'declined') then raise exception 'this is no answer' using errcode = '22023'; end if;
  select * into u from signed_in_person(p_user, p_session);
  if u.id is null then return jsonb_build_object('outcome', 'unauthenticated'); end if;
  select * into i from invitations
   where id = case when p_hash is null then p_invitation
                   else (select invitation_id from invitation_links where token_hash = p_hash) end
     for no key update;
  -- The lock that the membership takes anyway: whoever deletes the organization waits for it, or is seen here.
  perform 1 from organizations o where o.org_id = i.org_id for key share;
  select m.role into held from members m where m.org_id = i.org_id and m.user_id = u.id and m.ended_at is null
     and (m.expires_at is null or m.expires_at > now());
  perform 1 from users where id = u.id and deleted_at is null for key share; -- who deletes their account meanwhile is waited for
  if not found then return jsonb_build_object('outcome', 'unauthenticated'); end if;
  verdict := case
    when i.id is null then 'unknown'
    when not owns_address(u.id, i.email_normalized) then case
      when exists (select 1 from user_emails e where e.user_id = u.id and e.email_normalized = i.email_normalized) then 'unverified'
      when p_hash is null then 'unknown' else 'wrong_account' end
    when invitation_state(i) = 'gone' then told_invitation_state(i, u.id)
    when i.state = p_answer and i.answered_by = u.id and (p_answer = 'declined' or held is not null) then 'already'
    when p_hash is not null and not exists (select 1 from invitation_links where token_hash = p_hash and revoked_at is null)
         and invitation_state(i) in ('pending', 'expired') then 'replaced'
    else invitation_state(i) end;
  if verdict = 'pending' then
    update invitations set state = p_answer, answered_at = now(), answered_by = u.id
     where id = i.id and state = 'pending' and expires_at > now();
    if not found then raise exception 'an invitation changed under its lock'; end if;
    if p_answer = 'accepted' then begun := begin_membership(i, u.id, p_change); end if;
    if begun is not null and i.team_ids <> '{}' then teams_given := join_invited_teams(i, u.id, p_change); end if;
    perform set_entered(i.org_id, u.id, case p_answer when 'accepted' then 'member' else 'system' end, 'none', null);
    verdict := 'done';
  end if;
  return jsonb_build_object('outcome', verdict, 'memberId', begun, 'teams', teams_given,
    'person', jsonb_build_object('username', u.username, 'firstName', u.first_name, 'lastName', u.last_name, 'email', u.email,
                                 'isOperator', u.is_operator),
    'invitation', case when i.id is null or verdict = 'unknown' then null else jsonb_build_object('id', i.id, 'orgId', i.org_id,
       'email', i.email, 'invitedBy', i.invited_by, 'inviterName', i.inviter_name,
       'role', case when begun is null then coalesce(held, i.role) else i.role end,
       'organization', (select name from organizations where org_id = i.org_id),
       'handle', (select display from handles where account_id = i.org_id and state = 'current')) end);
end $$;
grant execute on function answer_invitation(uuid, uuid, bytea, uuid, text, uuid) to muster_app;

-- The invitations that wait for somebody's proved addresses, across organizations: they are in none of them yet.
create or replace function my_invitations(p_user uuid, p_session uuid) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(jsonb_agg(x.line), '[]') from (
    select jsonb_build_object('id', i.id, 'organization', o.name, 'handle', h.display, 'role', i.role, 'inviterName', i.inviter_name, 'teams', invited_teams(i),
             'sentAt', i.sent_at, 'expiresAt', i.expires_at) as line
      from signed_in_person(p_user, p_session) u
      join user_emails e on e.user_id = u.id and e.verified_at is not null
      join invitations i on i.email_normalized = e.email_normalized and i.state = 'pending' and i.expires_at > now()
      join organizations o on o.org_id = i.org_id
      join handles h on h.account_id = i.org_id and h.state = 'current'
     where invitation_state(i) = 'pending'
     order by i.sent_at desc, i.id limit 50) x
$$;
grant execute on function my_invitations(uuid, uuid) to muster_app;

-- Which of these addresses lead to a live member of the entered tenant who is known there by another: an address one has proven is one's
-- own, primary or not. For those who reach all of it, who learn nothing of anybody else.
drop function if exists members_by_other_address(text[]);
create function members_by_other_address(p_emails text[]) returns table (email text, member_id uuid, role text)
language sql stable security definer rows 100 set search_path = public, pg_temp as $$
  select e.email_normalized, m.id, m.role from unnest(p_emails) as asked(email)
    join user_emails e on e.email_normalized = asked.email and e.verified_at is not null
    join members m on m.org_id = current_tenant() and m.user_id = e.user_id and m.ended_at is null
                  and (m.expires_at is null or m.expires_at > now()) and m.sort_email <> e.email_normalized
   where current_tie() = 'member' and current_reach() = 'all'
$$;
grant execute on function members_by_other_address(text[]) to muster_app;

-- A line in the bell of those invited who have an account with that proved address. Says nothing back: whoever invites must not
-- learn who has an account. `p_invited` holds rows of {id, email, detail}.
create or replace function tell_invitees(p_invited jsonb) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  insert into notifications (user_id, org_id, kind, subject_id, detail)
  select u.user_id, current_tenant(), 'invitation.received', r.id, r.detail
    from jsonb_to_recordset(p_invited) as r(id uuid, email text, detail jsonb)
    join user_emails u on u.email_normalized = r.email and u.verified_at is not null
   where current_tie() = 'member' and current_reach() = 'all'
     and not exists (select 1 from notifications n where n.subject_id = r.id and n.user_id = u.user_id and n.read_at is null)
$$;
grant execute on function tell_invitees(jsonb) to muster_app;

-- An invitation that was answered or has ended is news no more, in whoever's bell it stands. Once a statement: many end at once.
create or replace function settle_invitations() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update notifications n set read_at = now()
    from ended e join were w on w.id = e.id
   where w.state = 'pending' and e.state <> 'pending'
     and n.subject_id = e.id and n.kind = 'invitation.received' and n.read_at is null;
  return null;
end $$;
create or replace trigger settle_invitations after update on invitations
  referencing old table as were new table as ended for each statement execute function settle_invitations();
drop trigger if exists settle_invitation on invitations;
drop function if exists settle_invitation();

-- What became of the last mail of each of these invitations of the entered tenant. Nobody but the operator reads mails themselves.
create or replace function invitation_mails(p_invitations uuid[]) returns table (invitation_id uuid, status text)
language sql stable security definer set search_path = public, pg_temp as $$
  select distinct on (m.subject_id) m.subject_id, m.status from mails m
   where m.subject_id = any(p_invitations) and m.org_id = current_tenant() and m.template = 'invitation' and current_tie() = 'member' and current_reach() = 'all'
   order by m.subject_id, m.created_at desc
$$;
grant execute on function invitation_mails(uuid[]) to muster_app;
