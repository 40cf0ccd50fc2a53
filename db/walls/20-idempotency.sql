-- What a token's POST was answered under its Idempotency-Key. The table is closed: a row belongs to a live token, whose hash only who holds
-- its secret has.

-- Takes a key, or says what it was taken for. One that is more than a day old is free again, as if it had been swept.
create or replace function begin_idempotent(p_token bytea, p_key text, p_request bytea)
returns table (state text, status text, body text)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  token uuid;
  kept idempotency_keys;
begin
  select t.id into token from tokens t where t.token_hash = p_token and token_lives(t);
  if token is null then state := 'nobody'; return next; return; end if;
  insert into idempotency_keys as k (token_id, key, request_hash) values (token, p_key, p_request)
    on conflict (token_id, key) do update
       set request_hash = excluded.request_hash, status = null, body = null, created_at = now()
     where k.created_at < now() - interval '1 day';
  if found then state := 'first'; return next; return; end if;
  select k.* into kept from idempotency_keys k where k.token_id = token and k.key = p_key;
  state := case when kept.request_hash <> p_request then 'other' when kept.status is null then 'under_way' else 'done' end;
  if state = 'done' then status := kept.status; body := kept.body; end if;
  return next;
end $$;

-- Keeps the answer.
create or replace function end_idempotent(p_token bytea, p_key text, p_status text, p_body text) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  update idempotency_keys k set status = p_status, body = p_body
    from tokens t where t.token_hash = p_token and k.token_id = t.id and k.key = p_key and k.status is null
$$;

-- Nothing happened: the key can be used again.
create or replace function forget_idempotent(p_token bytea, p_key text) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  delete from idempotency_keys k using tokens t
   where t.token_hash = p_token and k.token_id = t.id and k.key = p_key and k.status is null
$$;

grant execute on function begin_idempotent(bytea, text, bytea), end_idempotent(bytea, text, text, text), forget_idempotent(bytea, text)
  to muster_app;
