-- What the app role may do with each table, as far as the policies let it.

-- Nothing is ever deleted by the app role but the buckets of the rate limiter.
grant select, insert, update on invitations, invitation_links, teams, apps, shares, concepts, webhooks, webhook_deliveries to muster_app;
-- A grant is ended, never edited.
grant select, insert, update (ended_at, ended_by, ended_change) on members, team_members, team_apps, collaborators to muster_app;
-- Not the billing address, which `billing_email()` gives to those who may see it; nor what deletes and restores.
grant select (org_id, name, name_normalized, invitation_ttl_days, collaborators_may_share, token_max_days, token_approval, created_by, created_at),
      update (name, name_normalized, billing_email, invitation_ttl_days, collaborators_may_share, token_max_days, token_approval) on organizations to muster_app;
-- The history is added to, never edited; when and in which transaction something happened is not the portal's to say.
grant select, insert (org_id, change_id, event, target_kind, target_id, target_name, before, after, actor_kind, actor_id, actor_name,
  address, user_agent, request_id) on audit_events to muster_app;
grant select on refused_attempts, app_marks to muster_app;
grant select, insert, update (read_at) on notifications to muster_app;
grant select, insert, update, delete on rate_limits to muster_app;
grant usage on all sequences in schema public to muster_app;
