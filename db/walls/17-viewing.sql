-- Viewing an organization as one of its members sees it. What a sign-in views stands on its row, which the app role cannot touch.

-- Begins it, for half an hour, for an Admin of the entered organization, by a living sign-in of theirs. No row: who is to be looked at is
-- not, or not any more, a member, or is oneself.
drop function if exists begin_viewing(uuid, uuid);
create function begin_viewing(p_session uuid, p_user uuid) returns table (name text, until timestamptz)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if current_tie() <> 'member' or not reads_history() then
    raise exception 'an organization is viewed by its Admins' using errcode = '42501';
  end if;
  if p_user = current_actor() then return; end if;
  select m.first_name || ' ' || m.last_name into name from members m
   where m.org_id = current_tenant() and m.user_id = p_user and m.ended_at is null and (m.expires_at is null or m.expires_at > now());
  if not found then return; end if;
  update sessions s set viewing_org = current_tenant(), viewing_user = p_user, viewing_until = now() + interval '30 minutes'
   where s.id = p_session and s.user_id = current_actor() and s.revoked_at is null and s.expires_at > now()
   returning s.viewing_until into until;
  if found then return next; end if;
end $$;

-- Ends it, and gives where to go back to. Asked with what the sealed cookie says; ending what is over already is nothing.
drop function if exists end_viewing(uuid, uuid);
create function end_viewing(p_user uuid, p_session uuid) returns table (handle text, user_id uuid)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare was_org uuid;
begin
  select s.viewing_org, s.viewing_user into was_org, end_viewing.user_id from sessions s
   where s.id = p_session and s.user_id = p_user and s.viewing_until is not null for update;
  if not found then return; end if;
  update sessions s set viewing_org = null, viewing_user = null, viewing_until = null where s.id = p_session;
  select h.display into end_viewing.handle from handles h where h.account_id = was_org and h.state = 'current';
  return next;
end $$;

-- However it ends (stopped, run out, signed out, begun for somebody else), the history of the organization says so with the same statement.
create or replace function record_viewing_ended() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into audit_events (org_id, change_id, event, target_kind, target_id, target_name, actor_kind, actor_id, actor_name)
  select old.viewing_org, gen_random_uuid(), 'member.viewingEnded', 'member', old.viewing_user, t.first_name || ' ' || t.last_name,
         'person', a.id, a.first_name || ' ' || a.last_name
    from users a, users t where a.id = old.user_id and t.id = old.viewing_user;
  if new.revoked_at is not null then
    new.viewing_org := null; new.viewing_user := null; new.viewing_until := null;
  end if;
  return new;
end $$;
create or replace trigger record_viewing_ended before update of revoked_at, viewing_until on sessions for each row
  when (old.viewing_until is not null and (new.viewing_until is null or new.viewing_until > old.viewing_until or new.revoked_at is not null))
  execute function record_viewing_ended();

-- What the worker ends when its time is over, so that the history says so though nobody comes back.
create or replace function worker_end_viewing(p_session uuid) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  update sessions s set viewing_org = null, viewing_user = null, viewing_until = null
   where s.id = p_session and s.viewing_until is not null and not exists (select from live_viewing(s.id))
$$;

grant execute on function begin_viewing(uuid, uuid), end_viewing(uuid, uuid) to muster_app;
grant execute on function worker_end_viewing(uuid) to muster_worker;
