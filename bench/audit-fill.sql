-- An organization with an Admin and a long history, entries evenly over the years from 2024 on. `bench.entries` says how many.
insert into accounts (id, kind) values ('00000000-0000-4000-8000-000000000001', 'user'), ('00000000-0000-4000-8000-000000000003', 'organization');
insert into handles (handle, display, account_id, state) values
  ('reader', 'reader', '00000000-0000-4000-8000-000000000001', 'current'), ('big', 'big', '00000000-0000-4000-8000-000000000003', 'current');
insert into users (id, username, first_name, last_name, email, email_normalized, email_verified_at, password_hash)
  values ('00000000-0000-4000-8000-000000000001', 'reader', 'Ada', 'Reader', 'reader@example.test', 'reader@example.test', now(), 'none');
insert into sessions (id, user_id, expires_at) values ('00000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-000000000001', now() + interval '10 years');
insert into organizations (org_id, name, name_normalized, billing_email, created_by)
  values ('00000000-0000-4000-8000-000000000003', 'Big', 'big', 'big@example.test', '00000000-0000-4000-8000-000000000001');
insert into members (org_id, user_id, role) values ('00000000-0000-4000-8000-000000000003', '00000000-0000-4000-8000-000000000001', 'admin');

insert into audit_events (org_id, change_id, event, target_kind, target_id, target_name, before, after, actor_kind, actor_id, actor_name, address, user_agent,
                          request_id, occurred_at)
select '00000000-0000-4000-8000-000000000003', gen_random_uuid(),
       case when n % 200000 = 7 then 'organization.purged'
            else (array['member.invited', 'member.roleChanged', 'member.removed', 'invitation.resent', 'member.joined'])[1 + n % 5] end,
       case n % 5 when 0 then 'invitation' else 'member' end, md5((n % 5000)::text)::uuid,
       case when n % 100000 = 11 then 'Rare bird ' || n else 'Person ' || n % 5000 end, '{"role": "admin"}', '{"role": "team_contributor"}', 'person',
       ('00000000-0000-4000-8000-' || lpad((n % 200)::text, 12, '0'))::uuid, 'Actor ' || n % 200, '10.0.0.' || n % 200,
       'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/143.0 Safari/537.36', gen_random_uuid(),
       '2024-01-01Z'::timestamptz + n * (interval '2 years' / current_setting('bench.entries')::int)
  from generate_series(1, current_setting('bench.entries')::int) n;
insert into refused_attempts (org_id, account, operation, permission, reason, actor_kind, actor_id, actor_name, address, user_agent, request_id, occurred_at)
select '00000000-0000-4000-8000-000000000003', 'big', 'listMembers', 'member.view', 'forbidden', 'person',
       ('00000000-0000-4000-8000-' || lpad((n % 200)::text, 12, '0'))::uuid, 'Actor ' || n % 200, '10.0.0.' || n % 200, 'curl/8', gen_random_uuid(),
       '2024-01-01Z'::timestamptz + n * (interval '2 years' / current_setting('bench.entries')::int * 100)
  from generate_series(1, current_setting('bench.entries')::int / 100) n;
