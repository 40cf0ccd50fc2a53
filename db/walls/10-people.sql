-- People, their sign-ins and their mailed links have no tenant, and the app role has no right on those tables. These functions are
-- all it can do there. Those that change something enter the person's own account, so that the history can be written.

-- What somebody who was invited by mail, into an organization or to an app, need not type again. Only the mailed link tells: its holder reads that mailbox.
drop function if exists mailed_invitation(bytea);
create function mailed_invitation(p_hash bytea) returns table (email text, organization text, app text)
language sql stable security definer set search_path = public, pg_temp as $$
  select i.email, o.name, null from invitation_links l
    join invitations i on i.org_id = l.org_id and i.id = l.invitation_id and i.state = 'pending' and i.expires_at > now()
    join organizations o on o.org_id = i.org_id and o.deleted_at is null
   where l.token_hash = p_hash and l.kind = 'mailed' and l.revoked_at is null
  union all
  select s.email, null, a.name from share_links l
    join shares s on s.id = l.share_id and s.state = 'pending' and s.expires_at > now()
    join apps a on a.id = s.app_id and a.deleted_at is null
   where l.token_hash = p_hash and l.revoked_at is null
$$;

-- Begins a sign-in and enters the person's own account. Internal: the functions below say what has to be shown for it.
create or replace function begin_session(p_user uuid, p_address text, p_user_agent text) returns uuid
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare s uuid;
begin
  insert into sessions (user_id, expires_at, address, user_agent) values (p_user, now() + interval '30 days', p_address, left(p_user_agent, 400))
    returning id into s;
  update users set last_active_at = now() where id = p_user;
  perform set_entered(p_user, p_user, 'owner', 'all', null);
  return s;
end $$;

-- Makes an account, the first of which runs the installation. An address that somebody has proven changes nothing, but the username is
-- taken off the list all the same, by a sign-up without an address that nobody can ever use: whether it stays free would tell. Sign-ups
-- that still wait for the same address reserve nothing; whoever proves it first has it. A taken username raises unique_violation.
drop function if exists sign_up(text, text, text, text, text, text, bytea, text, text);
create function sign_up(p_username text, p_first_name text, p_last_name text, p_email text, p_email_normalized text, p_password_hash text,
  p_invitation bytea, p_address text, p_user_agent text)
returns table (outcome text, user_id uuid, session_id uuid)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  decoy uuid;
  is_first boolean := false;
  is_proven boolean := p_invitation is not null and (invitation_proves(p_invitation, p_email_normalized) or share_proves(p_invitation, p_email_normalized));
begin
  -- Two at once with one address: the second finds the first.
  perform lock_address(p_email_normalized);
  select e.user_id into user_id from user_emails e where e.email_normalized = p_email_normalized and e.verified_at is not null;
  if user_id is not null then
    outcome := case when is_proven then 'known' else 'attempt' end;
    if not is_proven then
      insert into accounts (kind) values ('user') returning id into decoy;
      perform claim_handle(decoy, p_username);
      insert into users (id, username, first_name, last_name, email, email_normalized, password_hash) values (decoy, p_username, '', '', '', '', '');
    end if;
    return next; return;
  end if;
  if not exists (select from users u where u.is_operator) then
    perform pg_advisory_xact_lock(hashtextextended('first account', 0));
    is_first := not exists (select from users u where u.is_operator);
  end if;
  insert into accounts (kind) values ('user') returning id into user_id;
  perform claim_handle(user_id, p_username);
  insert into users (id, username, first_name, last_name, email, email_normalized, password_hash, is_operator, email_verified_at)
    values (user_id, p_username, p_first_name, p_last_name, p_email, p_email_normalized, p_password_hash, is_first,
            case when is_first or is_proven then now() end);
  perform set_entered(user_id, user_id, 'owner', 'all', null);
  if is_first or is_proven then session_id := begin_session(user_id, p_address, p_user_agent); end if;
  outcome := case when session_id is null then 'created' else 'signed_in' end;
  return next;
end $$;

-- An attempt to sign in is counted before the password is looked at, so that attempts at once cannot outrun the count. Any proven address
-- leads to its owner; one that nobody has proven, to the newest sign-ups that wait for it.
drop function if exists count_sign_in(text);
create function count_sign_in(p_email_normalized text) returns table (user_id uuid, username text, password_hash text, failures integer)
language sql volatile security definer set search_path = public, pg_temp as $$
  update users set failed_sign_ins = least(failed_sign_ins, 1000) + 1, last_failed_at = now()
   where id in (select p.user_id from people_at(p_email_normalized) p) and deleted_at is null
  returning id, username, password_hash, failed_sign_ins
$$;

