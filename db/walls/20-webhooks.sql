-- Webhooks: what happens in an organization is told to the addresses that its Admins chose.

-- One job an attempt. A receiver's jobs stand in a queue of their own, so one that is slow is asked one thing at a time; the key makes
-- what is asked for again take the place of what waits.
create or replace function webhook_job(p_webhook uuid, p_delivery uuid, p_at timestamptz) returns jsonb
language sql immutable parallel safe as $$
  select jsonb_build_object('task', 'webhook.deliver', 'payload', jsonb_build_object('deliveryId', p_delivery), 'runAt', p_at,
                            'jobKey', 'webhook ' || p_delivery, 'queue', 'webhook ' || p_webhook)
$$;
grant execute on function webhook_job(uuid, uuid, timestamptz) to muster_app;

-- What an Admin reads of an event in the audit log, as it is sent. Times and texts as the chain writes them.
create or replace function webhook_payload(e audit_events, p_handle text, p_organization text) returns jsonb
language sql stable parallel safe as $$
  select jsonb_build_object('type', e.event, 'timestamp', audit_moment(e.occurred_at), 'data', jsonb_build_object(
    'id', 'e' || e.id, 'organization', jsonb_build_object('id', e.org_id, 'handle', p_handle, 'name', p_organization),
    'actor', jsonb_build_object('kind', e.actor_kind, 'id', e.actor_id, 'name', e.actor_name),
    'target', case when e.target_kind is not null then jsonb_build_object('kind', e.target_kind, 'id', e.target_id, 'name', e.target_name) end,
    'before', e.before, 'after', e.after, 'address', e.address, 'userAgent', e.user_agent, 'requestId', e.request_id, 'changeId', e.change_id))
$$;

-- The name of a webhook where it is told: addresses may hold secrets in their paths.
create or replace function webhook_name(w webhooks) returns text language sql immutable parallel safe as
  $$ select coalesce(nullif(w.description, ''), substring(w.url from '^https?://([^/?#]+)')) $$;

-- In the transaction of the history itself: nothing is told that was rolled back, nothing committed is forgotten. Once a statement, so
-- that whoever has no webhook pays one look. A webhook is not told of what happens to itself: nothing goes round in circles.
create or replace function tell_webhooks() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare jobs jsonb;
begin
  if not exists (select from (select distinct org_id from added) a join webhooks w on w.org_id = a.org_id
                  where w.deleted_at is null and w.disabled_at is null) then
    return null;
  end if;
  with wanted as (
    select w.org_id, w.id as webhook_id, e.id as event_id, e.event, webhook_payload(e, h.display, o.name) as payload
      from webhooks w
      join organizations o on o.org_id = w.org_id and o.deleted_at is null
      join handles h on h.account_id = w.org_id and h.state = 'current'
      join lateral (select x.* from audit_events x join added on added.id = x.id where added.org_id = w.org_id) e
        on (cardinality(w.events) = 0 or e.event = any (w.events)) and e.target_id is distinct from w.id
     where w.org_id in (select distinct org_id from added) and w.deleted_at is null and w.disabled_at is null
  ), told as (
    insert into webhook_deliveries (org_id, webhook_id, event_id, event, payload, next_at)
    select org_id, webhook_id, event_id, event, payload, clock_timestamp() from wanted order by event_id
    returning id, webhook_id
  )
  select jsonb_agg(webhook_job(webhook_id, id, null)) into jobs from told;
  if jobs is not null then perform enqueue_many(jobs); end if;
  return null;
end $$;
create or replace trigger tell_webhooks after insert on audit_events referencing new table as added
  for each statement execute function tell_webhooks();

-- The worker begins an attempt. Crosses tenants, since deliveries are of all of them. Null where nothing is to be sent any more; what was
-- switched off while it waited counts as failed, so that it can be sent again later.
create or replace function worker_open_delivery(p_delivery uuid) returns jsonb
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare d webhook_deliveries; w webhooks;
begin
  select * into d from webhook_deliveries where id = p_delivery for update;
  if not found or d.state <> 'waiting' then return null; end if;
  select x.* into w from webhooks x join organizations o on o.org_id = x.org_id and o.deleted_at is null
   where x.org_id = d.org_id and x.id = d.webhook_id and x.deleted_at is null and x.disabled_at is null;
  if not found then
    update webhook_deliveries set state = 'failed', next_at = null, last_error = 'off' where id = d.id;
    return null;
  end if;
  update webhook_deliveries set attempts = attempts + 1 where id = d.id;
  return jsonb_build_object('webhookId', w.id, 'url', w.url, 'payload', d.payload, 'attempts', d.attempts + 1, 'isTest', d.event_id is null,
    'secrets', case when w.previous_until > now() then jsonb_build_array(encode(w.secret, 'base64'), encode(w.previous_secret, 'base64'))
                    else jsonb_build_array(encode(w.secret, 'base64')) end);
