import 'server-only'
import { z } from 'zod'
import { cursorOf, pageOf } from '@/lib/paging'
import { type Access, can, decide, type Way } from '@/lib/permissions/decide'
import type { InApp } from '@/lib/permissions/facts'
import { appQuery, type QueryContext } from '@/lib/query'
import { type After, accessOf, type PersonRow, peopleOfApp } from './people'
import { AppPeopleSearch } from './schemas'

const PAGE = 50
const FEW = 6
const _UUID = z.uuid()

/** Somebody who reaches an app, as the viewer may see them. */
export type AppPerson = {
  userId: string
  name: string
  username: string | null
  picture: string | null
  /** Null where the viewer may not see addresses. */
  email: string | null
  isYou: boolean
  /** Whether the viewer may open a page about them. */
  isMember: boolean
  /** By what they reach it: each alone suffices, so ending the access ends them all. */
  ways: Way[]
  /** When the last of them ends by itself; null where one stays for good. */
  until: Date | null
}

/**
 * The people who reach an app, with every way, in the order of their names, one page of them; `q` narrows by name. Admins, Contributors
 * and Organization Users see everybody; who reaches the app alone sees collaborators and, by name, the people of teams they lead there.
 */
export const listAppPeople = appQuery({
  name: 'listAppPeople',
  permission: 'collaborator.view',
  input: AppPeopleSearch,
  async run(context) {
    const { sql, input, access, app, account } = context
    const rows = await peopleOfApp(sql, { after: afterOf(input.cursor), q: input.q, limit: PAGE + 1 })
    const page = pageOf(rows, PAGE, null, (row) => [row.sort_name, row.user_id])
    return {
      app: { handle: app.handle, name: app.name, visibility: app.visibility },
      account: { handle: account.handle, name: account.name, kind: account.kind },
      rows: page.rows.map((row) => shown(row, context)),
      next: page.next,
      cursor: input.cursor || undefined,
      trail: input.trail,
      q: input.q ?? null,
      can: abilities(access),
    }
  },
})

/** Who works here, for the overview of an app: oneself, and a few of the others where one may see them. */
export const findAppPeople = appQuery({
  name: 'findAppPeople',
  permission: 'app.view',
  input: z.object({}),
  async run(context) {
    const { sql, access } = context
    const sees = can(access, 'collaborator.view')
    const rows = sees ? await peopleOfApp(sql, { limit: FEW + 1 }) : []
    return {
      people: sees ? rows.slice(0, FEW).map((row) => shown(row, context)) : null,
      hasMore: rows.length > FEW,
      /** Why the viewer reaches it, in a sentence. */
      why: decide(access, 'app.view').says,
    }
  },
})

function afterOf(cursor: string | undefined): After | undefined {
  const [name, id] = cursorOf(cursor, ['text', 'uuid'])?.values ?? []
  return name !== undefined && id !== undefined ? { name, id } : undefined
}

function shown(row: PersonRow, context: QueryContext<unknown, InApp>): AppPerson {
  const { access, person } = context
  const isYou = row.user_id === person.id
  const ways = decide(accessOf(row, context), 'app.view').ways.filter((way) => way.by !== 'sight')
  return {
    userId: row.user_id,
    name: `${row.first_name} ${row.last_name}`,
    username: row.username,
    picture: row.picture,
    email: can(access, 'member.viewEmails') || isYou ? row.email : null,
    isYou,
    isMember: row.role !== null && can(access, 'member.view'),
    ways,
    until: lastEnd(ways),
  }
}

function lastEnd(ways: readonly Way[]): Date | null {
  const ends = ways.map((way) => ('until' in way ? way.until : null))
  if (ends.length === 0 || ends.includes(null)) return null
  return new Date(Math.max(...ends.map(Number)))
}

/** What the viewer may do about who reaches it. */
const abilities = (access: Access) => ({
  manageMembers: can(access, 'member.manage'),
  manageTeams: can(access, 'team.addApps'),
  manageCollaborators: can(access, 'collaborator.remove'),
  viewEveryone: can(access, 'member.view') || access.facts.account.isOwn,
})
