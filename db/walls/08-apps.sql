-- Apps and the grants on them.

-- A grant is given by the owner of the app. Once given, it stays with that owner as history wherever the app goes, so this is asked
-- when it begins, not held for good.
create or replace function grant_of_owner() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select 1 from apps where id = new.app_id and org_id = new.org_id and deleted_at is null for key share) then
    raise exception 'this app is not of this account' using errcode = '23503';
  end if;
  return new;
end $$;
create or replace trigger grant_of_owner before insert on team_apps for each row execute function grant_of_owner();
create or replace trigger grant_of_owner before insert on collaborators for each row execute function grant_of_owner();
