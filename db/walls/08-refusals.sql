-- Written on its own, after the refused transaction has rolled back.
create or replace function record_refusal(p_account text, p_operation text, p_permission text, p_reason text, p_actor_kind text,
  p_actor uuid, p_actor_name text, p_address text, p_user_agent text, p_request text) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  insert into refused_attempts (org_id, account, operation, permission, reason, actor_kind, actor_id, actor_name, address, user_agent, request_id)
  values ((select account_id from handles where handle = lower(left(p_account, 100)) and (redirects_until is null or redirects_until > now())), left(p_account, 100), p_operation, p_permission, p_reason,
          p_actor_kind, p_actor,
          coalesce((select first_name || ' ' || last_name from users where id = p_actor), p_actor_name), p_address, left(p_user_agent, 400), p_request)
$$;
grant execute on function record_refusal(text, text, text, text, text, uuid, text, text, text, text) to muster_app;
