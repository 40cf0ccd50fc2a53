import { type WordsKey, words } from '@/messages/words'
import { ROLES, type Role, TEAM_PERMISSIONS, type TeamPermission } from './roles'
import type { Scope } from './scope-table'

/** Where a permission is asked: of an organization, of one app, of one's own account, or of two of them. */
export type Place = 'organization' | 'app' | 'own' | 'organization+app' | 'organization+own'

/** One row of the table, read. */
export type Rule = {
  /** What it lets one do; begins with a verb, so that "You may …" can stand before it. */
  readonly says: string
  place: Place
  /** The roles whose cell says yes. */
  roles: readonly Role[]
  /** The role whose cell says: only through their teams. */
  byTeam: Role | null
  teams: readonly TeamPermission[]
  scope: Scope | null
  /** Keys of the rows in the documents' tables that it stands for. */
  stands: readonly string[]
}

/** What the columns of a row say. */
type Row = Omit<Rule, 'place' | 'says'>

/** Reads one line of the table; how its columns are written stands above the table. */
export function row(roles: string, teams: string, scope: Scope | null, stands: string): Row {
  const cells = roles.split(' ')
  const columns = namesIn(teams)
  return {
    roles: ROLES.filter((role, column) => cells[column] === role.letter).map((role) => role.key),
    byTeam: ROLES.find((role, column) => cells[column] === role.letter.toLowerCase())?.key ?? null,
    teams: TEAM_PERMISSIONS.filter((team) => columns.includes(team.column)).map((team) => team.key),
    scope,
    stands: namesIn(stands),
  }
}

/** Says of many rows where they are asked. */
export function at<Name extends string>(place: Place, rows: Record<Name, Row>) {
  // Record<Name, Rule>: each entry is one of the rows, under its own name
  return Object.fromEntries(
    Object.entries<Row>(rows).map(([name, row]) => [name, ruleOf(name, row, place)]),
  ) as Record<Name, Rule>
}

function ruleOf(name: string, row: Row, place: Place): Rule {
  return {
    ...row,
    place,
    get says() {
      return words(`permissions.rules.${name}` as WordsKey) // `sentenceOf` in the table compiles for every name
    },
  }
}

function namesIn(text: string): string[] {
  return text.split(' ').filter(Boolean)
}
