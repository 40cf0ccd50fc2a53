import 'server-only'
import { z } from 'zod'
import type { Caller, Person } from '@/lib/actor'
import { checkPassword } from '@/lib/auth/check-password'
import { command } from '@/lib/command'
import { conflict, invalid } from '@/lib/errors'
import { mailJob } from '@/lib/mail/mail-job'
import { parse } from '@/lib/operation'
import { words } from '@/messages/words'
import { tidyJob } from './pictures'
import { DeleteAccountInput } from './schemas'

const TRIES = 5

/**
 * Deletes one's own account: everything ends at once, and only the history remains. Wants the username typed and the password. Throws
 * `invalid` with fields, `conflict` while an organization or the portal would be left with nobody to run it, `rate_limited`.
 */
export async function deleteAccount(
  caller: Caller,
  account: string,
  raw: z.input<typeof DeleteAccountInput>,
): Promise<{ email: string }> {
  const { confirmation, password } = parse(DeleteAccountInput, raw)
  const passwordHash = await checkPassword(caller, account, password)
  for (let tries = 1; ; tries++) {
    try {
      return await endAccount(caller, account, { confirmation, passwordHash })
    } catch (error) {
      // Somebody made them a member of one more organization meanwhile: its lock has to be taken first, so all begins anew.
      if (!isOvertaken(error) || tries === TRIES) throw error
    }
  }
}

type Ended =
  | { outcome: 'last_admin'; organizations: { name: string }[] }
  | { outcome: 'last_operator' }
  | {
      outcome: 'done'
      email: string
      firstName: string
      username: string
      picture: string | null
      organizations: number
    }

const endAccount = command({
  name: 'deleteAccount',
  permission: 'profile.edit',
  input: z.custom<{ confirmation: string; passwordHash: string }>(), // checked by deleteAccount
  async run({ sql, input, person, account, change, origin }) {
    if (input.confirmation.toLowerCase() !== account.handle.toLowerCase())
      throw invalid({
        confirmation: words('accountDeletion.confirmationWrong', { username: account.handle }),
      })
    const [{ ended }] = await sql<[{ ended: Ended }]>`
      select delete_own_account(${input.passwordHash}, ${change}::uuid, ${origin.address}, ${origin.userAgent}, ${origin.requestId}) as ended`
    if (ended.outcome === 'last_operator') throw conflict(words('accountDeletion.lastOperator'))
    if (ended.outcome === 'last_admin')
      throw conflict(
        words('accountDeletion.lastAdmin', {
          organizations: ended.organizations.map(({ name }) => name).join(', '),
        }),
      )
    const { email, firstName, username, picture, organizations } = ended
    const at = new Date().toISOString()
    return {
      result: { email },
      audit: [{ event: 'account.deleted', target: self(person), before: { username, organizations } }],
      jobs: [
        mailJob({ template: 'account_deleted', at, to: email, firstName, username }),
        ...(picture ? [tidyJob(person.id, picture)] : []),
      ],
    }
  },
})

const isOvertaken = (error: unknown) => error instanceof Error && 'code' in error && error.code === '40001'

const self = ({ id, firstName, lastName }: Person) => ({ kind: 'user', id, name: `${firstName} ${lastName}` })
