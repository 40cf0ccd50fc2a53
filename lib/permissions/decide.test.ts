import { describe, expect, test } from 'vitest'
import { decide, type Facts, mayGrantRole, resolve, whoCanGive } from './decide'
import { as, factsOf, given, inApp, restricted, scoped } from './facts.fixture'
import { type Permission, ROLES } from './rules'

const ask = (told: Partial<Facts>, permission: Permission) => decide(resolve(factsOf(told)), permission)

describe('an access explains itself', () => {
  test('names every way, each with what it is', () => {
    const told = { ...as('team_contributor'), ...inApp('public'), teamGrants: [given('full_access')] }
    const decision = ask({ ...told, scopeGrants: [scoped('Models:Get')] }, 'model.view')
    expect(decision.ways).toMatchObject([
      { by: 'team', team: { name: 'QA' }, gives: 'full_access' },
      { by: 'scope', scopes: ['Models:Get'], giver: 'olga' },
      { by: 'sight', visibility: 'public' },
    ])
    expect(decision.says).toBe(
      'You may see all models: through the team QA (Full Access); as a collaborator with Models:Get; the app is public.',
    )
  })

  test('names the end of what ends', () => {
    const until = new Date('2027-05-03T10:00:00Z')
    const decision = ask({ membership: { role: 'admin', since: new Date(0), until } }, 'member.manage')
    expect(decision).toMatchObject({ allowed: true, capped: null, would: [], ways: [{ by: 'role', until }] })
    expect(decision.says).toBe('You may invite, change and remove members: as an Admin until 3 May 2027.')
  })
})

describe('a refusal says why, and who can change it', () => {
  test('the role does not give it', () => {
    const decision = ask(as('organization_user'), 'member.manage')
    expect(decision).toMatchObject({
      allowed: false,
      ways: [],
      capped: null,
      would: [{ change: 'role', to: 'admin' }],
    })
    expect(decision.says).toBe(
      'You may not invite, change and remove members. Your role, Organization User, does not give it, and nothing else does. An Admin can change your role to Admin.',
    )
  })

  test('the role caps what a team gives', () => {
    const told = { ...as('team_contributor'), ...inApp(), scopeGrants: [scoped('Apps:Delete')] }
    const decision = ask(told, 'app.delete')
    expect(decision.capped).toEqual({ by: 'role', role: 'team_contributor' })
    expect(decision.would).toEqual([{ change: 'role', to: 'organization_contributor' }])
    expect(decision.says).toMatch('A Team Contributor may not, whatever teams or scopes give.')
  })

  test('a team permission would give it: the weakest that does', () => {
    const decision = ask({ ...as('team_contributor'), ...inApp() }, 'annotation.write')
    expect(decision.would[0]).toEqual({ change: 'team', to: 'labeler_worker' })
    expect(decision.says).toMatch('can give one of your teams Labeler Worker on this app.')
  })

  test('a restricted team keeps it away', () => {
    const told = { ...as('organization_contributor'), ...inApp(), restrictedTeams: [restricted('Clinic')] }
    const decision = ask(told, 'model.view')
    expect(decision.capped).toEqual({ by: 'restricted', teams: [restricted('Clinic')] })
    expect(decision.says).toMatch('As you are in Clinic, whose access is restricted')
    expect(decision.would[0]).toEqual({ change: 'team', to: 'model_trainer' })
  })

  test.each([
    [['Models:Get'], null, 'member.manage', 'All', 'Only a token with all scopes may.'],
    [['Apps:Get'], null, 'model.view', 'Models:Get', 'The token lacks the scope Models:Get.'],
    [['Models:Get'], 'other', 'model.view', 'elsewhere', 'The token is bound to another place.'],
  ] as const)('a token with %j bound to %s', (scopes, appId, permission, needs, says) => {
    const decision = ask(
      { ...as('admin'), ...inApp(), token: { scopes, appId, accountId: null } },
      permission,
    )
    expect(decision.capped).toEqual({ by: 'token', needs })
    expect(decision.says).toMatch(says)
  })

  test('nobody signed in', () => {
    expect(ask({ actor: { userId: null }, ...inApp() }, 'model.view')).toMatchObject({
      would: [],
      says: 'You may not see all models. Sign in to go on.',
    })
  })

  test('an account of somebody else', () => {
    expect(ask(as('admin'), 'profile.edit').says).toMatch('Only the owner of the account may.')
  })
})

describe('giving', () => {
  test.each([
    ['member.manage', ['admin']],
    ['team.manage', ['admin']],
    ['model.create', ['admin', 'organization_contributor']],
    ['collaborator.add', ['admin', 'organization_contributor']],
    ['finance.view', ['admin']],
    ['profile.edit', []],
  ] as const)('%s is given by %j', (permission, roles) => expect(whoCanGive(permission)).toEqual(roles))

  test('an Admin may make somebody anything, nobody else anybody', () => {
    for (const { key: own } of ROLES)
      for (const { key: role } of ROLES)
        expect([own, role, mayGrantRole(resolve(factsOf(as(own))), role)]).toEqual([
          own,
          role,
          own === 'admin',
        ])
  })

  test('a token that lacks managing members may not', () => {
    const token = { scopes: ['Models:Get'], appId: null, accountId: null }
    expect(mayGrantRole(resolve(factsOf({ ...as('admin'), token })), 'team_contributor')).toBe(false)
  })
})
