-- Handles: one space of names for usernames, IDs of organizations and words that are nobody's.

-- Words that are nobody's handle: the portal's own first segments, and those that would pass for the portal speaking.
insert into handles (handle, display, state)
select word, word, 'reserved' from unnest(array[
  'about', 'abuse', 'account', 'accounts', 'activity', 'admin', 'administrator', 'api', 'app', 'apps', 'assets', 'auth',
  'billing', 'blog', 'collaborations', 'contact', 'dashboard', 'docs', 'empty', 'explore', 'favicon', 'forgot', 'health',
  'help', 'home', 'icon', 'icons', 'images', 'invitation', 'invitations', 'invite', 'legal', 'login', 'logout', 'mail', 'me',
  'members', 'models', 'muster', 'new', 'no-reply', 'noreply', 'notifications', 'null', 'oauth', 'official', 'operator',
  'organization', 'organizations', 'owner', 'postmaster', 'pricing', 'privacy', 'profile', 'public', 'ready', 'register',
  'reset', 'robots', 'root', 'saml', 'scim', 'search', 'security', 'session', 'sessions', 'settings', 'shares', 'sign-in', 'sign-out',
  'sign-up', 'signin', 'signout', 'signup', 'sitemap', 'sso', 'starred', 'static', 'status', 'support', 'system', 'team',
  'teams', 'terms', 'token', 'tokens', 'undefined', 'user', 'users', 'v1', 'v2', 'v3', 'verify', 'webhooks', 'webmaster',
  'welcome', 'well-known', 'workflows', 'www']) word
on conflict (handle) do nothing;

-- Is this handle free? Live, redirecting and reserved names are not.
create or replace function handle_is_free(p_handle text) returns boolean
language sql stable security definer set search_path = public, pg_temp as
  $$ select not exists (select 1 from handles where handle = lower(p_handle) and (redirects_until is null or redirects_until > now())) $$;
grant execute on function handle_is_free(text) to muster_app;

-- Gives an account its first handle. One whose redirect has ended is free, swept or not; any other that exists raises
-- unique_violation (handles_pkey), also where two ask for it at once. Internal: the functions that begin an account say for whom.
create or replace function claim_handle(p_account uuid, p_handle text) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  delete from handles where handle = lower(p_handle) and redirects_until <= now();
  insert into handles (handle, display, account_id, state) values (lower(p_handle), p_handle, p_account, 'current');
end $$;

-- Keeps all of an account's handles from others until then, when the account itself is gone for good and may come back no more.
-- Internal: for whatever deletes an account.
create or replace function retire_handles(p_account uuid, p_until timestamptz) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  update handles set state = 'former', redirects_until = greatest(p_until, redirects_until) where account_id = p_account
$$;

-- Renames the entered account: one's own, or the organization by somebody who reaches all of it. The present handle becomes a former
-- one and redirects for 90 days; the account's own former ones can be taken back, those of others raise unique_violation. Nobody
-- hoards: three changes a day, five former ones at a time. One lock an account, so two changes at once come one after the other.
drop function if exists rename_account(text);
create function rename_account(p_handle text) returns table (outcome text, former text)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  who uuid := current_tenant();
  present handles;
  today integer;
begin
  if current_tie() not in ('owner', 'member') or current_reach() <> 'all' then
    raise exception 'an account is renamed from inside' using errcode = '42501';
  end if;
  perform 1 from organizations where org_id = who for no key update;
  if exists (select 1 from organizations where org_id = who and deleted_at is not null) then
    raise exception 'the organization was deleted meanwhile' using errcode = '42501';
  end if;
  perform 1 from accounts where id = who for no key update;
  select * into present from handles where account_id = who and state = 'current';
  former := present.display;
  if present.display = p_handle then outcome := 'same'; return next; return; end if;
  if present.handle = lower(p_handle) then
    update handles set display = p_handle where handle = present.handle;
  else
    update accounts set renames = case when renames_since > now() - interval '1 day' then renames + 1 else 1 end,
           renames_since = case when renames_since > now() - interval '1 day' then renames_since else now() end
     where id = who returning renames into today;
    if today > 3 then outcome := 'too_often'; return next; return; end if;
    update handles set state = 'former', redirects_until = now() + interval '90 days' where handle = present.handle;
    update handles set state = 'current', display = p_handle, redirects_until = null
     where handle = lower(p_handle) and account_id = who and state = 'former';
    if not found then perform claim_handle(who, p_handle); end if;
    if (select count(*) from handles where account_id = who and redirects_until > now()) > 5 then
      outcome := 'too_many'; return next; return;
    end if;
  end if;
  update users set username = p_handle where id = who;
  outcome := 'renamed';
  return next;
end $$;
grant execute on function rename_account(text) to muster_app;

-- The former handles that still lead to the entered account, for who may change it.
drop function if exists former_handles();
create function former_handles() returns table (handle text, redirects_until timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select display, h.redirects_until from handles h
   where h.account_id = current_tenant() and h.state = 'former' and h.redirects_until > now()
     and current_tie() in ('owner', 'member') and current_reach() = 'all'
   order by h.redirects_until desc limit 20
$$;
grant execute on function former_handles() to muster_app;
