import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Facts, resolve } from './access'
import { can, decide } from './decide'
import { as, factsOf, given, inApp, restricted, scoped } from './facts.fixture'
import { oracle } from './oracles/read'
import { PERMISSIONS, type Permission, ROLES, type Role, type Rule, rules, TEAM_PERMISSIONS } from './rules'

const rule = (permission: Permission): Rule => rules[permission]
const allowed = (told: Partial<Facts>) => {
  const access = resolve(factsOf(told))
  return PERMISSIONS.filter((permission) => can(access, permission))
}
const isOfApps = (permission: Permission) => rule(permission).place === 'app'
const isOfOrganization = (permission: Permission) => rule(permission).place.startsWith('organization')
const IN_SIGHT = ['app.view', 'model.view', 'workflow.view']

describe('by role', () => {
  test.each(ROLES.map((role) => role.key))(
    '%s has their column in the organization, and nothing of its apps',
    (role) => {
      expect(allowed(as(role))).toEqual(
        PERMISSIONS.filter((p) => isOfOrganization(p) && rule(p).roles.includes(role)),
      )
    },
  )

  test.each(['admin', 'organization_contributor', 'organization_user'] as const)(
    '%s has it in every app',
    (role) => {
      expect(allowed({ ...as(role), ...inApp() }).filter(isOfApps)).toEqual(
        PERMISSIONS.filter((p) => isOfApps(p) && rule(p).roles.includes(role)),
      )
    },
  )

  test.each(['team_contributor', 'financial_manager', 'infrastructure_manager'] as const)(
    '%s reaches no app by it',
    (role) => expect(allowed({ ...as(role), ...inApp('organization') }).filter(isOfApps)).toEqual([]),
  )

  test('an Infrastructure Manager deploys from the compute pages', () => {
    expect(allowed(as('infrastructure_manager'))).toContain('model.deploy')
  })

  test('a stranger has nothing', () => {
    expect(allowed({})).toEqual([])
    expect(allowed(inApp())).toEqual([])
  })
})

describe('by team', () => {
  const matrix = new Map(oracle('role-matrix.csv').map((row) => [row.key, row]))

  test.each(oracle('crosswalk.csv').map((row) => [row.role_matrix_key ?? '', row] as const))(
    'a Team Contributor has %s as the crosswalk says',
    (key, row) => {
      for (const permission of PERMISSIONS.filter((p) => rule(p).stands.includes(key)))
        for (const { key: team } of TEAM_PERMISSIONS) {
          const isYes = row[team] === 'yes' && matrix.get(key)?.team_contributor === 'yes'
          const told = { ...as('team_contributor'), ...inApp(), teamGrants: [given(team)] }
          expect([permission, team, allowed(told).includes(permission)]).toEqual([permission, team, isYes])
        }
    },
  )

  test('several teams add up', () => {
    const told = { ...as('team_contributor'), ...inApp() }
    const both = allowed({
      ...told,
      teamGrants: [given('model_trainer'), given('labeler_worker', 'Labelers')],
    })
    expect(both).toEqual(expect.arrayContaining(['model.train', 'annotation.write']))
    expect(both).not.toContain('annotation.review')
  })

  test('a Labeler Worker sees assigned tasks and not the inputs of the app', () => {
    const worker = allowed({ ...as('team_contributor'), ...inApp(), teamGrants: [given('labeler_worker')] })
    expect(worker).toEqual(
      expect.arrayContaining(['task.viewAssigned', 'task.viewInputs', 'annotation.write']),
    )
    for (const p of ['input.view', 'annotation.view', 'annotation.review', 'task.viewProgress', 'model.view'])
      expect(worker).not.toContain(p)
  })

  test('the role is a ceiling', () => {
    const full = { ...inApp(), teamGrants: [given('full_access')], scopeGrants: [scoped('All')] }
    expect(allowed({ ...as('team_contributor'), ...full })).not.toContain('app.delete')
    expect(allowed({ ...as('organization_user'), ...full })).toEqual(
      allowed({ ...as('organization_user'), ...inApp() }),
    )
    expect(allowed({ ...as('financial_manager'), ...full }).filter(isOfApps)).toEqual([])
    expect(allowed({ ...as('infrastructure_manager'), ...full }).filter(isOfApps)).toEqual([])
  })

  test('teams are made of members', () => {
    expect(allowed({ ...inApp(), teamGrants: [given('full_access')] })).toEqual([])
  })
})

