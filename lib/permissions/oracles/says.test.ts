import { expect, test } from 'vitest'
import { type Access, can, resolve } from '../access'
import { PERMISSIONS, rules } from '../rules'
import { KINDS, type Kind, nameOf, type Place, says } from './says'

/** Rows for looking and doing at once: which of it is left to the role that only looks, they do not say. */
const FOR_BOTH = ['access_all_features', 'review_annotations']
const since = new Date(0)
const app = { id: 'given', ownerId: 'org', handle: 'given', name: 'Given', visibility: 'private' as const }

function accessOf({ role, team, isRestricted }: Kind, place: Place): Access {
  const theirs = team && { id: 'team', handle: 'team', name: 'Team', isRestricted }
  return resolve({
    actor: { userId: 'somebody' },
    account: { id: 'org', kind: 'organization', isOwn: false },
    membership: { role, since, until: null },
    restrictedTeams: theirs && isRestricted ? [theirs] : [],
    app: place === 'organization' ? null : { ...app, id: place },
    teamGrants: theirs && place === 'given' ? [{ team: theirs, gives: team, since, until: null }] : [],
    scopeGrants: [],
    token: null,
  })
}

/** Two ways to the same answer, neither of which reads the other: the code's table and its bits, and the documents' tables. */
test.each(KINDS.map((kind) => [nameOf(kind), kind] as const))('%s may what the tables say', (_name, kind) => {
  for (const permission of PERMISSIONS)
    for (const place of ['organization', 'given', 'other'] as const) {
      const rule = rules[permission]
      const isAsked = place === 'organization' ? rule.place.startsWith('organization') : rule.place === 'app'
      if (!isAsked || rule.stands.length === 0 || rule.stands.some((key) => FOR_BOTH.includes(key))) continue
      const said = rule.stands.map((key) => says(key, kind, place))
      expect([permission, place, can(accessOf(kind, place), permission)]).toEqual([
        permission,
        place,
        said.every(Boolean),
      ])
    }
})
