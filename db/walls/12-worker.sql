-- The worker.

-- graphile-worker's own tables: all of them, since its queue belongs to the worker. They have row security and no policies.
do $$
declare t text;
begin
  if to_regnamespace('graphile_worker') is null then return; end if;
  grant usage on schema graphile_worker to muster_worker;
  grant select, insert, update, delete on all tables in schema graphile_worker to muster_worker;
  grant usage on all sequences in schema graphile_worker to muster_worker;
  grant execute on all functions in schema graphile_worker to muster_worker;
  for t in select relname from pg_class where relnamespace = 'graphile_worker'::regnamespace and relkind = 'r' and relrowsecurity loop
    execute format('drop policy if exists worker on graphile_worker.%I', t);
    execute format('create policy worker on graphile_worker.%I to muster_worker using (true) with check (true)', t);
  end loop;
end $$;

-- The worker begins an attempt at a mail: the first one writes its row. Crosses tenants because mails go to people, who have none.
-- Gives everything its letter says, or only the status where there is nothing left to do.
create or replace function worker_open_mail(p_mail uuid, p_template text, p_org uuid, p_person uuid, p_subject uuid, p_detail text)
returns jsonb language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  i invitations; u users; o organizations; m mails; answerer users; e user_emails; b invitation_batches; s shares;
begin
  select * into i from invitations where org_id = p_org and id = p_subject;
  select * into s from shares where p_template = 'app_share' and org_id = p_org and id = p_subject;
  select * into o from organizations where org_id = p_org;
  select * into b from invitation_batches where org_id = p_org and id = (p_detail::jsonb ->> 'batchId')::uuid;
  select * into u from users where deleted_at is null
    and id = case when p_template in ('invitation_accepted', 'invitation_declined') then i.invited_by else p_person end;
  if p_template in ('invitation', 'app_share') then
    select * into u from users where id = (select x.user_id from user_emails x
      where x.email_normalized = coalesce(i.email_normalized, s.email_normalized) and x.verified_at is not null);
  end if;
  -- Of several addresses, the one that was asked for.
  select * into e from user_emails where id = p_subject and user_id = u.id and p_template in ('verify_email', 'verify_address', 'reset_password');
  select * into answerer from users where id = i.answered_by;
  -- A mail of a batch waits long: where the invitation was sent again meanwhile, that mail is the one that counts.
  insert into mails as old (id, org_id, user_id, subject_id, batch_id, template, to_address, detail, attempts, status, last_error)
    values (p_mail, p_org, u.id, p_subject, b.id, p_template,
            coalesce(case when p_template in ('invitation', 'app_share') then coalesce(i.email, s.email) else coalesce(p_detail::jsonb ->> 'to', e.email, u.email) end, ''),
            p_detail, 1,
            case when i.sent_at > b.sent_at then 'dropped' else 'queued' end,
            case when i.sent_at > b.sent_at then 'asked for again' end)
    on conflict (id) do update set attempts = old.attempts + 1,
      status = case when old.status = 'failed' then 'queued' else old.status end
    returning * into m;
  -- What was asked for again takes the place of what still waits.
  if p_template in ('invitation', 'app_share', 'verify_email', 'verify_address', 'reset_password') and m.attempts = 1 and m.status = 'queued' then
    update mails set status = 'dropped', last_error = 'asked for again', body_encrypted = null
     where id <> p_mail and template = p_template and status = 'queued'
       and case when p_template in ('invitation', 'app_share', 'verify_address') then subject_id = p_subject else user_id = u.id end;
  end if;
  return jsonb_build_object(
    'status', m.status, 'attempts', m.attempts, 'to', m.to_address,
    -- Who has no account yet is written to in the language of whoever invites them.
    'locale', coalesce(u.locale, (select x.locale from users x where x.id = coalesce(i.invited_by, s.offered_by))), 'timeZone', u.time_zone,
    'person', case when u.id is null then null else jsonb_build_object('id', u.id, 'username', u.username,
       'firstName', u.first_name, 'lastName', u.last_name, 'email', u.email, 'isVerified', u.email_verified_at is not null) end,
    'address', case when e.id is null then null else jsonb_build_object('id', e.id, 'email', e.email, 'isVerified', e.verified_at is not null,
       'isTaken', exists (select 1 from user_emails x where x.email_normalized = e.email_normalized and x.verified_at is not null
                             and x.user_id <> e.user_id)) end,
    'organization', case when o.org_id is null then null else jsonb_build_object('id', o.org_id, 'name', o.name,
       'isGone', o.deleted_at is not null, 'restorableUntil', o.restorable_until,
       'handle', (select display from handles where account_id = o.org_id and state = 'current')) end,
    'invitation', case when i.id is null then null else jsonb_build_object('id', i.id, 'email', i.email, 'role', i.role,
       'state', i.state, 'expiresAt', i.expires_at, 'inviterName', i.inviter_name,
       -- The words of whoever wrote them, never in the mail of somebody else who invites now.
       'message', coalesce((select w.message from invitation_batches w
                             where w.org_id = i.org_id and w.id = i.batch_id and w.created_by = i.invited_by), ''),
       'answeredBy', case when answerer.id is null then null else answerer.first_name || ' ' || answerer.last_name end) end,
    'share', case when s.id is null then null else jsonb_build_object('id', s.id, 'email', s.email, 'scopes', s.scopes,
       'expiresAt', s.expires_at, 'accessUntil', s.access_until, 'offererName', s.offerer_name,
       'app', (select name from apps where id = s.app_id), 'owner', owner_of_share(s)) end);