describe('by scope', () => {
  test('an outside collaborator has what the scopes carry, in this app only', () => {
    const told = { scopeGrants: [scoped('Models:Get', 'Apps:Delete', 'AuditLogs:Get')] }
    expect(allowed({ ...told, ...inApp() })).toEqual(['app.delete', 'model.view'])
    expect(allowed(told)).toEqual([])
  })

  test('every scope carries no permission that has none', () => {
    const told = { ...inApp(), scopeGrants: [scoped('All')] }
    expect(allowed(told).filter((p) => rule(p).scope === null)).toEqual([])
    expect(allowed(told)).toEqual(
      PERMISSIONS.filter((p) => rule(p).scope !== null && /app$/.test(rule(p).place)),
    )
  })

  test('an unknown scope carries nothing', () => {
    expect(allowed({ ...inApp(), scopeGrants: [scoped('Everything', '', 'constructor')] })).toEqual([])
  })
})

describe('by sight', () => {
  test('a public app shows its overview, models and workflows to everybody', () => {
    expect(allowed(inApp('public'))).toEqual(IN_SIGHT)
    expect(allowed({ ...as('financial_manager'), ...inApp('public') }).filter(isOfApps)).toEqual(IN_SIGHT)
  })

  test('an app visible to the organization shows nothing to strangers and Team Contributors', () => {
    expect(allowed(inApp('organization'))).toEqual([])
    expect(allowed({ ...as('team_contributor'), ...inApp('organization') }).filter(isOfApps)).toEqual([])
  })
})

describe('owning', () => {
  const mine = { account: { id: 'lena', kind: 'user' as const, isOwn: true } }
  const app = { id: 'cats', ownerId: 'lena', visibility: 'private' as const }

  test('gives everything in a personal app', () => {
    const inMine = allowed({ ...mine, app })
    expect(inMine.filter(isOfApps)).toEqual(PERMISSIONS.filter(isOfApps))
  })

  test('gives one’s own account and creating apps, and nothing of organizations', () => {
    expect(allowed(mine)).toEqual(PERMISSIONS.filter((p) => /own$/.test(rule(p).place)))
    expect(allowed(mine)).toContain('organization.create')
  })

  test('gives nothing in an app of somebody else', () => {
    expect(allowed({ ...mine, app: { ...app, ownerId: 'acme' } }).filter(isOfApps)).toEqual([])
  })

  test('is of personal accounts only', () => {
    expect(allowed({ account: { id: 'acme', kind: 'organization', isOwn: true }, ...inApp() })).toEqual([])
  })
})

describe('restricted teams', () => {
  const siloed = { restrictedTeams: [restricted('Clinic')] }
  const left = (role: Role) => [
    'organization.view',
    'organization.leave',
    'role.view',
    ...(rule('app.viewList').roles.includes(role) ? ['app.viewList'] : []),
  ]

  test.each(ROLES.map((role) => role.key).filter((role) => role !== 'admin'))(
    'leave %s only their apps',
    (role) => {
      const elsewhere = {
        ...inApp('public'),
        teamGrants: [given('full_access')],
        scopeGrants: [scoped('All')],
      }
      expect(allowed({ ...as(role), ...siloed, ...elsewhere })).toEqual(left(role))
      expect(allowed({ ...as(role), ...siloed })).toEqual(left(role))
    },
  )

  test('leave everything in an app of theirs, and nothing around it', () => {
    const told = {
      ...as('organization_contributor'),
      ...inApp(),
      teamGrants: [given('labeler_worker', 'Clinic', true)],
    }
    expect(allowed({ ...told, ...siloed }).filter(isOfApps)).toEqual(allowed(told).filter(isOfApps))
    expect(allowed({ ...told, ...siloed })).not.toContain('member.view')
  })

  test('do not bind an Admin', () => {
    expect(allowed({ ...as('admin'), ...siloed, ...inApp() })).toEqual(
      allowed({ ...as('admin'), ...inApp() }),
    )
  })
})

