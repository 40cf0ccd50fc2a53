-- Deleting one's own account.

-- The organizations that would be without an Admin who stays for good, were this person gone. Internal.
create or replace function organizations_resting_on(p_user uuid) returns table (name text, handle text)
language sql stable security definer set search_path = public, pg_temp as $$
  select o.name, h.display from members m
    join organizations o on o.org_id = m.org_id and o.deleted_at is null
    join handles h on h.account_id = o.org_id and h.state = 'current'
   where m.user_id = p_user and m.ended_at is null and m.role = 'admin' and m.expires_at is null
     and not exists (select 1 from members x where x.org_id = m.org_id and x.user_id <> p_user and x.ended_at is null and x.role = 'admin'
                        and x.expires_at is null)
   order by o.name_normalized
$$;

-- The last operator stays: whoever signed up next would run the installation. Internal.
create or replace function is_last_operator(p_user uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from users where id = p_user and is_operator)
     and not exists (select 1 from users where id <> p_user and is_operator and deleted_at is null)
$$;

-- What ends with one's own account, once entered, and what stands in the way.
create or replace function own_account_holds() returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object(
    'organizations', (select coalesce(jsonb_agg(x.line), '[]') from (
       select jsonb_build_object('name', o.name, 'handle', h.display, 'role', m.role) as line
         from members m join organizations o on o.org_id = m.org_id and o.deleted_at is null
         join handles h on h.account_id = o.org_id and h.state = 'current'
        where m.user_id = u.id and m.ended_at is null and (m.expires_at is null or m.expires_at > now())
        order by o.name_normalized limit 200) x),
    'apps', (select coalesce(jsonb_agg(x.name), '[]') from (
       select p.name from apps p where p.org_id = u.id and p.deleted_at is null order by p.name limit 200) x),
    'restingOn', (select coalesce(jsonb_agg(to_jsonb(r)), '[]') from organizations_resting_on(u.id) r),
    'isLastOperator', is_last_operator(u.id))
    from users u where u.id = current_actor() and current_tie() = 'owner'
$$;

-- Everything ends at once, in every organization: memberships, teams, collaborations, invitations they sent, personal apps, sign-ins,
-- links. What remains is the history as it was written, and a person without a name. Wants the hash that the door checked.
--
-- Locks come in the order in which everybody else takes them: organizations by id (as `lock_admins` does, one for each, before
-- looking), invitations, sign-ins, and the person last, so that no membership begins behind its back. Whoever joined an organization
-- between the first look and that lock is asked to begin again (serialization_failure).
create or replace function delete_own_account(p_password_hash text, p_change uuid, p_address text, p_user_agent text, p_request text)
returns jsonb language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  who uuid := current_actor();
  u users; orgs uuid[]; resting jsonb;
begin
  if current_tie() <> 'owner' then raise exception 'an account is deleted from inside' using errcode = '42501'; end if;
  select array_agg(m.org_id) into orgs from members m where m.user_id = who and m.ended_at is null;
  perform 1 from organizations where org_id = any(orgs) order by org_id for no key update;
  select jsonb_agg(to_jsonb(r)) into resting from organizations_resting_on(who) r;
  if resting is not null then return jsonb_build_object('outcome', 'last_admin', 'organizations', resting); end if;
  perform pg_advisory_xact_lock(hashtextextended('first account', 0)) from users where id = who and is_operator;
  if is_last_operator(who) then return jsonb_build_object('outcome', 'last_operator'); end if;

  perform void_invitations_sent(who, p_change, p_address, p_user_agent, p_request);
  update sessions set revoked_at = now() where user_id = who and revoked_at is null;
  select * into u from users where id = who and password_hash = p_password_hash and deleted_at is null for update;
  if not found then raise exception 'the password was changed meanwhile' using errcode = '40001'; end if;
  if exists (select 1 from members m where m.user_id = who and m.ended_at is null and m.org_id <> all(coalesce(orgs, '{}'))) then
    raise exception 'joined an organization meanwhile' using errcode = '40001';
  end if;
  perform end_everything_held(who, p_change, p_address, p_user_agent, p_request);
  perform retire_handles(who, now() + interval '90 days');
  perform forget_person(who);
  return jsonb_build_object('outcome', 'done', 'email', u.email, 'firstName', u.first_name, 'username', u.username, 'picture', u.picture,
                            'organizations', coalesce(cardinality(orgs), 0));
end $$;

