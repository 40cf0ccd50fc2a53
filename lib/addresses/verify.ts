import 'server-only'
import type { z } from 'zod'
import type { Caller } from '@/lib/actor'
import { limit } from '@/lib/auth/limits'
import { openCommand } from '@/lib/command'
import { expired, forbidden, unauthenticated } from '@/lib/errors'
import { hashLinkSecret } from '@/lib/mail/link-secrets'
import { mailJob } from '@/lib/mail/mail-job'
import { words } from '@/messages/words'
import { VerifyAddressInput } from './schemas'

/**
 * Proves an added address by the link that was mailed to it, for whoever added it, signed in. Throws `unauthenticated`, `forbidden` for
 * anybody else, `expired` for a link that opens nothing any more, `rate_limited`.
 */
export async function verifyAddress(
  caller: Caller,
  raw: z.input<typeof VerifyAddressInput>,
): Promise<{ email: string }> {
  await limit('linkByAddress', caller.origin.address)
  return verify(caller, raw)
}

type Row = {
  outcome: 'done' | 'signed_out' | 'somebody_else' | 'gone'
  email: string
  first_name: string
  last_name: string
}

const verify = openCommand({
  name: 'verifyAddress',
  input: VerifyAddressInput,
  async run({ sql, input, actor }) {
    const hash = hashLinkSecret(input.token)
    if (actor.kind !== 'person') throw unauthenticated()
    const [row] = hash
      ? await sql<Row[]>`
          select * from verify_own_address(${actor.userId}::uuid, ${actor.sessionId}::uuid, ${hash})`
      : []
    if (!row || row.outcome === 'gone') throw expired(words('addresses.linkGone'))
    if (row.outcome === 'signed_out') throw unauthenticated()
    if (row.outcome === 'somebody_else') throw forbidden(words('addresses.linkOfAnother'), 'profile.edit')
    const author = { kind: 'person', id: actor.userId, name: `${row.first_name} ${row.last_name}` } as const
    const { email } = row
    const at = new Date().toISOString()
    return {
      result: { email },
      author,
      audit: [
        {
          event: 'email.verified',
          target: { kind: 'user', id: actor.userId, name: author.name },
          after: { email },
        },
      ],
      jobs: [mailJob({ template: 'addresses_changed', userId: actor.userId, at, change: 'added', email })],
    }
  },
})