end $$;

-- A link for the mail that goes out now. The lock makes revoking wait or come first: never a live link into a revoked invitation.
create or replace function worker_open_invitation_link(p_org uuid, p_invitation uuid, p_hash bytea) returns boolean
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform 1 from invitations i
    where i.org_id = p_org and i.id = p_invitation and invitation_state(i) = 'pending' for share of i;
  if not found then return false; end if;
  insert into invitation_links (org_id, invitation_id, kind, token_hash) values (p_org, p_invitation, 'mailed', p_hash);
  return true;
end $$;

-- The same for a person's own links: bound to their purpose, the person and the address they go to. Gives when it expires, or null.
-- Without an address it is the primary one, as jobs of an earlier version mean it. An address that is proven already needs no link; one that
-- was only claimed sets no password, but that of a sign-up that waits for it.
drop function if exists worker_open_user_link(uuid, text, bytea, interval);
create or replace function worker_open_user_link(p_person uuid, p_purpose text, p_hash bytea, p_lives interval, p_email uuid) returns timestamptz
language sql volatile security definer set search_path = public, pg_temp as $$
  insert into user_links (user_id, purpose, token_hash, email_normalized, expires_at)
  select u.id, p_purpose, p_hash, e.email_normalized, now() + p_lives from users u
    join user_emails e on e.user_id = u.id and case when p_email is null then e.email_normalized = u.email_normalized else e.id = p_email end
   where u.id = p_person and u.deleted_at is null
     and case p_purpose when 'reset_password' then e.verified_at is not null or u.email_verified_at is null
                        else e.verified_at is null end
     and not exists (select 1 from user_emails x where x.email_normalized = e.email_normalized and x.verified_at is not null and x.user_id <> u.id)
  returning expires_at
$$;

-- What became of an attempt. The body stays, encrypted, only while the mail has not gone out.
create or replace function worker_close_mail(p_mail uuid, p_status text, p_subject text, p_message_id text, p_error text, p_body bytea)
returns void language sql volatile security definer set search_path = public, pg_temp as $$
  update mails set status = p_status, subject = coalesce(p_subject, subject), message_id = coalesce(p_message_id, message_id),
         last_error = p_error, body_encrypted = case when p_status in ('sent', 'dropped') then null else coalesce(p_body, body_encrypted) end,
         sent_at = case when p_status = 'sent' then now() end
   where id = p_mail
$$;

-- Workers say that they live.
create or replace function worker_beat(p_worker text) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  insert into worker_heartbeats (worker_id) values (p_worker) on conflict (worker_id) do update set seen_at = now()
$$;
create or replace function worker_rest(p_worker text) returns void
language sql volatile security definer set search_path = public, pg_temp as
  $$ delete from worker_heartbeats where worker_id = p_worker $$;
-- Takes the dead off the list: silent, and the advisory lock that each holds for its life is free.
create or replace function worker_bury() returns setof text
language sql volatile security definer set search_path = public, pg_temp as $$
  with silent as materialized (select worker_id from worker_heartbeats where seen_at < now() - interval '8 seconds')
  delete from worker_heartbeats h using silent s
   where h.worker_id = s.worker_id and pg_try_advisory_xact_lock(hashtextextended('muster worker ' || s.worker_id, 0))
  returning h.worker_id
$$;

-- Once a day: what nobody can use any more. Links and sessions stay 30 days past their end, for whoever asks what happened.
create or replace function worker_sweep() returns jsonb
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  gone_links bigint; gone_sessions bigint; gone_limits bigint; gone_bodies bigint; gone_mails bigint; gone_handles bigint;
  gone_lines bigint; gone_deliveries bigint; gone_keys bigint; unproven record;
