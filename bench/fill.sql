-- Fills an empty database for the benchmark, set by set, as its owner, in one transaction. The sizes come as settings:
--   bench.large   members of the large organization
--   bench.others  organizations of 100 members each, of which one is the small organization
-- Each of the others has 10 teams and 10 apps, every team on every app; the large one has as many teams as 1 % of its members, ten
-- times as many apps, and 10 teams on each app. One of 100 members, "wide", has the teams and apps of the large one. With 100,000 and 9,000 this makes 1M members, 100k apps and 1M team apps.

create or replace function pg_temp.bench_id(kind text, n bigint) returns uuid language sql immutable as
  $$ select overlay(overlay(md5(kind || n) placing '4' from 13) placing '8' from 17)::uuid $$;

-- Indexes and foreign keys are built after the rows, which takes a fraction of the time; the triggers' columns are filled here.
create temporary table later (statement text, step int) on commit drop;
do $$
declare
  r record;
  tables text[] := array['accounts', 'handles', 'users', 'user_emails', 'sessions', 'organizations', 'members', 'teams', 'team_members', 'apps', 'team_apps'];
begin
  insert into later select pg_get_indexdef(i.indexrelid), 1 from pg_index i
   where i.indrelid::regclass::text = any(tables) and not exists (select from pg_constraint c where c.conindid = i.indexrelid and c.contype in ('p', 'u'));
  for r in select c.conrelid::regclass as t, c.conname as name, pg_get_constraintdef(c.oid) as def from pg_constraint c
            where c.contype = 'f' and c.conrelid::regclass::text = any(tables) loop
    insert into later values (format('alter table %s add constraint %I %s', r.t, r.name, r.def), 2);
    execute format('alter table %s drop constraint %I', r.t, r.name);
  end loop;
  for r in select i.indexrelid::regclass as name from pg_index i
            where i.indrelid::regclass::text = any(tables) and not exists (select from pg_constraint c where c.conindid = i.indexrelid and c.contype in ('p', 'u')) loop
    execute format('drop index %s', r.name);
  end loop;
  execute 'alter table team_apps disable trigger user';
  execute 'alter table apps disable trigger user';
  execute 'alter table members disable trigger carry_person';
  execute 'alter table team_members disable trigger carry_member_name';
  execute 'alter table users disable trigger carry_address';
  execute 'alter table user_emails disable trigger prove_new_address';
end $$;

create temporary table orgs on commit drop as
select o as n, pg_temp.bench_id('org', o) as id,
       case o when 0 then 'large' when 1 then 'small' when current_setting('bench.others')::int then 'wide' else 'org-' || o end as handle,
       case o when 0 then current_setting('bench.large')::int else 100 end as members,
       case when o in (0, current_setting('bench.others')::int) then greatest(10, current_setting('bench.large')::int / 100) else 10 end as teams,
       case when o in (0, current_setting('bench.others')::int) then greatest(10, current_setting('bench.large')::int / 10) else 10 end as apps
  from generate_series(0, current_setting('bench.others')::int) o;

-- Three organizations a person, on average: the persons 1 to 100 are in the small one and in the large one.
create temporary table persons on commit drop as
select n, pg_temp.bench_id('person', n) as id, 'person-' || n as username, first_names[1 + n % 40] as first_name,
       last_names[1 + (n / 7) % 50] || ' ' || chr(65 + n % 26) as last_name, 'person-' || n || '@example.com' as email
  from generate_series(1, greatest(current_setting('bench.large')::int, (current_setting('bench.large')::int + current_setting('bench.others')::int * 100) * 3 / 10)) n,
       (select array['Ada', 'Amir', 'Anja', 'Aya', 'Ben', 'Carla', 'Chen', 'Dana', 'Diego', 'Ebba', 'Elif', 'Emil', 'Femi', 'Greta', 'Hana', 'Hugo',
         'Ines', 'Ivan', 'Jana', 'Jonas', 'Kai', 'Kira', 'Lena', 'Liam', 'Lucia', 'Malik', 'Mara', 'Mina', 'Nils', 'Noor', 'Olga', 'Omar', 'Pia', 'Ravi',
         'Rosa', 'Sami', 'Tara', 'Tom', 'Uma', 'Yuki'] as first_names,
         array['Abe', 'Adler', 'Ahmed', 'Alves', 'Bauer', 'Berg', 'Blum', 'Bond', 'Castro', 'Costa', 'Cruz', 'Dahl', 'Diaz', 'Diop', 'Eder', 'Ek', 'Ferrari',
         'Fischer', 'Fuchs', 'Garcia', 'Gupta', 'Haas', 'Ito', 'Jansen', 'Kaya', 'Khan', 'Kim', 'Klein', 'Lang', 'Lee', 'Lopez', 'Meyer', 'Mori', 'Nagy', 'Novak',
         'Okafor', 'Olsen', 'Patel', 'Pham', 'Reyes', 'Rossi', 'Sato', 'Silva', 'Singh', 'Smith', 'Tanaka', 'Vogel', 'Weber', 'Wolf', 'Young'] as last_names) names;

