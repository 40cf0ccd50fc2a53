-- The operator runs the installation. It is no role in an organization and opens none.

-- Whether nobody has an account yet: the first one runs the installation, and is invited to.
create or replace function portal_is_fresh() returns boolean
language sql stable security definer set search_path = public, pg_temp as
  $$ select not exists (select 1 from users where is_operator) $$;
grant execute on function portal_is_fresh() to muster_app;

-- The mails that did not go out, newest first, for the operator alone: null for everybody else. Crosses tenants because mail is the
-- installation's affair. Pages begin before the mail named last.
create or replace function operator_mails(p_user uuid, p_session uuid, p_status text, p_before uuid, p_limit integer) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object(
    'counts', (select coalesce(jsonb_object_agg(c.status, c.many), '{}') from (
                 select status, count(*) as many from mails where status in ('queued', 'failed', 'kept') group by status) c),
    'mails', (select coalesce(jsonb_agg(x.line), '[]') from (
       select jsonb_build_object('id', m.id, 'to', m.to_address, 'subject', m.subject, 'template', m.template, 'status', m.status,
                'attempts', m.attempts, 'lastError', m.last_error, 'createdAt', m.created_at,
                'isReadable', m.body_encrypted is not null) as line
         from mails m left join mails last on last.id = p_before
        where (m.status = p_status or (p_status is null and m.status in ('queued', 'failed', 'kept')))
          and (p_before is null or (m.created_at, m.id) < (last.created_at, last.id))
        order by m.created_at desc, m.id desc limit p_limit) x))
    from signed_in_person(p_user, p_session) u where u.is_operator
$$;

-- One of them with its body, which is sealed: the portal opens it with its own secret.
create or replace function operator_mail(p_user uuid, p_session uuid, p_mail uuid)
returns table (id uuid, to_address text, template text, status text, last_error text, created_at timestamptz, body bytea)
language sql stable security definer set search_path = public, pg_temp as $$
  select m.id, m.to_address, m.template, m.status, m.last_error, m.created_at, m.body_encrypted
    from signed_in_person(p_user, p_session) u join mails m on m.id = p_mail
   where u.is_operator and m.status in ('queued', 'failed', 'kept') and m.body_encrypted is not null
$$;
grant execute on function operator_mails(uuid, uuid, text, uuid, integer), operator_mail(uuid, uuid, uuid) to muster_app;

-- Sends again what was kept because mail was not set up, and what failed, of the last 30 days: all of it, or one mail. Gives how many,
-- or null to everybody but the operator. The worker writes each anew: what was revoked meanwhile is dropped then.
create or replace function operator_send_mails(p_user uuid, p_session uuid, p_mail uuid) returns integer
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  jobs jsonb;
begin
  if not exists (select from signed_in_person(p_user, p_session) u where u.is_operator) then return null; end if;
  with again as (
    update mails set status = 'queued', last_error = null
     where status in ('kept', 'failed') and created_at > now() - interval '30 days' and (p_mail is null or id = p_mail)
    returning id, detail)
  select coalesce(jsonb_agg(jsonb_build_object('task', 'mail.send', 'runAt', null, 'jobKey', null,
           'payload', jsonb_build_object('mailId', id, 'request', detail::jsonb))), '[]') into jobs from again;
  perform enqueue_many(jobs);
  return jsonb_array_length(jobs);
end $$;
grant execute on function operator_send_mails(uuid, uuid, uuid) to muster_app;
