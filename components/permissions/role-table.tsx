import {
  ROLES,
  type Role,
  type Rule,
  rules,
  SECTIONS,
  TEAM_PERMISSIONS,
  type TeamPermission,
} from '@/lib/permissions/rules'
import { words } from '@/messages/words'
import { RoleIcon, RoleTag } from '../members/role-tag'
import { Tag } from '../ui/tag'
import { Matrix, type MatrixColumn } from './matrix'
import { type Verdict, VerdictSigns } from './verdict'

/** What each role, each team permission and each scope lets one do, read from the table that decides it. */
export function RoleTable({ role }: { role: Role | null }) {
  const columns: MatrixColumn[] = ROLES.map(({ key, label }) => ({
    key,
    label,
    icon: <RoleIcon role={key} />,
    isYours: key === role,
  }))
  return (
    <div className="relative grid min-w-0 gap-10">
      <VerdictSigns />
      <section className="grid min-w-0 gap-4" aria-labelledby="roles-title">
        <Heading id="roles-title" title={words('permissions.roleTable.roles')}>
          {words('permissions.roleTable.eachMemberOfTheOrganizationHas')}
        </Heading>
        <Roles role={role} />
        <Contents />
        {sections((rule) => rule.place !== 'own').map(({ key, label, rows }) => (
          <Matrix
            key={key}
            id={anchor(key)}
            label={label}
            columns={columns}
            rows={rows.map(({ key, rule }) => ({
              key,
              says: rule.says,
              verdicts: ROLES.map((one) => roleVerdict(rule, one.key)),
            }))}
          />
        ))}
      </section>
      <section className="grid min-w-0 gap-4" aria-labelledby="team-permissions-title">
        <Heading id="team-permissions-title" title={words('permissions.roleTable.teamPermissionsAndScopes')}>
          {words('permissions.roleTable.aTeamIsGivenOneOfFour')}
        </Heading>
        <TeamPermissions />
        {sections((rule) => rule.place.endsWith('app')).map(({ key, label, rows }) => (
          <Matrix
            key={key}
            label={label}
            hasScopes
            columns={TEAM_PERMISSIONS}
            rows={rows.map(({ key, rule }) => ({
              key,
              says: rule.says,
              scope: rule.scope,
              verdicts: TEAM_PERMISSIONS.map((team) => teamVerdict(rule, team.key)),
            }))}
          />
        ))}
      </section>
    </div>
  )
}

/** The table is long: a way to each of its sections. */
function Contents() {
  return (
    <nav aria-label={words('permissions.roleTable.sectionsOfTheTable')}>
      <ul className="flex flex-wrap gap-x-4 gap-y-1">
        {sections((rule) => rule.place !== 'own').map(({ key, label }) => (
          <li key={key}>
            <a href={`#${anchor(key)}`} className="text-link inline-block min-h-6">
              {label}
            </a>
          </li>
        ))}
        <li>
          <a href="#team-permissions-title" className="text-link inline-block min-h-6">
            {words('permissions.roleTable.teamPermissionsAndScopes')}
          </a>
        </li>
      </ul>
    </nav>
  )
}

const anchor = (key: string) => `may-${key}`

function Heading({ id, title, children }: { id: string; title: string; children: string | string[] }) {
  return (
    <div className="max-w-3xl">
      <h2 id={id} className="scroll-mt-[68px] text-[17px] leading-6 font-semibold">
        {title}
      </h2>
      <p className="mt-1 text-muted">{children}</p>
    </div>
  )
}

function Roles({ role }: { role: Role | null }) {
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,18rem),1fr))] gap-3">
      {ROLES.map(({ key, reach, description }) => (
        <li key={key} className="rounded-lg border border-line bg-surface p-4">
          <div className="flex flex-wrap items-center gap-2">
            <RoleTag role={key} />
            {reach ? <span className="text-[13px] text-muted">{reach}</span> : null}
            {key === role ? <Tag tone="accent">{words('permissions.roleTable.yourRole')}</Tag> : null}
          </div>
          <p className="mt-2 text-[13px]">{description}</p>
        </li>
      ))}
    </ul>
  )
}

function TeamPermissions() {
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,18rem),1fr))] gap-3">
      {TEAM_PERMISSIONS.map(({ key, label, description, advice }) => (
        <li key={key} className="rounded-lg border border-line bg-surface p-4">
          <h3 className="font-semibold">{label}</h3>
          <p className="mt-1 text-[13px]">{description}</p>
          <p className="mt-1 text-[13px] text-muted">{advice}</p>
        </li>
      ))}
    </ul>
  )
}

/** The sections of the table with the rows that are `shown`, leaving out those that then are empty. */
function sections(shown: (rule: Rule) => boolean) {
  return SECTIONS.map(({ key, permissions }) => ({
    key,
    label: words(`permissions.sections.${key}`),
    rows: permissions.map((key) => ({ key, rule: rules[key] })).filter(({ rule }) => shown(rule)),
  })).filter(({ rows }) => rows.length > 0)
}

function roleVerdict(rule: Rule, role: Role): Verdict {
  if (rule.byTeam === role) return 'by_team'
  return rule.roles.includes(role) ? 'yes' : 'no'
}

function teamVerdict(rule: Rule, team: TeamPermission): Verdict {
  return rule.teams.includes(team) ? 'yes' : 'no'
}
