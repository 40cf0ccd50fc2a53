import type postgres from 'postgres'
import { describe, expect } from 'vitest'
import { test } from '@/db/testing/test'
import { untilWaiting } from '@/db/testing/waiting'
import { ownerSql, type Persona, type Place, world } from '@/db/testing/world'
import { removeMember } from '@/lib/members/commands'
import { reinstateMembers } from '@/lib/members/reinstate'
import { addTeamApps, changeTeamApp, removeTeamApps } from './app-commands'
import { createTeam, deleteTeam, updateTeam } from './commands'
import { addTeamMembers, changeTeamMember, removeTeamMembers } from './member-commands'
import { restoreToTeam } from './restore'

const inTeam = async (teamId: string) => {
  const rows = await ownerSql()<{ user_id: string }[]>`
    select user_id from team_members where team_id = ${teamId} and ended_at is null and (expires_at is null or expires_at > now())`
  return new Set(rows.map((row) => row.user_id))
}
const appsOf = async (teamId: string) => {
  const rows = await ownerSql()<{ app_id: string; permission: string }[]>`
    select app_id, permission from team_apps where team_id = ${teamId} and ended_at is null and (expires_at is null or expires_at > now())`
  return Object.fromEntries(rows.map((row) => [row.app_id, row.permission]))
}
const told = async (userId: string) => {
  const rows = await ownerSql()<{ kind: string }[]>`
    select kind from notifications where user_id = ${userId} order by created_at, id`
  return rows.map(({ kind }) => kind)
}
const tomorrow = () => new Date(Date.now() + 864e5)
const expireNow = (table: 'team_members' | 'team_apps', teamId: string) =>
  ownerSql()`update ${ownerSql()(table)} set expires_at = now() - interval '1 hour', started_at = now() - interval '1 day'
              where team_id = ${teamId} and ended_at is null`

async function setting() {
  const place = await world.organization()
  const [contributor, labeler, user] = [
    await world.member(place, 'organization_contributor'),
    await world.member(place, 'team_contributor'),
    await world.member(place, 'organization_user'),
  ]
  return { place, contributor, labeler, user }
}

/** Holds a row, begins each in turn once the one before stands in line, then lets go. */
async function held(
  lock: (tx: postgres.TransactionSql) => Promise<unknown>,
  ...begin: (() => Promise<unknown>)[]
) {
  const running: Promise<unknown>[] = []
  await ownerSql().begin(async (tx) => {
    await lock(tx)
    for (const one of begin) {
      const begun = one()
      begun.catch(() => {})
      running.push(begun)
      await untilWaiting(running.length)
    }
  })
  return Promise.all(running)
}

describe('teams', () => {
  test('are made with an ID of their own in the organization, changed, and deleted with all they gave', async () => {
    const { place, contributor, labeler } = await setting()
    const made = await createTeam(contributor.caller, place.account, {
      handle: 'Labelers',
      name: '  Field   labelers ',
      permission: 'labeler_worker',
    })
    expect(made).toMatchObject({ handle: 'labelers', name: 'Field labelers' })
    await expect(
      createTeam(place.admin.caller, place.account, {
        handle: 'labelers',
        name: 'Other',
        permission: 'full_access',
      }),
    ).rejects.toMatchObject({ code: 'conflict', fields: { handle: expect.any(String) } })
    await updateTeam(contributor.caller, place.account, {
      teamId: made.id,
      permission: 'labeler_lead',
      restricted: '1',
    })
    expect(await world.lastAudit(place)).toMatchObject({
      event: 'team.updated',
      before: { permission: 'labeler_worker', isRestricted: false },
      after: { permission: 'labeler_lead', isRestricted: true },
    })
    const app = await world.app(place)
    await addTeamMembers(contributor.caller, place.account, { teamId: made.id, ids: [labeler.id] })
    await addTeamApps(contributor.caller, place.account, { teams: [made.id], apps: [app.id] })
    const { change } = await deleteTeam(contributor.caller, place.account, { teamId: made.id })
    expect([await inTeam(made.id), await appsOf(made.id)]).toEqual([new Set(), {}])
    expect(await told(labeler.id)).toEqual(['team.memberAdded', 'team.deleted'])
    await restoreToTeam(contributor.caller, place.account, { teamId: made.id, change })
    expect([await inTeam(made.id), await appsOf(made.id)]).toEqual([
      new Set([labeler.id]),
      { [app.id]: 'labeler_lead' },
    ])
  })

  test('a deleted one stays deleted where its ID is taken meanwhile', async () => {
    const { place } = await setting()
    const caller = place.admin.caller
    const given = { handle: 'scouts', name: 'Scouts', permission: 'labeler_worker' } as const
    const first = await createTeam(caller, place.account, given)
    const { change } = await deleteTeam(caller, place.account, { teamId: first.id })
    await createTeam(caller, place.account, given)
    await expect(restoreToTeam(caller, place.account, { teamId: first.id, change })).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  test('are Admins’ and Contributors’ to arrange, and those of the organization alone', async () => {
    const { place, labeler, user } = await setting()
    const other = await world.organization()
    const [team, app] = [await world.team(place, { people: [labeler] }), await world.app(place)]
    for (const { caller } of [labeler, user]) {
      const doing = [
        createTeam(caller, place.account, { handle: 'xx', name: 'XX', permission: 'full_access' }),
        updateTeam(caller, place.account, { teamId: team.id, name: 'Mine' }),
        deleteTeam(caller, place.account, { teamId: team.id }),
        addTeamMembers(caller, place.account, { teamId: team.id, ids: [user.id] }),
        removeTeamMembers(caller, place.account, { teamId: team.id, ids: [labeler.id] }),
        addTeamApps(caller, place.account, { teams: [team.id], apps: [app.id] }),
        removeTeamApps(caller, place.account, { teams: [team.id], apps: [app.id] }),
      ]
      for (const outcome of await Promise.allSettled(doing))
        expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'forbidden' } })
    }
    await expect(deleteTeam(other.admin.caller, other.account, { teamId: team.id })).rejects.toMatchObject({
      code: 'not_found',
    })
    const theirs = await world.app(other)
    const given = await addTeamApps(place.admin.caller, place.account, {
      teams: [team.id],
      apps: [theirs.id],
    })
    const added = await addTeamMembers(place.admin.caller, place.account, {
      teamId: team.id,
      ids: [other.admin.id],
    })
    expect([given.done, given.gone, added.done, added.gone]).toEqual([0, 1, 0, 1])
  })
})