describe('tokens', () => {
  const admin = { ...as('admin'), ...inApp() }
  const bound = { appId: null, accountId: null }

  test('reach no further than their scopes', () => {
    expect(allowed({ ...admin, token: { ...bound, scopes: ['Models:Get', 'AuditLogs:Get'] } })).toEqual([
      'audit.view',
      'model.view',
    ])
    expect(allowed({ ...admin, token: { ...bound, scopes: [] } })).toEqual([])
  })

  test('with all scopes act as their owner', () => {
    expect(allowed({ ...admin, token: { ...bound, scopes: 'all' } })).toEqual(allowed(admin))
    expect(allowed({ ...admin, token: { ...bound, scopes: ['All'] } })).toEqual(allowed(admin))
  })

  test('of one app open nothing else', () => {
    const key = { scopes: 'all' as const, appId: 'vision', accountId: null }
    expect(allowed({ ...admin, token: key })).toEqual(PERMISSIONS.filter((p) => /app$/.test(rule(p).place)))
    expect(allowed({ ...as('admin'), token: key })).toEqual([])
    expect(allowed({ ...admin, token: { ...key, appId: 'other' } })).toEqual([])
  })

  test('of one organization open no other', () => {
    const token = { scopes: 'all' as const, appId: null }
    expect(allowed({ ...admin, token: { ...token, accountId: 'acme' } })).toEqual(allowed(admin))
    expect(allowed({ ...admin, token: { ...token, accountId: 'umbrella' } })).toEqual([])
  })
})

