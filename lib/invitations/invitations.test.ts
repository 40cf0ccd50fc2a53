import { describe, expect } from 'vitest'
import { test } from '@/db/testing/test'
import { acceptInvitation } from './answer'
import { inviteMembers } from './commands'
import { copyInvitationLink } from './pending'
import { listInvitations } from './queries'
import { InvitationsSearch } from './schemas'

describe('smoke', () => {
  test('all', async ({ world }) => {
    const place = await world.organization()
    const lena = await world.person()
    const { results } = await inviteMembers(place.admin.caller, place.account, {
      emails: `${lena.email}, foo`,
      role: 'organization_user',
    })
    console.log(results)
    const list = await listInvitations(place.admin.caller, place.account, {} as never)
    console.log(list)
    const { url } = await copyInvitationLink(place.admin.caller, place.account, {
      invitationId: list.rows[0]?.id ?? '',
    })
    console.log(url)
    console.log(await acceptInvitation(lena.caller, 'me', { token: url.split('/').pop() }))
    console.log(await acceptInvitation(lena.caller, 'me', { token: url.split('/').pop() }))
    expect(InvitationsSearch.parse({ size: 'x' })).toBeTruthy()
  })
})