end $$;

-- What came of it, and what comes next, in one transaction. `gone` is the answer of a receiver that wants nothing any more.
create or replace function worker_close_delivery(p_delivery uuid, p_outcome text, p_status integer, p_error text, p_answer text,
  p_milliseconds integer, p_wait integer)
returns void language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare d webhook_deliveries; w webhooks;
begin
  update webhook_deliveries
     set state = case when p_outcome = 'delivered' then 'delivered' when p_outcome = 'gone' or p_wait is null then 'failed' else 'waiting' end,
         next_at = case when p_outcome = 'failed' then clock_timestamp() + make_interval(secs => p_wait) end,
         delivered_at = case when p_outcome = 'delivered' then clock_timestamp() end,
         last_status = p_status, last_error = p_error, last_answer = p_answer, last_milliseconds = p_milliseconds
   where id = p_delivery and state = 'waiting' returning * into d;
  if not found then return; end if;
  if p_outcome = 'delivered' then
    update webhooks set failing_since = null where org_id = d.org_id and id = d.webhook_id and failing_since is not null;
    return;
  end if;
  if d.event_id is null then return; end if; -- a test is tried once, and says nothing of real events
  update webhooks set failing_since = clock_timestamp() where org_id = d.org_id and id = d.webhook_id and failing_since is null;
  select * into w from webhooks where org_id = d.org_id and id = d.webhook_id for no key update;
  if p_outcome = 'gone' or w.failing_since < now() - interval '5 days' then
    update webhook_deliveries set state = 'failed', next_at = null where id = d.id;
    if w.disabled_at is null and w.deleted_at is null then
      perform disable_webhook(w, case p_outcome when 'gone' then 'gone' else 'failing' end);
    end if;
  elsif d.state = 'waiting' then
    perform enqueue_many(jsonb_build_array(webhook_job(d.webhook_id, d.id, d.next_at)));
  end if;
end $$;

-- Switches off what cannot be reached, and says so: in the history, in the Admins' bells, by mail. Internal.
create or replace function disable_webhook(w webhooks, p_why text) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare mails jsonb;
begin
  update webhooks set disabled_at = now(), disabled_why = p_why where org_id = w.org_id and id = w.id;
  insert into audit_events (org_id, change_id, event, target_kind, target_id, target_name, after, actor_kind, actor_name)
  values (w.org_id, gen_random_uuid(), 'webhook.disabled', 'webhook', w.id, webhook_name(w), jsonb_build_object('why', p_why), 'system', 'Muster');
  with told as (
    insert into notifications (user_id, org_id, kind, subject_id, detail)
    select m.user_id, w.org_id, 'webhook.disabled', w.id, jsonb_build_object('organization', o.name, 'handle', h.display,
             'webhook', webhook_name(w), 'why', p_why)
      from members m join organizations o on o.org_id = m.org_id and o.deleted_at is null
      join handles h on h.account_id = m.org_id and h.state = 'current'
     where m.org_id = w.org_id and m.role = 'admin' and m.ended_at is null and (m.expires_at is null or m.expires_at > now())
    returning user_id)
  select jsonb_agg(jsonb_build_object('task', 'mail.send', 'payload', jsonb_build_object('mailId', gen_random_uuid(),
           'request', jsonb_build_object('template', 'webhook_disabled', 'userId', user_id, 'orgId', w.org_id, 'webhookId', w.id,
             'webhook', webhook_name(w), 'why', p_why, 'at', to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')))))
    into mails from told;
  if mails is not null then perform enqueue_many(mails); end if;
end $$;

grant execute on function worker_open_delivery(uuid), worker_close_delivery(uuid, text, integer, text, text, integer, integer) to muster_worker;
