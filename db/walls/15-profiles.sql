-- The own profile: names and picture. The files of pictures lie in the file store; here stands which one is a person's, and who may see it.

-- Gives the entered person another picture, or none. Gives the one they had.
create or replace function change_own_picture(p_picture text) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare former text;
begin
  if current_tie() <> 'owner' then raise exception 'a picture is changed in one''s own account' using errcode = '42501'; end if;
  select picture into former from users where id = current_actor() for no key update;
  update users set picture = p_picture where id = current_actor();
  return former;
end $$;

-- Whether somebody may see this picture of a person: one's own, and those of the members of an organization that one reaches all of, as
-- its list of members shows them; whoever views an organization as one of its members, those which that member sees there. What is not, or not any more, this person's picture nobody sees.
create or replace function may_see_picture(p_user uuid, p_session uuid, p_person uuid, p_picture text) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select 1 from (select p.id, null::uuid as only_org from signed_in_person(p_user, p_session) p
                   union all
                   select l.user_id, l.org_id from sessions s cross join lateral live_viewing(s.id) l
                    where s.id = p_session and s.user_id = p_user and s.revoked_at is null and s.expires_at > now()
                      and s.last_seen_at > now() - session_idle()) v join users u on u.id = p_person and u.picture = p_picture and u.deleted_at is null
     where v.id = u.id or exists (
       select 1 from members mine
         join members theirs on theirs.org_id = mine.org_id and theirs.user_id = u.id and theirs.ended_at is null
                            and (theirs.expires_at is null or theirs.expires_at > now())
         join organizations o on o.org_id = mine.org_id and o.deleted_at is null
        where mine.user_id = v.id and (v.only_org is null or mine.org_id = v.only_org) and mine.ended_at is null and (mine.expires_at is null or mine.expires_at > now())
          and (mine.role = 'admin' or mine.role in ('organization_contributor', 'organization_user') and not exists (
            select 1 from team_members tm join teams t on t.id = tm.team_id
             where tm.org_id = mine.org_id and tm.user_id = v.id and tm.ended_at is null and (tm.expires_at is null or tm.expires_at > now())
               and t.is_restricted and t.deleted_at is null))))
$$;

-- Names that a person may change at will; the trigger on users takes them to their memberships. Gives what they were.
drop function if exists change_own_names(text, text);
create function change_own_names(p_first_name text, p_last_name text) returns table (first_name text, last_name text)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if current_tie() <> 'owner' then raise exception 'a profile is changed in one''s own account' using errcode = '42501'; end if;
  select u.first_name, u.last_name into first_name, last_name from users u where u.id = current_actor() for no key update;
  update users u set first_name = p_first_name, last_name = p_last_name where u.id = current_actor();
  return next;
end $$;

grant execute on function change_own_picture(text), may_see_picture(uuid, uuid, uuid, text), change_own_names(text, text) to muster_app;

-- The worker tidies the file store: an upload that did not become its person's picture, or is it no more, can go.
create or replace function worker_picture_is_used(p_person uuid, p_picture text) returns boolean
language sql stable security definer set search_path = public, pg_temp as
  $$ select exists (select 1 from users where id = p_person and picture = p_picture and deleted_at is null) $$;
grant execute on function worker_picture_is_used(uuid, text) to muster_worker;
