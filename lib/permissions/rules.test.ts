import { describe, expect, test } from 'vitest'
import { oracle } from './oracles/read'
import {
  PERMISSIONS,
  type Permission,
  ROLES,
  type Role,
  type Rule,
  rules,
  SECTIONS,
  TEAM_PERMISSIONS,
} from './rules'

const roleMatrix = oracle('role-matrix.csv')
const ownPermissions = oracle('own-permissions.csv')
const teamPermissions = oracle('team-permissions.csv')
const crosswalk: Record<string, string>[] = oracle('crosswalk.csv').map((row) => ({
  ...row,
  key: row.role_matrix_key ?? '',
}))
const scopes = oracle('scopes.tsv')

const rule = (permission: Permission): Rule => rules[permission]
const standingFor = (key: string) => PERMISSIONS.filter((permission) => rule(permission).stands.includes(key))
const rowsOf = (permission: Permission, tables: Record<string, string>[][]) =>
  tables.flat().filter((row) => rule(permission).stands.includes(row.key ?? ''))

/** The documents' special cells: each is "through their teams", held apart below. */
const THROUGH_TEAMS = ['by_team', 'own_teams', 'by_team_full_access']

function roleCell(permission: Permission, role: Role): string {
  if (rule(permission).byTeam === role) return 'through teams'
  return rule(permission).roles.includes(role) ? 'yes' : 'no'
}

describe.each([
  ['role-matrix.csv', roleMatrix, 26],
  ['own-permissions.csv', ownPermissions, 18],
])('%s', (_file, table, count) => {
  test('is whole', () => expect(table).toHaveLength(count))

  test('has its columns in the order of the roles', () => {
    expect(Object.keys(table[0] ?? {}).slice(2, 8)).toEqual(ROLES.map((role) => role.key))
  })

  test.each(table.map((row) => [row.key ?? '', row] as const))('%s', (key, row) => {
    expect(standingFor(key)).not.toEqual([])
    for (const permission of standingFor(key))
      for (const { key: role } of ROLES) {
        const cell = row[role] ?? ''
        expect([permission, role, roleCell(permission, role)]).toEqual([
          permission,
          role,
          THROUGH_TEAMS.includes(cell) ? 'through teams' : cell,
        ])
      }
  })
})

describe.each([
  ['team-permissions.csv', teamPermissions, 27],
  ['crosswalk.csv', crosswalk, 17],
])('%s', (_file, table, count) => {
  test('is whole', () => expect(table).toHaveLength(count))

  test('has its columns in the order of the team permissions', () => {
    const columns = Object.keys(table[0] ?? {}).filter((heading) =>
      /_(access|trainer|lead|worker)$/.test(heading),
    )
    expect(columns).toEqual(TEAM_PERMISSIONS.map((team) => team.key))
  })

  test.each(table.map((row) => [row.key ?? '', row] as const))('%s', (key, row) => {
    expect(standingFor(key)).not.toEqual([])
    for (const permission of standingFor(key))
      for (const { key: team } of TEAM_PERMISSIONS)
        expect([permission, team, rule(permission).teams.includes(team) ? 'yes' : 'no']).toEqual([
          permission,
          team,
          row[team],
        ])
  })
})