describe('members of a team', () => {
  test('come one or many, until a day or for good, and are told', async () => {
    const { place, contributor, labeler, user } = await setting()
    const team = await world.team(place, { people: [user] })
    const result = await addTeamMembers(contributor.caller, place.account, {
      teamId: team.id,
      ids: [labeler.id, user.id, contributor.id],
      until: tomorrow().toISOString().slice(0, 10),
    })
    expect(result).toMatchObject({ done: 2, already: 1, gone: 0 })
    expect([await told(labeler.id), await told(contributor.id)]).toEqual([['team.memberAdded'], []])
    const [row] = await ownerSql()`
      select expires_at, started_by, started_change from team_members where team_id = ${team.id} and user_id = ${labeler.id}`
    expect(row).toMatchObject({ started_by: contributor.id, started_change: result.change })
    expect(row?.expires_at.toISOString()).toMatch(/T23:59:59\.999Z$/)
  })

  test('another end date ends the membership and begins it anew; nobody extends their own', async () => {
    const { place, contributor, labeler } = await setting()
    const team = await world.team(place)
    const until = tomorrow().toISOString()
    await addTeamMembers(place.admin.caller, place.account, {
      teamId: team.id,
      ids: [labeler.id, contributor.id],
      until,
    })
    await changeTeamMember(contributor.caller, place.account, { teamId: team.id, userId: labeler.id })
    const rows = await ownerSql()`
      select ended_at is null as live, expires_at from team_members where team_id = ${team.id} and user_id = ${labeler.id} order by started_at`
    expect(rows.map(({ live, expires_at }) => [live, expires_at === null])).toEqual([
      [false, false],
      [true, true],
    ])
    await expect(
      changeTeamMember(contributor.caller, place.account, { teamId: team.id, userId: contributor.id }),
    ).rejects.toMatchObject({ code: 'conflict' })
    await expireNow('team_members', team.id)
    await expect(
      addTeamMembers(contributor.caller, place.account, { teamId: team.id, ids: [contributor.id] }),
    ).rejects.toMatchObject({ code: 'conflict' })
  })

  test('whose time ran out can come again: the old row ends at its own time', async () => {
    const { place, labeler } = await setting()
    const team = await world.team(place, { people: [labeler] })
    await expireNow('team_members', team.id)
    expect(
      await addTeamMembers(place.admin.caller, place.account, { teamId: team.id, ids: [labeler.id] }),
    ).toMatchObject({ done: 1 })
    const [old] = await ownerSql()`
      select ended_at = expires_at as in_time from team_members where team_id = ${team.id} and ended_at is not null`
    expect(old).toEqual({ in_time: true })
  })

  test('go one or many, or all who match; undoing brings them back but who left the organization', async () => {
    const { place, contributor, labeler, user } = await setting()
    const max = await world.member(place, 'team_contributor', {
      who: await world.person({ firstName: 'Max', lastName: 'Matcher' }),
    })
    const team = await world.team(place, { people: [labeler, user, max] })
    await removeTeamMembers(contributor.caller, place.account, { teamId: team.id, all: '1', q: 'matcher' })
    expect(await inTeam(team.id)).toEqual(new Set([labeler.id, user.id]))
    const { change, done } = await removeTeamMembers(contributor.caller, place.account, {
      teamId: team.id,
      all: '1',
      except: user.id,
    })
    expect(done).toBe(1)
    await removeTeamMembers(contributor.caller, place.account, { teamId: team.id, ids: user.id })
    const undone = await restoreToTeam(contributor.caller, place.account, { teamId: team.id, change })
    expect([undone.people, await inTeam(team.id)]).toEqual([1, new Set([labeler.id])])
    await expect(
      restoreToTeam(contributor.caller, place.account, { teamId: team.id, change }),
    ).rejects.toMatchObject({ code: 'conflict' })
  })

  test('who is reinstated is in their teams again, but not in those deleted meanwhile', async () => {
    const { place, labeler } = await setting()
    const [stays, goes] = [
      await world.team(place, { people: [labeler] }),
      await world.team(place, { people: [labeler] }),
    ]
    await removeMember(place.admin.caller, place.account, { memberId: labeler.memberId })
    const { change } = await deleteTeam(place.admin.caller, place.account, { teamId: goes.id })
    await reinstateMembers(place.admin.caller, place.account, { ids: labeler.id })
    expect([await inTeam(stays.id), await inTeam(goes.id)]).toEqual([new Set([labeler.id]), new Set()])
    await restoreToTeam(place.admin.caller, place.account, { teamId: goes.id, change })
    expect(await inTeam(goes.id)).toEqual(new Set())
  })
})

