-- The audit chain. What is written into the history is noted as waiting in its own transaction, and sealed a few seconds later by the
-- worker. Ids and times are not the order of commits, so nothing is taken for passed because it is old: an entry waits until it is sealed.

-- Under which account attempts stand whose address was nobody's.
create or replace function no_account() returns uuid language sql immutable parallel safe as
  $$ select '00000000-0000-0000-0000-000000000000'::uuid $$;

-- One note for each statement that wrote, however many rows: no two changes wait for each other, and ten thousand invitations cost one.
create or replace function await_sealing() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into audit_waiting (org_id, kind, from_at, to_at)
  select coalesce(org_id, no_account()), tg_argv[0], min(occurred_at), max(occurred_at) from added group by 1;
  return null;
end $$;

-- With the trigger comes what was written before there was one. The lock keeps writers out between the two.
do $$
declare
  t text;
  what text;
begin
  foreach t in array array['audit_events', 'refused_attempts'] loop
    continue when exists (select from pg_trigger where tgrelid = t::regclass and tgname = 'await_sealing');
    what := case t when 'audit_events' then 'event' else 'refusal' end;
    execute format('lock table %I in share row exclusive mode', t);
    execute format('insert into audit_waiting (org_id, kind, from_at, to_at)
      select coalesce(org_id, no_account()), %L, min(occurred_at), max(occurred_at) from %I group by 1', what, t);
    execute format('create trigger await_sealing after insert on %I referencing new table as added
      for each statement execute function await_sealing(%L)', t, what);
  end loop;
end $$;

-- What the hash of an entry covers, form 1: every column as text in a JSON array, so that no two rows read the same. Everything is written
-- in a way that depends on no setting and survives dump and restore: times in UTC to the microsecond, jsonb as it prints itself (keys in
-- its own order). `transaction_id` is covered as the number that was stored; another cluster counts anew, and nothing is compared with
-- it. scripts/audit-chain.mjs says the same again, on its own, to verify: what is changed here takes a new form.
create or replace function audit_moment(p_at timestamptz) returns text language sql immutable parallel safe as
  $$ select to_char(p_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') $$;
create or replace function audit_text(e audit_events) returns text language sql stable parallel safe as $$
  select json_build_array(e.id::text, e.org_id::text, e.transaction_id::text, e.change_id::text, e.event, e.target_kind, e.target_id::text,
    e.target_name, e.before::text, e.after::text, e.actor_kind, e.actor_id::text, e.actor_name, e.address, e.user_agent, e.request_id,
    audit_moment(e.occurred_at))::text
$$;
create or replace function audit_text(r refused_attempts) returns text language sql stable parallel safe as $$
  select json_build_array(r.id::text, r.org_id::text, r.account, r.operation, r.permission, r.reason, r.actor_kind, r.actor_id::text,
    r.actor_name, r.address, r.user_agent, r.request_id, audit_moment(r.occurred_at))::text
$$;

-- The next rows of a span that nothing seals yet, oldest first, as the register will know them. Always by index: what the planner believes
-- of a register that has just grown is wrong.
create or replace function audit_unsealed(p_org uuid, p_kind text, p_from timestamptz, p_to timestamptz, p_limit integer)
returns table (row_id bigint, covered text, occurred_at timestamptz, event text, outcome text, actor_id uuid, target_kind text, target_id uuid, search_text text)
language sql stable set search_path = public, pg_temp set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
  (select e.id, audit_text(e), e.occurred_at, e.event, 'done', e.actor_id, e.target_kind, e.target_id,
          lower(concat_ws(' ', e.actor_name, e.target_name, e.address))
     from audit_events e
    where p_kind = 'event' and e.org_id = p_org and e.occurred_at between p_from and p_to
      and not exists (select from audit_seals s where s.kind = 'event' and s.row_id = e.id)
    order by e.occurred_at, e.id limit p_limit)
  union all
  (select r.id, audit_text(r), r.occurred_at, r.operation, 'refused', r.actor_id, null, null,
          lower(concat_ws(' ', r.actor_name, r.operation, r.address))
     from refused_attempts r
    where p_kind = 'refusal' and (r.org_id = p_org or (r.org_id is null and p_org = no_account())) and r.occurred_at between p_from and p_to
      and not exists (select from audit_seals s where s.kind = 'refusal' and s.row_id = r.id)
    order by r.occurred_at, r.id limit p_limit)
$$;

-- Seals what waits, at most `p_limit` entries of each of some accounts, and gives where their chains stand then: the worker signs that in
-- the same transaction. Crosses tenants because chains are kept for all of them. One sealer an account: another skips it.
create or replace function worker_seal_audit(p_limit integer default 1000) returns table (org_id uuid, seq bigint, hash bytea, sealed integer, has_more boolean)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  chain audit_chains;
  span audit_waiting;
  entry record;
  last_at timestamptz;
begin
  for org_id in select w.org_id from audit_waiting w group by w.org_id order by min(w.id) limit 20 loop
    insert into audit_chains values (org_id, 0, decode(repeat('00', 32), 'hex')) on conflict do nothing;
    select * into chain from audit_chains c where c.org_id = worker_seal_audit.org_id for update skip locked;
    continue when not found;
    sealed := 0;
    begin
      for span in select * from audit_waiting w where w.org_id = chain.org_id order by w.id limit p_limit loop
        for entry in select * from audit_unsealed(chain.org_id, span.kind, span.from_at, span.to_at, p_limit - sealed) loop
          sealed := sealed + 1;
          last_at := entry.occurred_at;
          chain.seq := chain.seq + 1;
          chain.hash := sha256(chain.hash || convert_to(
            json_build_array('1', chain.org_id::text, chain.seq::text, span.kind)::text || entry.covered, 'UTF8'));
          insert into audit_seals values (chain.org_id, chain.seq, span.kind, entry.row_id, 1, chain.hash, entry.occurred_at, entry.event,
            entry.outcome, entry.actor_id, entry.target_kind, entry.target_id, entry.search_text);
        end loop;
        if sealed >= p_limit then
          update audit_waiting w set from_at = last_at where w.id = span.id;
          exit;
        end if;
        delete from audit_waiting w where w.id = span.id;
      end loop;
      update audit_chains c set seq = chain.seq, hash = chain.hash where c.org_id = chain.org_id;
      seq := chain.seq; hash := chain.hash;
      has_more := exists (select from audit_waiting w where w.org_id = chain.org_id);
    -- Somebody has put a seal where the next belongs. The account waits until that is mended, and `npm run audit:verify` names it; the others go on.
    exception when unique_violation then
      raise warning 'the history of account % cannot be sealed: its chain was tampered with', org_id;
      continue;
    end;
    return next; -- also where nothing was left to seal: how many accounts came says whether more wait
  end loop;
end $$;

-- Keeps the signed statement about where a chain stands. Only ever added.
create or replace function worker_keep_checkpoint(p_org uuid, p_seq bigint, p_hash bytea, p_at timestamptz, p_key text, p_signature bytea)
returns void language sql volatile security definer set search_path = public, pg_temp as
  $$ insert into audit_checkpoints values (p_org, p_seq, p_hash, p_at, p_key, p_signature) $$;
grant execute on function worker_seal_audit(integer), worker_keep_checkpoint(uuid, bigint, bytea, timestamptz, text, bytea) to muster_worker;

-- Reading: those who read the history read its register.
do $$
declare t text;
begin
  foreach t in array array['audit_seals', 'audit_checkpoints'] loop
    execute format('alter table %I enable row level security', t);
    execute format('drop policy if exists reading on %I', t);
    execute format($p$create policy reading on %I for select to muster_app
      using (org_id = (select current_tenant()) and (select reads_history()))$p$, t);
    execute format('grant select on %I to muster_app', t);
  end loop;
  alter table audit_chains enable row level security;
  alter table audit_waiting enable row level security;
end $$;

-- Since when something of the entered account waits to be sealed; null where nothing does.
create or replace function audit_waiting_since() returns timestamptz
language sql stable security definer set search_path = public, pg_temp as
  $$ select min(from_at) from audit_waiting where org_id = current_tenant() and reads_history() $$;

-- Substring search cannot use its index behind row security, so it goes through here, for the entered account alone. Gives the numbers of
-- the entries that hold all of these words, or null where there are more than a page can be sorted from: then walking finds them sooner.
create or replace function audit_matching(p_words text[]) returns bigint[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  found_seqs bigint[];
  -- One condition a word: an index serves each of them, and none serves `like all`.
  conditions text := (select string_agg(format(' and search_text like %L',
                               '%' || replace(replace(replace(lower(w), '\', '\\'), '%', '\%'), '_', '\_') || '%'), '')
                        from unnest(p_words) w where length(w) >= 3);
begin
  if not reads_history() then return '{}'; end if;
  if conditions is null then return null; end if;
  execute 'select array_agg(seq) from (select seq from audit_seals where org_id = $1' || conditions || ' limit 10001) x'
    into found_seqs using current_tenant();
  if cardinality(found_seqs) > 10000 then return null; end if;
  return coalesce(found_seqs, '{}');
end $$;
grant execute on function audit_waiting_since(), audit_matching(text[]) to muster_app;