begin
  delete from user_links where least(expires_at, coalesce(used_at, expires_at)) < now() - interval '30 days';
  get diagnostics gone_links = row_count;
  delete from sessions where least(expires_at, coalesce(revoked_at, expires_at)) < now() - interval '30 days';
  get diagnostics gone_sessions = row_count;
  delete from rate_limits where expire is not null and expire < extract(epoch from now()) * 1000;
  get diagnostics gone_limits = row_count;
  update mails set body_encrypted = null where body_encrypted is not null and created_at < now() - interval '30 days';
  get diagnostics gone_bodies = row_count;
  -- Pasted lists, a while after they were sent or left alone. What a batch did stays, what was pasted does not.
  delete from invitation_lines l using invitation_batches b
   where b.org_id = l.org_id and b.id = l.batch_id and coalesce(b.sent_at, b.created_at) < now() - interval '30 days';
  get diagnostics gone_lines = row_count;
  delete from invitation_batches where state <> 'sent' and created_at < now() - interval '30 days';
  delete from mails where created_at < now() - interval '180 days';
  get diagnostics gone_mails = row_count;
  delete from webhook_deliveries where created_at < now() - interval '30 days';
  get diagnostics gone_deliveries = row_count;
  delete from webhooks w where deleted_at < now() - interval '30 days'
     and not exists (select from webhook_deliveries d where d.org_id = w.org_id and d.webhook_id = w.id);
  delete from idempotency_keys where created_at < now() - interval '1 day';
  get diagnostics gone_keys = row_count;
  select * into unproven from sweep_unproven();
  delete from handles where redirects_until < now();
  get diagnostics gone_handles = row_count;
  return jsonb_build_object('userLinks', gone_links, 'sessions', gone_sessions, 'rateLimits', gone_limits,
                            'mailBodies', gone_bodies, 'mails', gone_mails, 'handles', gone_handles,
                            'signUps', unproven.sign_ups, 'addresses', unproven.addresses, 'invitationLines', gone_lines,
                            'webhookDeliveries', gone_deliveries, 'idempotencyKeys', gone_keys);
end $$;

-- Purges the next organization whose time to be restored is over, `p_limit` rows of every table at a time: each call takes one step and
-- says what it did, null where nothing is left to do. Tables are found by their `org_id`, so that a new one is not forgotten; what is
-- referenced goes once nothing refers to it. The history stays with what was refused (both are in the chain) and its seals, and a row
-- that holds its organization's place and says nothing of it any more; handles are free from then on. Restoring decides by the same moment under the same lock: never half of each.
create or replace function worker_purge_step(p_limit integer) returns jsonb
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  org uuid; t text; gone bigint; total bigint := 0; held text;
begin
  select o.org_id into org from organizations o
   where o.deleted_at is not null and o.purged_at is null and o.restorable_until <= clock_timestamp()
   order by o.restorable_until limit 1 for update skip locked;
  if org is null then return null; end if;
  for t in select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id' and not a.attisdropped
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
              and c.relname not in ('organizations', 'refused_attempts') and c.relname not like 'audit\_%' order by 1 loop
    begin
      execute format('delete from %1$I where ctid = any (array(select ctid from %1$I where org_id = $1 limit $2))', t) using org, p_limit;
      get diagnostics gone = row_count;
      total := total + gone;
    exception when foreign_key_violation then held := t;
    end;
  end loop;
  if total = 0 and held is not null then raise exception 'rows of % are still referred to, and nothing else can go', held; end if;
  if total = 0 then
    delete from handles where account_id = org;
    update organizations set name = 'Deleted organization', name_normalized = org::text, billing_email = '', purged_at = now()
     where org_id = org;
    insert into audit_events (org_id, change_id, event, target_kind, target_id, target_name, actor_kind, actor_name)
      values (org, gen_random_uuid(), 'organization.purged', 'organization', org, 'Deleted organization', 'system', 'Muster');
  end if;
  return jsonb_build_object('organization', org, 'rows', total, 'isDone', total = 0);
end $$;

grant execute on function
  worker_purge_step(integer),
  worker_open_mail(uuid, text, uuid, uuid, uuid, text), worker_open_invitation_link(uuid, uuid, bytea),
  worker_open_user_link(uuid, text, bytea, interval, uuid), worker_close_mail(uuid, text, text, text, text, bytea),
  worker_beat(text), worker_rest(text), worker_bury(), worker_sweep()
  to muster_worker;
