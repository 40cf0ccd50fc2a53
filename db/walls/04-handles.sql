-- Words that are nobody's handle: the portal's own first segments, and those that would pass for the portal speaking.

insert into handles (handle, display, state)
select word, word, 'reserved' from unnest(array[
  'about', 'abuse', 'account', 'accounts', 'activity', 'admin', 'administrator', 'api', 'app', 'apps', 'assets', 'auth',
  'billing', 'blog', 'collaborations', 'contact', 'dashboard', 'docs', 'empty', 'explore', 'favicon', 'forgot', 'health',
  'help', 'home', 'icon', 'icons', 'images', 'invitation', 'invitations', 'invite', 'legal', 'login', 'logout', 'mail', 'me',
  'members', 'models', 'muster', 'new', 'no-reply', 'noreply', 'notifications', 'null', 'oauth', 'official', 'operator',
  'organization', 'organizations', 'owner', 'postmaster', 'pricing', 'privacy', 'profile', 'public', 'ready', 'register',
  'reset', 'robots', 'root', 'saml', 'scim', 'search', 'security', 'session', 'sessions', 'settings', 'sign-in', 'sign-out',
  'sign-up', 'signin', 'signout', 'signup', 'sitemap', 'sso', 'starred', 'static', 'status', 'support', 'system', 'team',
  'teams', 'terms', 'token', 'tokens', 'undefined', 'user', 'users', 'v1', 'v2', 'v3', 'verify', 'webhooks', 'webmaster',
  'welcome', 'well-known', 'workflows', 'www']) word
on conflict (handle) do nothing;
