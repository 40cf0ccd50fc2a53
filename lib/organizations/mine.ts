import 'server-only'
import { z } from 'zod'
import { reading } from '@/db/tenant'
import type { Caller } from '@/lib/actor'
import { lacksScopes, notFound } from '@/lib/errors'
import { attempt, noteSeen, parse } from '@/lib/operation'
import { cursorOf, pageOf } from '@/lib/paging'
import { enter } from '@/lib/permissions/facts'
import type { Role } from '@/lib/permissions/rules'
import { missingScopes } from '@/lib/permissions/scopes'

const Walk = z.object({
  size: z.number().int().min(1).max(1000),
  cursor: z.string().max(2000).optional(),
})

export type OwnOrganization = { id: string; handle: string; name: string; role: Role }

/**
 * The organizations that the caller belongs to, by name, one page of them; `account` is their own, or `me`. A token needs every scope; one
 * that is limited to an organization is told of that one alone. Throws `not_found` for somebody else's account.
 */
export function walkOwnOrganizations(
  caller: Caller,
  account: string,
  raw: z.input<typeof Walk>,
): Promise<{ rows: OwnOrganization[]; next: string | null }> {
  return attempt(caller, 'walkOwnOrganizations', account, async () => {
    const { size, cursor } = parse(Walk, raw)
    return reading(
      (sql) => enter(sql, caller.actor, account),
      async ({ sql }, entered) => {
        if (entered.tie !== 'owner') throw notFound('member')
        const { token } = entered.access.facts
        if (token && missingScopes(['All'], token.scopes).length > 0)
          throw lacksScopes(['All'], 'organization.view')
        noteSeen(entered, caller)
        const [name, id] = afterOf(cursor)
        const rows = await sql<(OwnOrganization & { sort_name: string })[]>`
          select * from own_organizations(${entered.person.token?.id ?? null}::uuid, ${name}, ${id}::uuid, ${size + 1})`
        const page = pageOf([...rows], size, null, (row) => [row.sort_name, row.id])
        return { rows: page.rows.map(({ sort_name: _, ...row }) => row), next: page.next }
      },
    )
  })
}

function afterOf(cursor: string | undefined): [string | null, string | null] {
  const [name = null, id = null] = cursorOf(cursor, ['text', 'uuid'])?.values ?? []
  return [name, id]
}