describe('apps of a team', () => {
  test('begin with what was chosen for each, else the default of the team; both sides may be many', async () => {
    const { place, contributor } = await setting()
    const team = await world.team(place, { permission: 'model_trainer' })
    const apps = [await world.app(place), await world.app(place)]
    const result = await addTeamApps(contributor.caller, place.account, {
      teams: team.id,
      apps: apps.map(({ id }) => id),
      permissions: [`${apps[0]?.id}:labeler_lead`, 'nonsense'],
    })
    expect(result).toMatchObject({ done: 2, already: 0, gone: 0 })
    expect(await appsOf(team.id)).toEqual({
      [apps[0]?.id ?? '']: 'labeler_lead',
      [apps[1]?.id ?? '']: 'model_trainer',
    })
    const other = await world.team(place)
    await addTeamApps(contributor.caller, place.account, {
      apps: apps[0]?.id,
      teams: [team.id, other.id],
      permissions: [`${other.id}:full_access`],
    })
    expect(await appsOf(other.id)).toEqual({ [apps[0]?.id ?? '']: 'full_access' })
    expect(await world.lastAudit(place)).toMatchObject({
      event: 'team.appAdded',
      target_id: apps[0]?.id,
      after: { team: other.handle, permission: 'full_access' },
    })
  })

  test('another permission ends the grant and begins it anew, what is left out stays', async () => {
    const { place } = await setting()
    const [team, app] = [await world.team(place), await world.app(place)]
    const caller = place.admin.caller
    const until = tomorrow().toISOString()
    await addTeamApps(caller, place.account, { teams: team.id, apps: app.id, until })
    const which = { teamId: team.id, appId: app.id }
    await changeTeamApp(caller, place.account, { ...which, permission: 'full_access' })
    const rows = await ownerSql()`
      select permission, expires_at, ended_at is null as live from team_apps where team_id = ${team.id} order by started_at`
    expect(rows.map((row) => [row.permission, row.expires_at.toISOString(), row.live])).toEqual([
      ['labeler_worker', until, false],
      ['full_access', until, true],
    ])
    await changeTeamApp(caller, place.account, { ...which, until: '' })
    const [now] = await ownerSql()`
      select permission, expires_at from team_apps where team_id = ${team.id} and ended_at is null`
    expect(now).toEqual({ permission: 'full_access', expires_at: null })
    await expireNow('team_apps', team.id)
    await expect(
      changeTeamApp(caller, place.account, { ...which, permission: 'labeler_lead' }),
    ).rejects.toMatchObject({ code: 'conflict' })
    expect(await addTeamApps(caller, place.account, { teams: team.id, apps: app.id })).toMatchObject({
      done: 1,
    })
    const { change } = await removeTeamApps(caller, place.account, { teams: team.id, apps: app.id })
    expect(await appsOf(team.id)).toEqual({})
    await restoreToTeam(caller, place.account, { teamId: team.id, change })
    expect(await appsOf(team.id)).toEqual({ [app.id]: 'labeler_worker' })
  })
})

