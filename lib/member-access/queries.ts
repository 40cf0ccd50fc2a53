import 'server-only'
import { z } from 'zod'
import type { Connection } from '@/db/client'
import { notFound } from '@/lib/errors'
import { cursorOf, pageOf } from '@/lib/paging'
import { can, type Decision, decide, resolve, type Way } from '@/lib/permissions/decide'
import type { Role } from '@/lib/permissions/rules'
import { query } from '@/lib/query'
import {
  appsOfMember,
  factsFor,
  grantsOn,
  type HeldTeam,
  holdingsOf,
  type ReachedApp,
  teamsOfMember,
} from './rows'
import { MemberAccessInput } from './schemas'

const PAGE = 25
const FEW = 5
const _UUID = z.uuid()
const FIRST = { name: '', id: '00000000-0000-0000-0000-000000000000' }

/** An app that somebody reaches, and by what: each way alone suffices. */
export type AppInReach = { id: string; handle: string; name: string; ways: Way[] }
export type Explained = { app: { handle: string; name: string } | null; decision: Decision }
export type SentInvitation = { id: string; email: string; role: Role; sentAt: string; expiresAt: string }

/**
 * What a member reaches and why, for who sees everybody: teams, a page of apps, and, where something was asked, its explanation; to Admins
 * the open invitations that they sent. Throws `not_found` for who is not, or not any more, in the organization.
 */
export const getMemberAccess = query({
  name: 'getMemberAccess',
  permission: 'member.view',
  input: MemberAccessInput,
  async run({ sql, account, access, input }) {
    const { userId } = input
    const [held, teams, apps, sent, asked] = await Promise.all([
      holdingsOf(sql, account.id, userId),
      teamsOfMember(sql, account.id, userId),
      appsOfMember(sql, userId, afterOf(input.apps), PAGE + 1),
      can(access, 'invitation.view') ? sentBy(sql, account.id, userId) : null,
      input.may && input.app ? grantsOn(sql, account.id, userId, input.app) : null,
    ])
    if (!held) throw notFound('member')
    const page = pageOf(apps, PAGE, null, (app) => [app.sort_name, app.id])
    const factsIn = (app: Parameters<typeof factsFor>[4]) => factsFor(account.id, userId, held, teams, app)
    const explained = (may: NonNullable<typeof input.may>): Explained => ({
      app: asked && { handle: asked.handle, name: asked.name },
      decision: decide(resolve(factsIn(asked)), may, held.name),
    })
    return {
      account: account.handle,
      teams,
      apps: page.rows.map((app) => inReach(app, factsIn(app))),
      next: page.next,
      cursor: input.apps || undefined,
      trail: input.trail,
      invitations: sent,
      asked: { app: input.app, may: input.may ?? null, isUnknown: Boolean(input.may && input.app && !asked) },
      explained: input.may && (!input.app || asked) ? explained(input.may) : null,
      can: {
        viewHistory: can(access, 'audit.view'),
        manageMembers: can(access, 'member.manage'),
        manageTeams: can(access, 'team.manage'),
      },
    }
  },
})
export type MemberAccess = Awaited<ReturnType<typeof getMemberAccess>>

/** One's own teams, and the first of the apps that one was given in the organization, each with what leads to it. */
export const getOwnAccess = query({
  name: 'getOwnAccess',
  permission: 'organization.view',
  input: z.object({}),
  async run({ sql, account, person, member }) {
    if (!member) throw notFound()
    const [held, teams, apps] = await Promise.all([
      holdingsOf(sql, account.id, person.id),
      teamsOfMember(sql, account.id, person.id),
      appsOfMember(sql, person.id, FIRST, FEW + 1),
    ])
    if (!held) throw notFound()
    return {
      account: account.handle,
      role: member.role,
      teams,
      apps: apps.slice(0, FEW).map((app) => inReach(app, factsFor(account.id, person.id, held, teams, app))),
      hasMore: apps.length > FEW,
    }
  },
})
export type OwnAccess = Awaited<ReturnType<typeof getOwnAccess>>

function inReach({ id, handle, name }: ReachedApp, facts: Parameters<typeof resolve>[0]): AppInReach {
  const { ways } = decide(resolve(facts), 'app.view')
  return { id, handle, name, ways: ways.filter(({ by }) => by !== 'sight') }
}

function sentBy(sql: Connection, orgId: string, userId: string) {
  return sql<SentInvitation[]>`
    select id, email, role, sent_at as "sentAt", expires_at as "expiresAt" from invitations
     where org_id = ${orgId}::uuid and invited_by = ${userId}::uuid and state = 'pending' order by sent_at desc, id limit 6`
}

function afterOf(cursor: string | undefined) {
  const [name, id] = cursorOf(cursor, ['text', 'uuid'])?.values ?? []
  return name !== undefined && id !== undefined ? { name, id } : FIRST
}

export type { HeldTeam }