-- Signs in whoever showed the password behind this hash. No row: it was changed meanwhile. Without a session: the address has not been
-- proven yet; a mailed invitation that led here proves it.
drop function if exists sign_in(uuid, text, bytea, text, text);
create function sign_in(p_user uuid, p_password_hash text, p_invitation bytea, p_address text, p_user_agent text)
returns table (session_id uuid, first_name text, last_name text, email text, is_new_device boolean)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare verified timestamptz;
begin
  if p_invitation is not null then perform lock_address(u.email_normalized) from users u where u.id = p_user; end if;
  update users u set failed_sign_ins = 0, email_verified_at = coalesce(u.email_verified_at,
      case when p_invitation is not null and (invitation_proves(p_invitation, u.email_normalized) or share_proves(p_invitation, u.email_normalized)) then now() end)
   where u.id = p_user and u.password_hash = p_password_hash and u.deleted_at is null
   returning u.first_name, u.last_name, u.email, u.email_verified_at into first_name, last_name, email, verified;
  if not found then return; end if;
  if verified is not null then
    is_new_device := exists (select from sessions s where s.user_id = p_user)
      and not exists (select from sessions s where s.user_id = p_user and s.user_agent is not distinct from left(p_user_agent, 400));
    session_id := begin_session(p_user, p_address, p_user_agent);
  end if;
  return next;
end $$;

-- Ends one's sign-in. Asked with what the sealed cookie says; ending one that is over already is nothing.
drop function if exists end_session(uuid, uuid);
create function end_session(p_user uuid, p_session uuid) returns table (first_name text, last_name text)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  update sessions s set revoked_at = now() where s.id = p_session and s.user_id = p_user and s.revoked_at is null;
  if not found then return; end if;
  perform set_entered(p_user, p_user, 'owner', 'all', null);
  return query select u.first_name, u.last_name from users u where u.id = p_user;
end $$;

-- next-auth asks on every request to its session address.
create or replace function session_is_alive(p_user uuid, p_session uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from sessions s join users u on u.id = s.user_id and u.deleted_at is null
                  where s.id = p_session and s.user_id = p_user and s.revoked_at is null and s.expires_at > now()
                    and s.last_seen_at > now() - session_idle())
$$;

-- Whom a mail about an address goes to, and by which of theirs. The door says the same whatever comes out.
drop function if exists person_at(text);
create function person_at(p_email_normalized text) returns table (user_id uuid, email_id uuid, is_verified boolean)
language sql stable security definer set search_path = public, pg_temp as $$ select * from people_at(p_email_normalized) $$;

-- Words that a person's password may not hold: the names of their organizations. Internal.
create or replace function organizations_of(p_user uuid) returns text[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(distinct w), '{}') from members m
    join organizations o on o.org_id = m.org_id and o.deleted_at is null
    join handles h on h.account_id = o.org_id and h.state = 'current'
    cross join lateral (values (o.name), (h.display)) v(w)
   where m.user_id = p_user and m.ended_at is null
$$;

-- What a mailed link opens, without using it. No row: no such link for this purpose.
drop function if exists read_user_link(bytea, text);
create function read_user_link(p_hash bytea, p_purpose text)
returns table (state text, user_id uuid, username text, first_name text, last_name text, email text, password_hash text, organizations text[])
language sql stable security definer set search_path = public, pg_temp as $$
  select case when l.used_at is not null then 'used' when l.expires_at <= now() or e.id is null then 'expired' else 'live' end,
         u.id, u.username, u.first_name, u.last_name, coalesce(e.email, l.email_normalized), u.password_hash, organizations_of(u.id)
    from user_links l join users u on u.id = l.user_id and u.deleted_at is null
    left join user_emails e on e.user_id = u.id and e.email_normalized = l.email_normalized
   where l.token_hash = p_hash and l.purpose = p_purpose
$$;

-- Uses a link up, once, whoever is first, while the address it went to is still the person's. Internal.
create or replace function claim_user_link(p_hash bytea, p_purpose text) returns uuid
language sql volatile security definer set search_path = public, pg_temp as $$
  update user_links l set used_at = now() from users u
   where l.token_hash = p_hash and l.purpose = p_purpose and l.used_at is null and l.expires_at > now()
     and u.id = l.user_id and u.deleted_at is null
     and exists (select 1 from user_emails e where e.user_id = u.id and e.email_normalized = l.email_normalized)
  returning l.user_id
$$;

