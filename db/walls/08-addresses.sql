-- The addresses of people. An address is somebody's once they have proven it, which the database lets one person do at a time; until
-- then it is a claim that reserves nothing. `users` carries the primary one too.

-- Whoever is about to prove an address takes this first: of several at once, the first wins and the others find their claim gone. Internal.
create or replace function lock_address(p_email_normalized text) returns void
language sql volatile security definer set search_path = public, pg_temp as
  $$ select pg_advisory_xact_lock(hashtextextended('address ' || p_email_normalized, 0)) $$;

-- A sign-up whose address nobody proved comes to nothing: nobody has ever been inside. Internal.
create or replace function discard_sign_up(p_user uuid) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  update users set deleted_at = now(), username = '', first_name = '', last_name = '', email = '', email_normalized = '', password_hash = ''
   where id = p_user and email_verified_at is null and deleted_at is null;
  if not found then return; end if;
  delete from user_links where user_id = p_user;
  -- Not sooner than if it had been left alone: when a username becomes free must not tell what became of an address.
  perform retire_handles(p_user, (select created_at from users where id = p_user) + unproven_for());
end $$;

-- How long a sign-up, or an address that somebody added, waits to be proven; swept once a day.
create or replace function unproven_for() returns interval language sql immutable parallel safe as $$ select interval '7 days' $$;

-- The primary address of a person stands among all of theirs.
create or replace function carry_address() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.deleted_at is not null then
    delete from user_emails where user_id = new.id;
    return null;
  end if;
  if tg_op = 'UPDATE' and old.email_normalized <> new.email_normalized then
    delete from user_emails where user_id = new.id and email_normalized = old.email_normalized and verified_at is null;
  end if;
  if new.email_normalized <> '' then
    insert into user_emails (user_id, email, email_normalized, verified_at, created_at)
      values (new.id, new.email, new.email_normalized, new.email_verified_at, new.created_at)
      on conflict (user_id, email_normalized) do update set email = excluded.email, verified_at = excluded.verified_at;
  end if;
  return null;
end $$;
create or replace trigger carry_address after insert or update of email, email_normalized, email_verified_at, deleted_at on users
  for each row execute function carry_address();

-- Proving wins: what others claimed of the address ends, and so do sign-ups that waited for it. Invitations that wait for it are told
-- in the bell.
create or replace function prove_address() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform discard_sign_up(u.id) from users u join user_emails e on e.user_id = u.id and e.email_normalized = u.email_normalized
   where e.email_normalized = new.email_normalized and e.verified_at is null and e.user_id <> new.user_id and u.email_verified_at is null
   order by u.id;
  delete from user_emails where email_normalized = new.email_normalized and verified_at is null and user_id <> new.user_id;
  insert into notifications (user_id, org_id, kind, subject_id, detail)
  select new.user_id, i.org_id, 'invitation.received', i.id, jsonb_build_object('organization', o.name, 'handle', h.display, 'role', i.role,
           'by', i.inviter_name)
    from invitations i
    join organizations o on o.org_id = i.org_id
    join handles h on h.account_id = i.org_id and h.state = 'current'
   where i.email_normalized = new.email_normalized and i.state = 'pending' and i.expires_at > now() and invitation_state(i) = 'pending'
     and not exists (select 1 from notifications n where n.subject_id = i.id and n.user_id = new.user_id)
   order by i.sent_at limit 50;
  return null;
end $$;
create or replace trigger prove_address after update of verified_at on user_emails
  for each row when (old.verified_at is null and new.verified_at is not null) execute function prove_address();
create or replace trigger prove_new_address after insert on user_emails
  for each row when (new.verified_at is not null) execute function prove_address();

-- Whether this person has proven this address. Internal.
create or replace function owns_address(p_user uuid, p_email_normalized text) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from user_emails where user_id = p_user and email_normalized = p_email_normalized and verified_at is not null)
$$;

