/** Words that stand where an app's ID does in addresses of an account's apps: pages of the list itself, now or likely one day. */
export const RESERVED_APP_IDS: ReadonlySet<string> = new Set([
  'all',
  'app',
  'apps',
  'deleted',
  'export',
  'import',
  'manage',
  'models',
  'new',
  'review',
  'search',
  'settings',
  'starred',
  'templates',
  'transfer',
  'workflows',
])
