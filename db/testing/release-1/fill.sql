-- An installation of release 1 in use: one of everything that its tables could hold.
insert into accounts (id, kind) values
  ('00000000-0000-4000-8000-000000000001', 'user'), ('00000000-0000-4000-8000-000000000002', 'user'),
  ('00000000-0000-4000-8000-000000000003', 'user'), ('00000000-0000-4000-8000-000000000010', 'organization');
insert into handles (handle, display, account_id, state) values
  ('lena', 'Lena', '00000000-0000-4000-8000-000000000001', 'current'), ('omar', 'omar', '00000000-0000-4000-8000-000000000002', 'current'),
  ('noor', 'noor', '00000000-0000-4000-8000-000000000003', 'current'), ('acme', 'Acme', '00000000-0000-4000-8000-000000000010', 'current');
insert into users (id, username, first_name, last_name, email, email_normalized, email_verified_at, password_hash, is_operator) values
  ('00000000-0000-4000-8000-000000000001', 'Lena', 'Lena', 'Berg', 'Lena@Example.test', 'lena@example.test', now(), 'hash-of-lena', true),
  ('00000000-0000-4000-8000-000000000002', 'omar', 'Omar', 'Haddad', 'omar@example.test', 'omar@example.test', now(), 'hash-of-omar', false),
  ('00000000-0000-4000-8000-000000000003', 'noor', 'Noor', 'Ibsen', 'noor@example.test', 'noor@example.test', null, 'hash-of-noor', false);
insert into sessions (id, user_id, expires_at) values
  ('00000000-0000-4000-8000-000000000021', '00000000-0000-4000-8000-000000000001', now() + interval '20 days'),
  ('00000000-0000-4000-8000-000000000022', '00000000-0000-4000-8000-000000000002', now() + interval '20 days');
insert into organizations (org_id, name, name_normalized, billing_email, created_by) values
  ('00000000-0000-4000-8000-000000000010', 'Acme', 'acme', 'bills@example.test', '00000000-0000-4000-8000-000000000001');
insert into members (org_id, user_id, role, started_by) values
  ('00000000-0000-4000-8000-000000000010', '00000000-0000-4000-8000-000000000001', 'admin', '00000000-0000-4000-8000-000000000001');
insert into members (org_id, user_id, role, started_by, ended_at, ended_by, ended_change) values
  ('00000000-0000-4000-8000-000000000010', '00000000-0000-4000-8000-000000000002', 'team_contributor', '00000000-0000-4000-8000-000000000001',
   now() - interval '1 day', '00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-0000000000c1');
insert into members (org_id, user_id, role, started_by, started_change) values
  ('00000000-0000-4000-8000-000000000010', '00000000-0000-4000-8000-000000000002', 'organization_user', '00000000-0000-4000-8000-000000000001',
   '00000000-0000-4000-8000-0000000000c1');
insert into teams (id, org_id, handle, name, permission) values
  ('00000000-0000-4000-8000-000000000031', '00000000-0000-4000-8000-000000000010', 'qa', 'QA', 'labeler_lead');
insert into team_members (org_id, team_id, user_id) values
  ('00000000-0000-4000-8000-000000000010', '00000000-0000-4000-8000-000000000031', '00000000-0000-4000-8000-000000000002');
insert into apps (id, org_id, handle, name) values
  ('00000000-0000-4000-8000-000000000041', '00000000-0000-4000-8000-000000000010', 'vision', 'Vision');
insert into team_apps (org_id, team_id, app_id, permission) values
  ('00000000-0000-4000-8000-000000000010', '00000000-0000-4000-8000-000000000031', '00000000-0000-4000-8000-000000000041', 'labeler_lead');
insert into collaborators (org_id, app_id, user_id, scopes) values
  ('00000000-0000-4000-8000-000000000010', '00000000-0000-4000-8000-000000000041', '00000000-0000-4000-8000-000000000003', '{model.view}');
insert into invitations (id, org_id, email, email_normalized, role, invited_by, inviter_name, expires_at) values
  ('00000000-0000-4000-8000-000000000051', '00000000-0000-4000-8000-000000000010', 'pia@example.test', 'pia@example.test', 'organization_user',
   '00000000-0000-4000-8000-000000000001', 'Lena Berg', now() + interval '7 days');
insert into invitation_links (org_id, invitation_id, kind, token_hash) values
  ('00000000-0000-4000-8000-000000000010', '00000000-0000-4000-8000-000000000051', 'mailed', sha256('a-secret-of-release-1-that-was-mailed-to-pi'));
insert into audit_events (org_id, change_id, event, target_kind, target_id, target_name, after, actor_kind, actor_id, actor_name) values
  ('00000000-0000-4000-8000-000000000010', '00000000-0000-4000-8000-0000000000c0', 'organization.created', 'organization',
   '00000000-0000-4000-8000-000000000010', 'Acme', '{"name": "Acme"}', 'person', '00000000-0000-4000-8000-000000000001', 'Lena Berg'),
  ('00000000-0000-4000-8000-000000000010', '00000000-0000-4000-8000-0000000000c1', 'member.roleChanged', 'member',
   '00000000-0000-4000-8000-000000000002', 'Omar Haddad', '{"role": "organization_user"}', 'person', '00000000-0000-4000-8000-000000000001', 'Lena Berg');
insert into notifications (user_id, org_id, kind, subject_id, detail) values
  ('00000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-000000000010', 'role_changed', '00000000-0000-4000-8000-000000000010',
   '{"role": "organization_user", "organization": "Acme"}');
insert into mails (id, org_id, user_id, template, to_address, detail, status) values
  ('00000000-0000-4000-8000-000000000061', null, '00000000-0000-4000-8000-000000000003', 'verify_email', 'noor@example.test',
   '{"template": "verify_email", "userId": "00000000-0000-4000-8000-000000000003"}', 'kept');