-- Whom an address leads to: its owner or, while it has none, the newest sign-ups that wait for it. A claim beside a proven address
-- leads nowhere. Internal.
create or replace function people_at(p_email_normalized text) returns table (user_id uuid, email_id uuid, is_verified boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  (select e.user_id, e.id, true from user_emails e where e.email_normalized = p_email_normalized and e.verified_at is not null)
  union all
  (select e.user_id, e.id, false from user_emails e join users u on u.id = e.user_id and u.email_normalized = e.email_normalized
    where e.email_normalized = p_email_normalized and e.verified_at is null
      and not exists (select 1 from user_emails o where o.email_normalized = p_email_normalized and o.verified_at is not null)
    order by e.created_at desc, e.id limit 3)
$$;

-- One's own addresses, once entered, the primary one first.
drop function if exists own_addresses();
create function own_addresses() returns table (id uuid, email text, is_primary boolean, verified_at timestamptz, created_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select e.id, e.email, e.email_normalized = u.email_normalized, e.verified_at, e.created_at
    from user_emails e join users u on u.id = e.user_id
   where e.user_id = current_actor() and current_tie() = 'owner'
   order by e.email_normalized = u.email_normalized desc, e.verified_at is null, e.email_normalized limit 50
$$;

-- Adds a claim to one's own. Wants the hash that the door checked. One that is somebody else's already says nothing of it. Gives the
-- claim, or why there is none.
drop function if exists add_own_address(text, text, text, integer);
create function add_own_address(p_password_hash text, p_email text, p_email_normalized text, p_most integer)
returns table (outcome text, id uuid)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if current_tie() <> 'owner' then raise exception 'an address is added in one''s own account' using errcode = '42501'; end if;
  perform 1 from users u where u.id = current_actor() and u.password_hash = p_password_hash and u.deleted_at is null for no key update;
  outcome := case
    when not found then 'changed'
    when exists (select 1 from user_emails e where e.user_id = current_actor() and e.email_normalized = p_email_normalized) then 'own'
    when (select count(*) from user_emails e where e.user_id = current_actor()) >= p_most then 'too_many'
    else 'added' end;
  if outcome = 'added' then
    insert into user_emails (user_id, email, email_normalized) values (current_actor(), p_email, p_email_normalized)
      returning user_emails.id into id;
  end if;
  return next;
end $$;

-- Makes one's own proven address the primary one: where mails go, and what members find one by. Wants the hash that the door checked.
drop function if exists change_own_primary(text, uuid);
create function change_own_primary(p_password_hash text, p_email_id uuid) returns table (outcome text, email text, former text)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  u users; e user_emails;
begin
  if current_tie() <> 'owner' then raise exception 'an address is chosen in one''s own account' using errcode = '42501'; end if;
  select * into u from users where id = current_actor() and password_hash = p_password_hash and deleted_at is null for no key update;
  if not found then outcome := 'changed'; return next; return; end if;
  select * into e from user_emails where id = p_email_id and user_id = u.id for update;
  outcome := case when e.id is null then 'unknown' when e.verified_at is null then 'unverified'
                  when e.email_normalized = u.email_normalized then 'same' else 'done' end;
  email := e.email; former := u.email;
  if outcome = 'done' then
    update users set email = e.email, email_normalized = e.email_normalized, email_verified_at = e.verified_at where id = u.id;
  end if;
  return next;
end $$;

-- Takes an address off one's own, with the links that went to it. The primary one stays until another takes its place.
drop function if exists remove_own_address(uuid);
create function remove_own_address(p_email_id uuid) returns table (outcome text, email text, was_verified boolean)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  u users; e user_emails;
begin
  if current_tie() <> 'owner' then raise exception 'an address is removed in one''s own account' using errcode = '42501'; end if;
  select * into u from users where id = current_actor() for no key update;
  select * into e from user_emails where id = p_email_id and user_id = u.id for update;
  outcome := case when e.id is null then 'unknown' when e.email_normalized = u.email_normalized then 'primary' else 'done' end;
  email := e.email; was_verified := e.verified_at is not null;
  if outcome = 'done' then
    delete from user_emails where id = e.id;
    update user_links set used_at = now() where user_id = u.id and email_normalized = e.email_normalized and used_at is null;
    update notifications n set read_at = now() from invitations i
     where n.user_id = u.id and n.kind = 'invitation.received' and n.read_at is null and i.id = n.subject_id and i.email_normalized = e.email_normalized;
  end if;
  return next;
end $$;

-- What the link in a mail to an added address is for, to whoever holds it: it uses nothing up.
drop function if exists read_address_link(bytea, uuid, uuid);
create function read_address_link(p_hash bytea, p_user uuid, p_session uuid)
returns table (state text, email text, username text, viewer text)
language sql stable security definer set search_path = public, pg_temp as $$
  select case when l.used_at is not null then 'used' when l.expires_at <= now() or e.id is null then 'expired' else 'live' end,
         coalesce(e.email, l.email_normalized), u.username,
         (select case when v.id = u.id then 'owner' else 'somebody_else' end from signed_in_person(p_user, p_session) v)
    from user_links l
    join users u on u.id = l.user_id and u.deleted_at is null
    left join user_emails e on e.user_id = u.id and e.email_normalized = l.email_normalized
   where l.token_hash = p_hash and l.purpose = 'verify_address'
$$;

-- Proves an added address by the mailed link, for the person who added it, signed in, alone: a stranger who added somebody's address
-- cannot wait for its owner to click. Enters their account.
drop function if exists verify_own_address(uuid, uuid, bytea);
create function verify_own_address(p_user uuid, p_session uuid, p_hash bytea)
returns table (outcome text, email text, first_name text, last_name text)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  u users; l user_links;
begin
  select * into u from signed_in_person(p_user, p_session);
  if u.id is null then outcome := 'signed_out'; return next; return; end if;
  select * into l from user_links x where x.token_hash = p_hash and x.purpose = 'verify_address';
  if l.id is null then outcome := 'gone'; return next; return; end if;
  if l.user_id <> u.id then outcome := 'somebody_else'; return next; return; end if;
  perform lock_address(l.email_normalized);
  perform 1 from users x where x.id = u.id and x.deleted_at is null for no key update;
  if not found or claim_user_link(p_hash, 'verify_address') is null
     or exists (select 1 from user_emails x where x.email_normalized = l.email_normalized and x.verified_at is not null and x.user_id <> u.id) then
    outcome := 'gone'; return next; return;
  end if;
  update user_emails x set verified_at = coalesce(x.verified_at, now())
   where x.user_id = u.id and x.email_normalized = l.email_normalized returning x.email into email;
  update user_links x set used_at = now()
   where x.user_id = u.id and x.purpose = 'verify_address' and x.email_normalized = l.email_normalized and x.used_at is null;
  perform set_entered(u.id, u.id, 'owner', 'all', null);
  outcome := 'done'; first_name := u.first_name; last_name := u.last_name;
  return next;
end $$;

-- Once a day: sign-ups and claims that nobody proved in their time. Internal, for the sweep.
drop function if exists sweep_unproven();
create function sweep_unproven() returns table (sign_ups bigint, addresses bigint)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  select count(*) into sign_ups from (
    select discard_sign_up(x.id) from (
      select id from users where email_verified_at is null and deleted_at is null and not is_operator and created_at < now() - unproven_for()
         and not exists (select 1 from members m where m.user_id = users.id)
       order by id for update skip locked) x) done;
  delete from user_emails where verified_at is null and created_at < now() - unproven_for();
  get diagnostics addresses = row_count;
  return next;
end $$;

grant execute on function own_addresses(), add_own_address(text, text, text, integer), change_own_primary(text, uuid), remove_own_address(uuid),
  read_address_link(bytea, uuid, uuid), verify_own_address(uuid, uuid, bytea)
  to muster_app;