describe('whatever the facts', () => {
  const moment = fc.record({ since: fc.constant(new Date(0)), until: fc.constant(null) })
  const role = fc.constantFrom(...ROLES.map(({ key }) => key))
  const teamPermission = fc.constantFrom(...TEAM_PERMISSIONS.map(({ key }) => key))
  const scope = fc.constantFrom('All', ...oracle('scopes.tsv').map((row) => row.scope ?? ''))
  const teams = ['Clinic', 'QA', 'Labelers'].map(restricted)
  const personal = fc.record({
    id: fc.constant('acme'),
    kind: fc.constant('user' as const),
    isOwn: fc.boolean(),
  })
  const organization = fc.constant({ id: 'acme', kind: 'organization' as const, isOwn: false })
  const anyFacts: fc.Arbitrary<Facts> = fc.record({
    actor: fc.record({ userId: fc.option(fc.constant('lena')) }),
    account: fc.oneof(organization, organization, personal),
    membership: fc.option(moment.chain((m) => role.map((r) => ({ ...m, role: r })))),
    restrictedTeams: fc.oneof(fc.constant([]), fc.subarray(teams)),
    app: fc.option(
      fc.record({
        id: fc.constantFrom('vision', 'other'),
        ownerId: fc.constantFrom('acme', 'acme', 'umbrella'),
        visibility: fc.constantFrom('private', 'organization', 'public'),
      }),
    ),
    teamGrants: fc.array(
      fc.tuple(fc.constantFrom(...teams), teamPermission).map(([t, p]) => given(p, t.name)),
      { maxLength: 3 },
    ),
    scopeGrants: fc.array(
      fc.array(scope, { maxLength: 8 }).map((list) => scoped(...list)),
      { maxLength: 2 },
    ),
    token: fc.option(
      fc.record({
        scopes: fc.oneof(fc.constant('all' as const), fc.array(scope, { maxLength: 40 })),
        appId: fc.option(fc.constantFrom('vision', 'other')),
        accountId: fc.option(fc.constantFrom('acme', 'umbrella')),
      }),
    ),
  })
  const holds = (property: (facts: Facts) => void) =>
    fc.assert(fc.property(anyFacts, property), { numRuns: 200 })
  const adds = (more: Facts, than: Facts) => {
    const before = allowed(than)
    return allowed(more).filter((permission) => !before.includes(permission))
  }

  test('the answer and its explanation agree', () =>
    holds((facts) => {
      const access = resolve(facts)
      for (const permission of PERMISSIONS) {
        const decision = decide(access, permission)
        expect(decision.allowed).toBe(can(access, permission))
        expect(decision.ways.length > 0).toBe(decision.allowed)
      }
    }))

  test('what is said to help does help', () =>
    holds((facts) => {
      const access = resolve(facts)
      for (const permission of PERMISSIONS)
        for (const { change, to } of decide(access, permission).would) {
          const changed = { ...facts }
          if (change === 'role') changed.membership = as(to as Role).membership
          else if (change === 'scope') changed.scopeGrants = [...facts.scopeGrants, scoped(to)]
          else continue
          expect(allowed(changed)).toContain(permission)
        }
    }))

  test('ending every way that is named ends the access', () =>
    holds((facts) => {
      const access = resolve(facts)
      for (const permission of allowed(facts)) {
        const ways = decide(access, permission).ways
        if (ways.some((way) => way.by === 'owner' || way.by === 'sight' || way.by === 'role')) continue
        const isNamed = (since: { team?: { id: string }; scopes?: readonly string[] }) =>
          ways.some(
            (w) =>
              (w.by === 'team' && w.team === since.team) || (w.by === 'scope' && w.scopes === since.scopes),
          )
        const ended = {
          ...facts,
          teamGrants: facts.teamGrants.filter((grant) => !isNamed(grant)),
          scopeGrants: facts.scopeGrants.filter((grant) => !isNamed(grant)),
        }
        expect(allowed(ended)).not.toContain(permission)
      }
    }))

  test('taking a grant away never adds', () =>
    holds((facts) => {
      expect(adds({ ...facts, teamGrants: facts.teamGrants.slice(1) }, facts)).toEqual([])
      expect(adds({ ...facts, scopeGrants: facts.scopeGrants.slice(1) }, facts)).toEqual([])
      expect(adds({ ...facts, scopeGrants: [], membership: null }, { ...facts, scopeGrants: [] })).toEqual([])
    }))

  test('a restricted team only takes away, and nothing from an Admin', () =>
    holds((facts) => {
      const free = { ...facts, restrictedTeams: [] }
      expect(adds(facts, free)).toEqual([])
      if (facts.membership?.role === 'admin') expect(adds(free, facts)).toEqual([])
    }))

  test('a token never exceeds its owner or its scopes', () =>
    holds((facts) => {
      expect(adds(facts, { ...facts, token: null })).toEqual([])
      const scopes = facts.token?.scopes
      if (scopes && scopes !== 'all' && !scopes.includes('All'))
        for (const permission of allowed(facts)) expect(scopes).toContain(rule(permission).scope)
    }))

  test('no member gets past their role, but for what everybody sees', () =>
    holds((facts) => {
      if (!facts.membership || facts.account.kind === 'user') return
      const { role } = facts.membership
      for (const permission of allowed(facts).filter((p) => !IN_SIGHT.includes(p)))
        expect(rule(permission).roles.includes(role) || rule(permission).byTeam === role).toBe(true)
    }))

  test('an Organization User changes nothing in an app', () =>
    holds((facts) => {
      if (facts.account.kind === 'user') return
      const viewer = { ...facts, ...as('organization_user') }
      for (const permission of allowed(viewer).filter((p) => p !== 'organization.leave'))
        expect(permission).toMatch(/\.(view|search|use)/)
    }))
})
