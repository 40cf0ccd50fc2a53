import type { Facts } from './access'
import type { Role, TeamPermission } from './rules'

const SINCE = new Date('2026-01-01T00:00:00Z')
const ALWAYS = { since: SINCE, until: null }

/** Facts for tests: a signed-in stranger to an organization, unless told otherwise. */
export function factsOf(told: Partial<Facts> = {}): Facts {
  return {
    actor: { userId: 'lena' },
    account: { id: 'acme', kind: 'organization', isOwn: false },
    membership: null,
    restrictedTeams: [],
    app: null,
    teamGrants: [],
    scopeGrants: [],
    token: null,
    ...told,
  }
}

/** A member with this role. */
export const as = (role: Role) => ({ membership: { ...ALWAYS, role } })

/** A private app of the organization, unless told otherwise. */
export const inApp = (visibility: 'private' | 'organization' | 'public' = 'private') => ({
  app: { id: 'vision', ownerId: 'acme', visibility },
})

/** What one team was given on the app. */
export const given = (gives: TeamPermission, name = 'QA', isRestricted = false) => ({
  ...ALWAYS,
  team: { id: name, handle: name.toLowerCase(), name, isRestricted },
  gives,
})

/** What a collaborator was given on the app. */
export const scoped = (...scopes: string[]) => ({ ...ALWAYS, scopes, by: 'olga' })

/** A restricted team that the actor is in. */
export const restricted = (name: string) => ({ id: name, handle: name.toLowerCase(), name })