-- Proves the address and signs in. Wants the hash that the door checked, so that nobody proves an address for a password that was set
-- by somebody else. No row: used, expired or changed meanwhile.
drop function if exists verify_email(bytea, text, text, text);
create function verify_email(p_hash bytea, p_password_hash text, p_address text, p_user_agent text)
returns table (user_id uuid, session_id uuid, first_name text, last_name text)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform lock_address(l.email_normalized) from user_links l where l.token_hash = p_hash;
  user_id := claim_user_link(p_hash, 'verify_email');
  if user_id is null then return; end if;
  update users u set email_verified_at = coalesce(u.email_verified_at, now()), failed_sign_ins = 0
   where u.id = user_id and u.password_hash = p_password_hash returning u.first_name, u.last_name into first_name, last_name;
  if not found then raise exception 'the password was changed meanwhile' using errcode = '40001'; end if;
  update user_links l set used_at = now() where l.user_id = verify_email.user_id and l.purpose = 'verify_email' and l.used_at is null;
  session_id := begin_session(user_id, p_address, p_user_agent);
  return next;
end $$;

-- Sets a password by mail: proves the address of a sign-up, opens the lock, ends every sign-in and every other link. Gives all addresses
-- that sign in there, whose locks are opened too. No row: as above.
drop function if exists reset_password(bytea, text);
create function reset_password(p_hash bytea, p_password_hash text)
returns table (user_id uuid, first_name text, last_name text, addresses text[])
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform lock_address(l.email_normalized) from user_links l where l.token_hash = p_hash;
  user_id := claim_user_link(p_hash, 'reset_password');
  if user_id is null then return; end if;
  update users u set password_hash = p_password_hash, password_changed_at = now(), failed_sign_ins = 0,
         email_verified_at = coalesce(u.email_verified_at, now())
   where u.id = user_id returning u.first_name, u.last_name into first_name, last_name;
  select array_agg(e.email_normalized) into addresses from user_emails e where e.user_id = reset_password.user_id;
  update sessions s set revoked_at = now() where s.user_id = reset_password.user_id and s.revoked_at is null;
  update user_links l set used_at = now() where l.user_id = reset_password.user_id and l.used_at is null;
  perform set_entered(user_id, user_id, 'owner', 'all', null);
  return next;
end $$;

-- One's own account, once entered: the tie says that a live sign-in stands behind it.
drop function if exists own_password();
create function own_password() returns table (password_hash text, organizations text[])
language sql stable security definer set search_path = public, pg_temp as $$
  select u.password_hash, organizations_of(u.id) from users u where u.id = current_actor() and current_tie() = 'owner'
$$;

-- Changes the password that the door checked, ends every other sign-in and every link. Null: it was changed meanwhile.
drop function if exists change_own_password(text, text, uuid);
create function change_own_password(p_present_hash text, p_password_hash text, p_session uuid) returns integer
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare ended integer;
begin
  if current_tie() <> 'owner' then raise exception 'a password is changed in one''s own account' using errcode = '42501'; end if;
  update users set password_hash = p_password_hash, password_changed_at = now(), failed_sign_ins = 0
   where id = current_actor() and password_hash = p_present_hash;
  if not found then return null; end if;
  update user_links set used_at = now() where user_id = current_actor() and used_at is null;
  update sessions set revoked_at = now() where user_id = current_actor() and id is distinct from p_session and revoked_at is null;
  get diagnostics ended = row_count;
  return ended;
end $$;

drop function if exists own_sessions();
create function own_sessions() returns table (id uuid, created_at timestamptz, last_seen_at timestamptz, address text, user_agent text)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.id, s.created_at, s.last_seen_at, s.address, s.user_agent from sessions s
   where s.user_id = current_actor() and current_tie() = 'owner' and s.revoked_at is null and s.expires_at > now()
     and s.last_seen_at > now() - session_idle()
   order by s.last_seen_at desc, s.id limit 200
$$;

-- Ends one of one's own sign-ins, or all but one.
create or replace function end_own_sessions(p_only uuid, p_except uuid) returns integer
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare ended integer;
begin
  if current_tie() <> 'owner' then raise exception 'sign-ins are ended in one''s own account' using errcode = '42501'; end if;
  update sessions set revoked_at = now()
   where user_id = current_actor() and revoked_at is null and (p_only is null or id = p_only) and id is distinct from p_except;
  get diagnostics ended = row_count;
  return ended;
end $$;

grant execute on function
  sign_up(text, text, text, text, text, text, bytea, text, text), count_sign_in(text), sign_in(uuid, text, bytea, text, text),
  end_session(uuid, uuid), session_is_alive(uuid, uuid), person_at(text), read_user_link(bytea, text), verify_email(bytea, text, text, text),
  reset_password(bytea, text), mailed_invitation(bytea), own_password(), change_own_password(text, text, uuid), own_sessions(), end_own_sessions(uuid, uuid)
  to muster_app;
