import { describe, expect } from 'vitest'
import { test } from '@/db/testing/test'
import { ownerSql } from '@/db/testing/world'
import { readCsv } from '@/lib/csv'
import { draft, freshOnes, send } from '@/lib/invitation-batches/batch.fixture'
import { exportInvitations } from './export'
import { expire, invite } from './invitation.fixture'

describe('the pending invitations as a file', () => {
  test('hold all that match, past one batch of rows, each once, and the history says so', async ({
    world,
  }) => {
    const place = await world.organization()
    await ownerSql()`update organizations set created_at = now() - interval '8 days' where org_id = ${place.id}`
    const emails = freshOnes(2100)
    await send(place, await draft(place, emails.join('\n'), { role: 'organization_user' }))
    const [gone] = freshOnes(1)
    await ownerSql()`update invitations set state = 'revoked' where id = ${await invite(place, gone ?? '')}`
    const file = await exportInvitations(place.admin.caller, place.account, { sort: 'sent', q: '' })
    expect(file.headers.get('content-disposition')).toContain('pending invitations.csv')
    const [head, ...rows] = readCsv(await file.text()).map(({ cells }) => cells)
    expect(head).toEqual(['Email', 'Role', 'Invited by', 'Status', 'Invited', 'Sent', 'Expires'])
    expect(rows.map(([email]) => email)).toEqual(emails.toSorted())
    expect(rows[0]?.slice(1, 4)).toEqual(['Organization User', place.admin.name, 'pending'])
    expect(await world.lastAudit(place)).toMatchObject({ event: 'invitations.exported' })
  }, 60_000)

  test('hold no formula, keep to the filters, and are for Admins', async ({ world }) => {
    const place = await world.organization()
    const member = await world.member(place, 'organization_contributor')
    const [email] = freshOnes(1)
    await invite(place, freshOnes(1)[0] ?? '')
    const id = await invite(place, email ?? '')
    await expire(id)
    await ownerSql()`update invitations set inviter_name = '=HYPERLINK("x")' where id = ${id}`
    const file = await exportInvitations(place.admin.caller, place.account, { status: 'expired' })
    const rows = readCsv(await file.text()).map(({ cells }) => cells)
    expect(rows).toHaveLength(2)
    expect(rows[1]?.slice(0, 4)).toEqual([email, 'Organization User', '\'=HYPERLINK("x")', 'expired'])
    await expect(exportInvitations(member.caller, place.account, {})).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})