describe('races', () => {
  test('a team deleted while people are added: nobody is in it', async () => {
    const { place, labeler } = await setting()
    const team = await world.team(place)
    const outcome = held(
      async (tx) => {
        await tx`select 1 from teams where id = ${team.id} for update`
        await tx`update teams set deleted_at = now() where id = ${team.id}`
      },
      () => addTeamMembers(place.admin.caller, place.account, { teamId: team.id, ids: [labeler.id] }),
    )
    await expect(outcome).rejects.toMatchObject({ code: 'not_found' })
    expect(await inTeam(team.id)).toEqual(new Set())
  })

  test('a member removed while added to a team, either first: not in the team', async () => {
    for (const isAddedFirst of [true, false]) {
      const { place, labeler } = await setting()
      const team = await world.team(place)
      const caller = place.admin.caller
      const add = () => addTeamMembers(caller, place.account, { teamId: team.id, ids: [labeler.id] })
      const remove = () => removeMember(caller, place.account, { memberId: labeler.memberId })
      await held(
        (tx) => tx`select 1 from organizations where org_id = ${place.id} for update`,
        ...(isAddedFirst ? [add, remove] : [remove, add]),
      )
      expect(await inTeam(team.id)).toEqual(new Set())
    }
  })

  test('the same person and the same app given twice at once: once', async () => {
    const { place, contributor, labeler } = await setting()
    const [team, app] = [await world.team(place), await world.app(place)]
    const people = [place.admin, contributor].map(({ caller }) =>
      addTeamMembers(caller, place.account, { teamId: team.id, ids: [labeler.id] }),
    )
    const apps = [place.admin, contributor].map(({ caller }) =>
      addTeamApps(caller, place.account, { teams: team.id, apps: app.id }),
    )
    const done = async (all: Promise<{ done: number }>[]) =>
      (await Promise.all(all)).map((one) => one.done).sort()
    expect([await done(people), await done(apps)]).toEqual([
      [0, 1],
      [0, 1],
    ])
  })

  test('two change a permission at once: the last wins, and the history has both', async () => {
    const { place, contributor } = await setting()
    const [team, app] = [await world.team(place), await world.app(place)]
    await world.teamApp(place, team.id, app.id, 'labeler_worker')
    const which = { teamId: team.id, appId: app.id }
    const to = (caller: Persona['caller'], permission: 'full_access' | 'labeler_lead') => () =>
      changeTeamApp(caller, place.account, { ...which, permission })
    await held(
      (tx) => tx`select 1 from teams where id = ${team.id} for update`,
      to(place.admin.caller, 'full_access'),
      to(contributor.caller, 'labeler_lead'),
    )
    const rows = await ownerSql()`
      select permission, ended_at is null as live, ended_by from team_apps where team_id = ${team.id} order by started_at`
    expect(rows.map(({ permission, live }) => [permission, live])).toEqual([
      ['labeler_worker', false],
      ['full_access', false],
      ['labeler_lead', true],
    ])
  })

  test('an app deleted while it is given: it is not given', async () => {
    const { place } = await setting()
    const [team, app] = [await world.team(place), await world.app(place)]
    const [given] = await held(
      (tx) => tx`update apps set deleted_at = now() where id = ${app.id}`,
      () => addTeamApps(place.admin.caller, place.account, { teams: team.id, apps: app.id }),
    )
    expect(given).toMatchObject({ done: 0, gone: 1 })
  })
})

test('a renamed person and app keep their place in a team', async () => {
  const place: Place = await world.organization()
  const [labeler, app] = [await world.member(place, 'team_contributor'), await world.app(place)]
  const team = await world.team(place, { people: [labeler] })
  await world.teamApp(place, team.id, app.id, 'labeler_worker')
  await ownerSql()`update users set first_name = 'Zora', last_name = 'Zed' where id = ${labeler.id}`
  await ownerSql()`update apps set name = 'Yarrow' where id = ${app.id}`
  const [row] = await ownerSql()`
    select (select sort_name from team_members where team_id = ${team.id}) as person,
           (select sort_name from team_apps where team_id = ${team.id}) as app`
  expect(row).toEqual({ person: 'zora zed', app: 'yarrow' })
})
