-- Taking an app to another account.

-- Crosses from the account that has the entered app into the one that gets it, and checks in both, under locks, that the actor owns it
-- or makes apps there at this moment. Grants of teams stay behind and end; collaborators are kept, with what they were given and
-- until when, or end. The old address redirects (`moved_app`). A taken ID raises unique_violation (apps_handle). Nothing is entered
-- anew: what is told and recorded here belongs to the account it left.
--
-- Locks: the organizations by id, the actor's memberships in that order, the live grants on the app, the app last; so a grant that changes
-- meanwhile is ended here too, and one that begins afterwards finds that the app is another's.
drop function if exists move_app(text, text, text, boolean, uuid, text);
create function move_app(p_to text, p_handle text, p_name text, p_keeps_collaborators boolean, p_change uuid, p_by text)
returns table (outcome text, account text, account_name text, kind text, former text, was text, teams integer, kept integer, ended integer)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  here uuid := current_tenant();
  who uuid := current_actor();
  there uuid;
  x apps;
  moment timestamptz;
begin
  if current_tie() not in ('owner', 'member') or current_app() is null then
    raise exception 'an app is moved from inside' using errcode = '42501';
  end if;
  outcome := 'not_there';
  select h.account_id, n.display into there, account
    from handles h join handles n on n.account_id = h.account_id and n.state = 'current'
   where h.handle = lower(p_to) and (h.redirects_until is null or h.redirects_until > now());
  if there is null or there = here then return next; return; end if;

  perform 1 from organizations o where o.org_id in (here, there) order by o.org_id for key share;
  perform 1 from members m where m.org_id in (here, there) and m.user_id = who and m.ended_at is null order by m.org_id for share;
  perform 1 from users u where u.id = who and u.id in (here, there) for share;
  select o.name, 'organization' into account_name, kind from organizations o
   where o.org_id = there and o.deleted_at is null and exists (
     select 1 from members m where m.org_id = there and m.user_id = who and makes_apps(there, m.role) and m.ended_at is null
        and (m.expires_at is null or m.expires_at > clock_timestamp()));
  if there = who then
    select u.first_name || ' ' || u.last_name, 'user' into account_name, kind from users u where u.id = who and u.deleted_at is null;
  end if;
  if account_name is null then return next; return; end if;
  outcome := 'gone';
  if not changes_app(false) or exists (select 1 from organizations o where o.org_id = here and o.deleted_at is not null) then
    return next; return;
  end if;

  perform 1 from team_apps ta where ta.app_id = current_app() and ta.ended_at is null and (ta.expires_at is null or ta.expires_at > now())
    order by ta.id for update;
  perform 1 from collaborators c where c.app_id = current_app() and c.ended_at is null and (c.expires_at is null or c.expires_at > now())
    order by c.id for update;
  select * into x from apps a where a.id = current_app() and a.org_id = here and a.deleted_at is null for update;
  if x.id is null then return next; return; end if;
  moment := clock_timestamp();
  former := x.handle;
  was := x.name;

  update team_apps set ended_at = least(expires_at, moment), ended_by = who, ended_change = p_change where app_id = x.id and ended_at is null;
  get diagnostics teams = row_count;
  update collaborators set ended_at = least(expires_at, moment), ended_by = who, ended_change = p_change where app_id = x.id and ended_at is null;
  get diagnostics ended = row_count;

  delete from app_handles f where f.org_id = there and f.handle = lower(p_handle) and f.app_id = x.id;
  perform keep_app_handle(here, x.handle, x.id);
  update apps set org_id = there, handle = lower(p_handle), name = p_name,
         visibility = case when visibility = 'organization' and kind = 'user' then 'private' else visibility end
   where id = x.id;
  kept := 0;
  if p_keeps_collaborators then
    insert into collaborators (org_id, app_id, user_id, scopes, started_at, started_by, started_change, expires_at)
      select there, x.id, c.user_id, c.scopes, moment, who, p_change, c.expires_at from collaborators c
       where c.app_id = x.id and c.ended_change = p_change and c.user_id <> there and (c.expires_at is null or c.expires_at > moment);
    get diagnostics kept = row_count;
  end if;
  -- Keys were made for the account it belonged to; what collaborators have goes with them. Offers were made in the name of the former owner.
  update tokens t set revoked_at = moment, revoked_by = who, revoked_change = p_change
   where t.app_id = x.id and t.revoked_at is null
     and (t.kind = 'app' or not exists (select 1 from collaborators c where c.app_id = x.id and c.user_id = t.user_id and c.ended_at is null));
  update shares s set state = 'void', ended_by = who, ended_change = p_change where s.app_id = x.id and s.state = 'pending';
  update app_marks set org_id = there where app_id = x.id;

  -- Where it went is for its Admins to know, and for who can still open it.
  insert into notifications (user_id, org_id, kind, subject_id, detail)
    select t.user_id, here, 'app.movedAway', x.id,
           jsonb_build_object('by', p_by, 'app', x.name) || case
             when bool_or(t.keeps) then jsonb_build_object('to', account_name, 'href', '/' || account || '/apps/' || lower(p_handle))
             when bool_or(t.knows) then jsonb_build_object('to', account_name) else '{}' end
      from (select m.user_id, true as knows, false as keeps from members m
             where m.org_id = here and m.role = 'admin' and m.ended_at is null and (m.expires_at is null or m.expires_at > moment)
            union all
            select tm.user_id, false, false from team_apps ta
              join team_members tm on tm.team_id = ta.team_id and tm.ended_at is null and (tm.expires_at is null or tm.expires_at > moment)
             where ta.app_id = x.id and ta.ended_change = p_change
            union all
            select c.user_id, false, c.org_id = there from collaborators c
             where c.app_id = x.id and (c.ended_change = p_change or c.started_change = p_change)) t
     where t.user_id <> who and t.user_id <> there
     group by t.user_id;
  outcome := 'moved';
  return next;
end $$;
grant execute on function move_app(text, text, text, boolean, uuid, text) to muster_app;