-- Invitations that somebody sent end with their right to invite, in every organization, each with its line in the history. Internal.
create or replace function void_invitations_sent(p_user uuid, p_change uuid, p_address text, p_user_agent text, p_request text) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  with open as materialized (
    select org_id, id from invitations where invited_by = p_user and state = 'pending'
       and org_id in (select m.org_id from members m where m.user_id = p_user) order by id for update
  ), voided as (
    update invitations i set state = 'void', ended_by = p_user, ended_change = p_change from open o where i.org_id = o.org_id and i.id = o.id
    returning i.org_id, i.id, i.email, i.role
  ), ended as (
    update invitation_links l set revoked_at = now() from voided v
     where l.org_id = v.org_id and l.invitation_id = v.id and l.revoked_at is null
  )
  insert into audit_events (org_id, change_id, event, target_kind, target_id, target_name, before, after, actor_kind, actor_id, actor_name,
                            address, user_agent, request_id)
  select v.org_id, p_change, 'invitation.voided', 'invitation', v.id, v.email, jsonb_build_object('state', 'pending', 'role', v.role),
         '{"state": "void"}', 'person', u.id, u.first_name || ' ' || u.last_name, p_address, left(p_user_agent, 400), p_request
    from voided v, users u where u.id = p_user
$$;

-- Grants are ended, not deleted, tokens open nothing any more, what was offered is withdrawn; each organization's history says that its member left. Internal.
create or replace function end_everything_held(p_user uuid, p_change uuid, p_address text, p_user_agent text, p_request text) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  with teams_left as (
    update team_members set ended_at = now(), ended_by = p_user, ended_change = p_change where user_id = p_user and ended_at is null
    returning org_id, team_id
  ), apps_left as (
    update collaborators set ended_at = now(), ended_by = p_user, ended_change = p_change
     where (user_id = p_user or org_id = p_user) and ended_at is null returning org_id, user_id
  ), left_behind as (
    update members set ended_at = least(now(), expires_at), ended_by = p_user, ended_change = p_change where user_id = p_user and ended_at is null
    returning org_id, role
  ), silenced as (
    update tokens set revoked_at = now(), revoked_by = p_user, revoked_change = p_change
     where (user_id = p_user or org_id = p_user) and revoked_at is null
  ), withdrawn as (
    update shares set state = 'void', ended_by = p_user, ended_change = p_change
     where (offered_by = p_user or org_id = p_user) and state = 'pending'
  ), closed as (
    update apps set deleted_at = now() where org_id = p_user and deleted_at is null
  )
  insert into audit_events (org_id, change_id, event, target_kind, target_id, target_name, before, after, actor_kind, actor_id, actor_name,
                            address, user_agent, request_id)
  select l.org_id, p_change, 'member.left', 'member', u.id, u.first_name || ' ' || u.last_name,
         jsonb_build_object('role', l.role,
           'teams', (select coalesce(jsonb_agg(t.name order by t.name), '[]') from teams_left x join teams t on t.id = x.team_id where x.org_id = l.org_id),
           'collaborations', (select count(*) from apps_left a where a.org_id = l.org_id and a.user_id = p_user)),
         '{"account": "deleted"}', 'person', u.id, u.first_name || ' ' || u.last_name, p_address, left(p_user_agent, 400), p_request
    from left_behind l, users u where u.id = p_user
$$;

-- Takes names, addresses and secrets out of everything but the history. Mails that went out are forgotten after 180 days like any other;
-- those that wait are not sent. Internal.
create or replace function forget_person(p_user uuid) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  update mails set status = 'dropped', last_error = 'the account was deleted', body_encrypted = null
   where user_id = p_user and status in ('queued', 'failed', 'kept');
  delete from user_links where user_id = p_user;
  delete from notifications where user_id = p_user;
  update sessions set address = null, user_agent = null where user_id = p_user;
  update users set deleted_at = now(), username = '', first_name = 'Deleted', last_name = 'account', email = '', email_normalized = '',
         password_hash = '', picture = null, is_operator = false, last_active_at = null, locale = null, time_zone = null where id = p_user;
  update members set username = '', first_name = 'Deleted', last_name = 'account', email = '', sort_name = 'deleted account', sort_email = '',
         search_text = '', picture = null, last_active_at = null where user_id = p_user;
$$;

grant execute on function own_account_holds(), delete_own_account(text, uuid, text, text, text) to muster_app;