insert into accounts (id, kind) select id, 'user' from persons union all select id, 'organization' from orgs;
insert into handles (handle, display, account_id, state)
select username, username, id, 'current' from persons union all select handle, handle, id, 'current' from orgs;
insert into users (id, username, first_name, last_name, email, email_normalized, email_verified_at, password_hash, last_active_at)
select id, username, first_name, last_name, email, email, now(), 'nobody signs in with a password here', now() - n % 400 * interval '1 hour' from persons;
insert into user_emails (user_id, email, email_normalized, verified_at) select id, email, email, now() from persons;
insert into sessions (id, user_id, expires_at) select pg_temp.bench_id('session', n), id, now() + interval '10 years' from persons;
insert into organizations (org_id, name, name_normalized, billing_email, created_by)
select id, 'Organization ' || handle, 'organization ' || handle, handle || '@example.com', pg_temp.bench_id('person', 1) from orgs;

-- The seat m of an organization. The first is its Admin, and one more in 5,000.
create temporary table seats on commit drop as
select o.n as org, o.id as org_id, o.teams, m,
       1 + (case o.n when 0 then m - 1 else (o.n - 1)::bigint * 100 + m - 1 end) % (select count(*) from persons) as person
  from orgs o, generate_series(1, o.members) m;

insert into members (org_id, user_id, role, joined_at, username, first_name, last_name, email, sort_name, sort_email, search_text, last_active_at)
select s.org_id, p.id,
       case when s.m % 5000 = 1 then 'admin' when s.m % 4 = 2 then 'team_contributor' when s.m % 4 = 3 then 'organization_contributor' else 'organization_user' end,
       now() - s.m * interval '7 minutes', p.username, p.first_name, p.last_name, p.email, lower(p.first_name || ' ' || p.last_name), p.email,
       lower(p.first_name || ' ' || p.last_name || ' ' || p.username) || ' ' || p.email, now() - p.n % 400 * interval '1 hour'
  from seats s join persons p on p.n = s.person;

insert into teams (id, org_id, handle, name, permission)
select pg_temp.bench_id('team' || o.n || '-', t), o.id, 'team-' || t, 'Team ' || t, 'model_trainer' from orgs o, generate_series(1, o.teams) t;
insert into team_members (org_id, team_id, user_id, sort_name)
select distinct s.org_id, pg_temp.bench_id('team' || s.org || '-', 1 + (s.m * f) % s.teams), p.id, lower(p.first_name || ' ' || p.last_name)
  from seats s join persons p on p.n = s.person, unnest(array[1, 7]) f;
insert into apps (id, org_id, handle, name, updated_at)
select pg_temp.bench_id('app' || o.n || '-', a), o.id, 'app-' || a, 'App ' || a, now() - a * interval '1 minute' from orgs o, generate_series(1, o.apps) a;
insert into team_apps (org_id, team_id, app_id, permission, sort_name)
select o.id, pg_temp.bench_id('team' || o.n || '-', 1 + (a + s * (o.teams / 10)) % o.teams), pg_temp.bench_id('app' || o.n || '-', a),
       case s % 2 when 0 then 'model_trainer' else 'labeler_worker' end, 'app ' || a
  from orgs o, generate_series(1, o.apps) a, generate_series(0, 9) s;

-- What `pgbench -S` reads, at its scale 10.
create schema if not exists bench;
create table if not exists bench.pgbench_branches (bid int primary key, bbalance int, filler char(88));
create table if not exists bench.pgbench_accounts (aid int primary key, bid int, abalance int, filler char(84));
insert into bench.pgbench_branches select n, 0, '' from generate_series(1, 10) n;
insert into bench.pgbench_accounts select n, 1 + n / 100001, 0, '' from generate_series(1, 1000000) n;
grant usage on schema bench to muster_app;
grant select on bench.pgbench_accounts to muster_app;

do $$
declare r record;
begin
  for r in select statement from later order by step loop execute r.statement; end loop;
  execute 'alter table team_apps enable trigger user';
  execute 'alter table apps enable trigger user';
  execute 'alter table members enable trigger carry_person';
  execute 'alter table team_members enable trigger carry_member_name';
  execute 'alter table users enable trigger carry_address';
  execute 'alter table user_emails enable trigger prove_new_address';
end $$;
