-- The live bell: tells every web process whose bell or sign-in has changed, so that it looks again for those of them who listen.

-- Nothing but ids travels: any role that may connect can hear a channel. A payload holds 8,000 bytes, so many are told in parts. It leaves
-- with the commit of whatever changed, or not at all.
create or replace function ring(p_users uuid[]) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  select pg_notify('muster_bell', string_agg(x.who::text, ','))
    from (select d.who, (row_number() over () - 1) / 200 as part from (select distinct unnest(p_users) as who) d) x
   group by x.part
$$;

-- Once a statement: ten thousand invitations ring once for each two hundred people.
create or replace function ring_of_notifications() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform ring(array(select user_id from changed));
  return null;
end $$;
create or replace trigger ring_of_new after insert on notifications
  referencing new table as changed for each statement execute function ring_of_notifications();
create or replace trigger ring_of_marked after update on notifications
  referencing new table as changed for each statement execute function ring_of_notifications();

-- A sign-in that has ended, an account that is gone: what still listens in its name is told at once.
create or replace function ring_of_session() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform ring(array[new.user_id]);
  return null;
end $$;
create or replace trigger ring_of_ended after update of revoked_at on sessions
  for each row when (old.revoked_at is null and new.revoked_at is not null) execute function ring_of_session();
create or replace function ring_of_person() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform ring(array[new.id]);
  return null;
end $$;
create or replace trigger ring_of_gone after update of deleted_at on users
  for each row when (old.deleted_at is null and new.deleted_at is not null) execute function ring_of_person();

-- What the bells of these sign-ins show, many at once: one web process asks for all the browsers that listen to it. Pairs belong
-- together by their place; a sign-in that is over, is not that person's, or views an organization as somebody else, gives no row.
drop function if exists bells(uuid[], uuid[]);
create function bells(p_users uuid[], p_sessions uuid[])
returns table (user_id uuid, session_id uuid, unread integer, newest uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.user_id, s.id,
         (select count(*)::integer from (select 1 from notifications n where n.user_id = s.user_id and n.read_at is null limit 100) c),
         (select n.id from notifications n where n.user_id = s.user_id order by n.created_at desc, n.id desc limit 1)
    from unnest(p_users, p_sessions) as asked(user_id, session_id)
    join sessions s on s.id = asked.session_id and s.user_id = asked.user_id and s.revoked_at is null and s.expires_at > now()
                   and s.last_seen_at > now() - session_idle()
    join users u on u.id = s.user_id and u.deleted_at is null
   where s.viewing_until is null or not exists (select from live_viewing(s.id))
$$;
grant execute on function bells(uuid[], uuid[]) to muster_app;

-- What became of the invitations that the reader was told of. It crosses tenants, since they may be in none of these; being told opens
-- nothing but this.
create or replace function told_invitations(p_invitations uuid[])
returns table (id uuid, state text, handle text, is_own_answer boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select i.id, told_invitation_state(i, current_actor()),
         (select h.display from handles h where h.account_id = i.org_id and h.state = 'current' and invitation_state(i) <> 'gone'),
         i.answered_by is not distinct from current_actor()
    from invitations i
   where i.id = any(p_invitations) and current_tie() = 'owner'
     and exists (select 1 from notifications n
                  where n.subject_id = i.id and n.user_id = current_actor() and n.kind = 'invitation.received')
$$;
grant execute on function told_invitations(uuid[]) to muster_app;
