import 'server-only'
import { z } from 'zod'
import { targetOf } from '@/lib/apps/ending'
import { idTaken } from '@/lib/apps/taken'
import { authorOf, recordEntries } from '@/lib/audit/entry'
import { appCommand } from '@/lib/command'
import { invalid, notFound } from '@/lib/errors'
import { type BoundedCount, boundedCount, COUNT_BOUND } from '@/lib/paging'
import { appQuery } from '@/lib/query'
import { words } from '@/messages/words'
import { TransferAppInput } from './schemas'

export type Destination = { handle: string; name: string; kind: 'user' | 'organization' }

/** Where the app can go, and what would end with its going. */
export const previewTransfer = appQuery({
  name: 'previewTransfer',
  permission: 'app.transfer',
  input: z.object({}),
  async run({ sql, account, app }) {
    const live = sql`ended_at is null and (expires_at is null or expires_at > now())`
    const [destinations, [teams], [collaborators]] = await Promise.all([
      sql<Destination[]>`select * from app_destinations()`,
      sql<[{ count: number }]>`
        select count(*)::integer as count from (select 1 from team_apps where app_id = ${app.id}::uuid and ${live} limit ${COUNT_BOUND + 1}) c`,
      sql<[{ count: number }]>`
        select count(*)::integer as count from (select 1 from collaborators where app_id = ${app.id}::uuid and ${live} limit ${COUNT_BOUND + 1}) c`,
    ])
    return {
      account,
      app,
      destinations: [...destinations],
      teams: boundedCount(teams.count),
      collaborators: boundedCount(collaborators.count),
    }
  },
})
export type TransferPreview = {
  account: { handle: string; name: string; kind: 'user' | 'organization' }
  app: { handle: string; name: string; visibility: string }
  destinations: Destination[]
  teams: BoundedCount
  collaborators: BoundedCount
}

type Moved = {
  outcome: 'moved' | 'not_there' | 'gone'
  account: string
  account_name: string
  former: string
  was: string
  teams: number
  kept: number
  ended: number
}

/**
 * Takes the app to another account in which the caller makes apps, under a name and an ID of its own there. Teams lose it;
 * collaborators keep it or lose it; the old address redirects for whoever may open the new one. Wants its ID typed. Recorded in both
 * accounts. Throws `invalid` where the destination is none, `conflict` naming `handle` where an app there has the ID.
 */
export const transferApp = appCommand({
  name: 'transferApp',
  permission: 'app.transfer',
  input: TransferAppInput,
  async run({ sql, input, account, app, person, change, origin }) {
    if (input.confirmation.toLowerCase() !== app.handle)
      throw invalid({ confirmation: words('appSettings.transfer.typeId', { id: app.handle }) })
    const by = `${person.firstName} ${person.lastName}`
    const [moved] = await sql<[Moved]>`
      select * from move_app(${input.to}, ${input.handle}, ${input.name}, ${input.collaborators === 'keep'}, ${change}::uuid, ${by})`.catch(
      idTaken({ seesDeleted: true }), // who makes apps there restores them
    )
    if (moved.outcome === 'gone') throw notFound('app')
    if (moved.outcome === 'not_there') throw invalid({ to: words('appSettings.transfer.notThere') })
    const left = {
      event: 'app.transferred' as const,
      target: targetOf({ id: app.id, name: moved.was }),
      before: { account: account.name, name: moved.was, handle: moved.former },
      after: {
        account: moved.account_name,
        name: input.name,
        handle: input.handle,
        teamsEnded: moved.teams,
        collaboratorsKept: moved.kept,
        collaboratorsEnded: moved.ended - moved.kept,
      },
    }
    const arrived = {
      event: 'app.arrived' as const,
      target: targetOf({ id: app.id, name: input.name }),
      before: { account: account.name },
      after: {
        account: moved.account_name,
        name: input.name,
        handle: input.handle,
        collaborators: moved.kept,
      },
    }
    return {
      result: { account: moved.account, handle: input.handle },
      audit: [arrived],
      closing: [
        ...recordEntries(sql, [left], change, authorOf(person), origin),
        // From here on everything is written into the account that has the app now.
        sql`select e.tie from enter(${person.id}::uuid, ${person.sessionId}::uuid, ${moved.account}, null) e`,
        sql`
          insert into notifications (user_id, org_id, kind, subject_id, detail)
          select user_id, org_id, 'app.arrived', ${app.id}::uuid, ${JSON.stringify({
            by,
            app: input.name,
            organization: moved.account_name,
            href: `/${moved.account}/apps/${input.handle}`,
          })}::text::jsonb
            from members
           where org_id = current_tenant() and role = 'admin' and ended_at is null and (expires_at is null or expires_at > now())
             and user_id <> ${person.id}::uuid`,
      ],
    }
  },
})
