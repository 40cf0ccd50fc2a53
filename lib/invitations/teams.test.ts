import { describe, expect } from 'vitest'
import { test } from '@/db/testing/test'
import { untilWaiting } from '@/db/testing/waiting'
import { ownerSql, type Place, world } from '@/db/testing/world'
import { deleteTeam } from '@/lib/teams/commands'
import { acceptInvitation } from './answer'
import { inviteMembers } from './commands'
import { listMyInvitations } from './mine'
import { listInvitations } from './queries'
import { InvitationsSearch } from './schemas'

async function invited(place: Place, teams: string[]) {
  const lena = await world.person()
  const { results } = await inviteMembers(place.admin.caller, place.account, {
    emails: lena.email,
    role: 'team_contributor',
    teams,
  })
  return { lena, invitationId: results[0]?.invitationId ?? '' }
}
const teamsOf = async (place: Place, userId: string) => {
  const rows = await ownerSql()<{ team_id: string }[]>`
    select team_id from team_members where org_id = ${place.id} and user_id = ${userId} and ended_at is null`
  return new Set(rows.map(({ team_id }) => team_id))
}

describe('an invitation that names teams', () => {
  test('shows them where it waits, and joins them when it is accepted', async () => {
    const place = await world.organization()
    const [one, two] = [await world.team(place), await world.team(place, { isRestricted: true })]
    const { lena, invitationId } = await invited(place, [one.id, two.id])
    const pending = await listInvitations(place.admin.caller, place.account, InvitationsSearch.parse({}))
    expect(pending.rows[0]?.teams).toEqual([one.handle, two.handle].sort())
    const [mine] = await listMyInvitations(lena.caller, lena.username, {})
    expect(new Map(mine?.teams.map((team) => [team.name, team.isRestricted]))).toEqual(
      new Map([
        [one.handle, false],
        [two.handle, true],
      ]),
    )
    expect(await acceptInvitation(lena.caller, 'me', { invitationId })).toMatchObject({ teamsLeftOut: 0 })
    expect(await teamsOf(place, lena.id)).toEqual(new Set([one.id, two.id]))
    const [row] = await ownerSql()`
      select started_by, started_change from team_members where team_id = ${one.id}`
    const [joined] = await ownerSql()`
      select change_id, after from audit_events where org_id = ${place.id} and event = 'member.joined'`
    expect(row).toEqual({ started_by: place.admin.id, started_change: joined?.change_id })
    expect(joined?.after.teams).toEqual([one.handle, two.handle].sort())
  })

  test('leaves out what is gone when it is accepted, and says so', async () => {
    const place = await world.organization()
    const [stays, goes] = [await world.team(place), await world.team(place)]
    const { lena, invitationId } = await invited(place, [stays.id, goes.id])
    await deleteTeam(place.admin.caller, place.account, { teamId: goes.id })
    expect(await acceptInvitation(lena.caller, 'me', { invitationId })).toMatchObject({ teamsLeftOut: 1 })
    expect(await teamsOf(place, lena.id)).toEqual(new Set([stays.id]))
  })

  test('waits for a team that is being deleted, and leaves it out', async () => {
    const place = await world.organization()
    const team = await world.team(place)
    const { lena, invitationId } = await invited(place, [team.id])
    let accepting: Promise<unknown> = Promise.resolve()
    await ownerSql().begin(async (tx) => {
      await tx`update teams set deleted_at = now() where id = ${team.id}`
      accepting = acceptInvitation(lena.caller, 'me', { invitationId })
      accepting.catch(() => {})
      await untilWaiting(1)
    })
    expect(await accepting).toMatchObject({ teamsLeftOut: 1 })
    expect(await teamsOf(place, lena.id)).toEqual(new Set())
  })

  test('cannot name those of another organization, or that are gone', async () => {
    const [place, other] = [await world.organization(), await world.organization()]
    const theirs = await world.team(other)
    await expect(invited(place, [theirs.id])).rejects.toMatchObject({ code: 'conflict' })
  })

  test('does not bring back the teams of a membership whose time ran out', async () => {
    const place = await world.organization()
    const [old, now] = [await world.team(place), await world.team(place)]
    const { lena, invitationId } = await invited(place, [now.id])
    await ownerSql()`
      insert into members (org_id, user_id, role, started_at, expires_at)
      values (${place.id}, ${lena.id}, 'team_contributor', now() - interval '2 days', now() - interval '1 day')`
    await ownerSql()`
      insert into team_members (org_id, team_id, user_id, started_at) values (${place.id}, ${old.id}, ${lena.id}, now() - interval '2 days')`
    await acceptInvitation(lena.caller, 'me', { invitationId })
    expect(await teamsOf(place, lena.id)).toEqual(new Set([now.id]))
  })
})