describe('the table says no more than the documents', () => {
  const tables = [roleMatrix, ownPermissions, teamPermissions, crosswalk]

  test.each(PERMISSIONS)('%s stands for rows that exist', (permission) => {
    const keys = rowsOf(permission, tables).map((row) => row.key)
    expect(new Set(keys)).toEqual(new Set(rule(permission).stands))
  })

  test('only these stand for no row', () => {
    expect(PERMISSIONS.filter((permission) => rule(permission).stands.length === 0)).toEqual([
      'role.view',
      'team.viewOwn',
      'collaboration.view',
      'app.viewList',
      'profile.edit',
      'session.manage',
      'organization.create',
      'invitation.answer',
      'collaboration.answer',
      'collaboration.leave',
      'notification.view',
      'ownToken.view',
      'ownToken.create',
      'ownToken.revoke',
    ])
  })

  test.each(PERMISSIONS)('%s is given by no team permission that no row names', (permission) => {
    const named = rowsOf(permission, [teamPermissions, crosswalk])
    const keysOnly = rowsOf(permission, [ownPermissions]).some((row) =>
      Object.values(row).includes('by_team_full_access'),
    )
    const expected = TEAM_PERMISSIONS.filter(({ key }) => named.some((row) => row[key] === 'yes')).map(
      (t) => t.key,
    )
    expect(rule(permission).teams).toEqual(keysOnly ? ['full_access'] : expected)
  })

  test('where no role row speaks, contributors are not capped and an Organization User stays view-only', () => {
    const silent = PERMISSIONS.filter(
      (permission) => rowsOf(permission, [roleMatrix, ownPermissions]).length === 0,
    )
    for (const permission of silent.filter((p) => rule(p).place === 'app')) {
      const isViewing = /\.(view|search)/.test(permission)
      const roles = ['admin', 'organization_contributor', 'team_contributor']
      expect([permission, rule(permission).roles]).toEqual([
        permission,
        isViewing ? [...roles, 'organization_user'] : roles,
      ])
    }
  })

  test('who sees only their own teams has a permission of their own for it', () => {
    expect(ownPermissions.find((row) => row.key === 'view_teams')?.team_contributor).toBe('own_teams')
    expect(roleCell('team.viewOwn', 'team_contributor')).toBe('yes')
    expect(rules['team.view'].place).toBe('organization')
  })
})

describe('scopes', () => {
  /** Exposed, but what they carry has no row of its own until its page or operation comes. */
  const NOT_YET =
    /^(All|Metrics:(Add|Delete)|LabelOrders|WorkflowMetrics|FindDuplicateAnnotationsJobs|InstalledModuleVersions:Get|SavedSearch|(ModelVersion|Workflow)Publications:Delete|BulkOperation|Uploads|Runners|RunnerItems|Nodepools|ComputeClusters:Delete|ModelExports|Deployments:(Get|Delete)|InstanceTypes|Models:Pull|LogEntries|WorkflowVersionEvaluations|Pipelines|PipelineSteps|PasswordPolicies:(Get|Delete)|Secrets|UserMetrics|AnnotationTracks|Artifacts)(:|$)/

  test('every scope that a row names is known, exposed and not deprecated', () => {
    const usable = scopes
      .filter((row) => row.exposed === 'yes' && row.deprecated === 'no')
      .map((row) => row.scope)
    for (const permission of PERMISSIONS)
      if (rule(permission).scope !== null) expect(usable).toContain(rule(permission).scope)
  })

  test.each(
    scopes.filter((row) => row.exposed === 'yes' && row.deprecated === 'no').map((row) => row.scope ?? ''),
  )('%s carries something, or is listed as not yet', (scope) => {
    const carries = PERMISSIONS.some((permission) => rule(permission).scope === scope)
    expect([scope, carries]).toEqual([scope, !NOT_YET.test(scope)])
  })

  test('every basic scope gives only scopes that carry something', () => {
    for (const row of oracle('basic-scopes.tsv'))
      for (const scope of (row.gives ?? '').split(','))
        expect([scope, PERMISSIONS.some((p) => rule(p).scope === scope)]).toEqual([scope, true])
  })
})

describe('the words', () => {
  test.each(PERMISSIONS)('%s is noun.verb and says one sentence', (permission) => {
    expect(permission).toMatch(/^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/)
    expect(rule(permission).says).toMatch(/^[A-Z][a-z]+,? .*[^.]$/)
  })

  test('no two rows say the same, and each is shown in one section', () => {
    expect(new Set(PERMISSIONS.map((p) => rule(p).says)).size).toBe(PERMISSIONS.length)
    expect(SECTIONS.flatMap((section) => section.permissions).sort()).toEqual([...PERMISSIONS].sort())
  })
})
