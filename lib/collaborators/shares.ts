import 'server-only'
import type { AuditEntry } from '@/lib/audit/entry'
import { tellOfShares } from '@/lib/collaborations/tell'
import { appCommand } from '@/lib/command'
import { conflict, invalid } from '@/lib/errors'
import { spend } from '@/lib/invitations/limits'
import { listed } from '@/lib/members/memberships'
import { words } from '@/messages/words'
import { mustBeLetShare, mustHold, mustStay } from './may-give'
import { ShareInput, SharesInput } from './schemas'

/** Takes open offers back: nobody can accept them any more. Throws `conflict` where none of them is open. */
export const withdrawShares = appCommand({
  name: 'withdrawShares',
  permission: 'collaborator.add',
  input: SharesInput,
  async run({ sql, input, app, change }) {
    if (input.ids.length === 0) throw invalid({ ids: words('collaborators.schemas.shareNotThere') })
    const ended = await sql<{ id: string; email: string; scopes: string[] }[]>`
      select * from withdraw_shares(${listed(input.ids)}::uuid[], ${change}::uuid)`
    if (ended.length === 0) throw conflict(words('collaborators.shares.answered'))
    return {
      result: { withdrawn: ended.map(({ id, email }) => ({ id, email })) },
      audit: ended.map(
        ({ id, email, scopes }): AuditEntry => ({
          event: 'share.withdrawn',
          target: { kind: 'share', id, name: email },
          before: { app: app.name, scopes },
        }),
      ),
    }
  },
})

/** Mails an open offer again, which then has its full time again; the links mailed before end. Throws `conflict` where it is open no more. */
export const resendShare = appCommand({
  name: 'resendShare',
  permission: 'collaborator.add',
  input: ShareInput,
  async run(context) {
    const { sql, input, account, app, person } = context
    await mustBeLetShare(context)
    const [share] = await sql<[{ email: string; scopes: string[]; until: string | null }?]>`
      select email, scopes, until from shares_of_app(array[${input.shareId}::uuid], null, null, null, false, 1)`
    if (!share) throw conflict(words('collaborators.shares.answered'))
    mustHold(context, share.scopes)
    mustStay(context, share.until === null ? null : new Date(share.until))
    const [row] = await sql<[{ normalized: string | null }]>`
      select resend_share(${input.shareId}::uuid, ${`${person.firstName} ${person.lastName}`}) as normalized`
    if (row.normalized === null) throw conflict(words('collaborators.shares.answered'))
    await spend(sql, account.id, person, [row.normalized])
    return {
      result: { email: share.email },
      audit: [
        {
          event: 'share.resent',
          target: { kind: 'share', id: input.shareId, name: share.email },
          after: { app: app.name },
        },
      ],
      ...tellOfShares(sql, account.id, [input.shareId]),
    }
  },
})
