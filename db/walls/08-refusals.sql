-- Written on its own, after the refused transaction has rolled back.
drop function if exists record_refusal(text, text, text, text, text, uuid, text, text, text, text);
create or replace function record_refusal(p_account text, p_operation text, p_permission text, p_reason text, p_actor_kind text,
  p_actor uuid, p_actor_name text, p_address text, p_user_agent text, p_request text, p_token bytea) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  insert into refused_attempts (org_id, account, operation, permission, reason, actor_kind, actor_id, actor_name, address, user_agent, request_id)
  values ((select account_id from handles where handle = lower(left(p_account, 100)) and (redirects_until is null or redirects_until > now())), left(p_account, 100), p_operation, p_permission, p_reason,
          p_actor_kind, coalesce(p_actor, (select user_id from tokens where token_hash = p_token)),
          coalesce((select first_name || ' ' || last_name from users where id = p_actor),
                   (select u.first_name || ' ' || u.last_name || ' (' || t.name || ')' from tokens t join users u on u.id = t.user_id where t.token_hash = p_token),
                   p_actor_name), p_address, left(p_user_agent, 400), p_request)
$$;
grant execute on function record_refusal(text, text, text, text, text, uuid, text, text, text, text, bytea) to muster_app;
