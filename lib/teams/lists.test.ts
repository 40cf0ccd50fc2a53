import { describe, expect } from 'vitest'
import { test } from '@/db/testing/test'
import { ownerSql, type Persona, type Place, world } from '@/db/testing/world'
import { findTeamAppCandidates, findTeamMemberCandidates } from './candidates'
import { listTeamApps, listTeamMembers } from './lists'
import { findFreeTeamId, getTeam, listTeams } from './queries'
import { reviewRestriction, reviewTeamDeletion, reviewTeamMembers } from './reviews'
import { TeamAppsSearch, TeamMembersSearch, TeamsSearch } from './schemas'

const people = (search: object) => TeamMembersSearch.parse(search)
const names = (list: { rows: { name: string }[] }) => list.rows.map(({ name }) => name)

async function named(place: Place, firstName: string, role: Parameters<typeof world.member>[1]) {
  return world.member(place, role, { who: await world.person({ firstName, lastName: 'Test' }) })
}
const rename = (table: 'teams' | 'apps', id: string, name: string) =>
  ownerSql()`update ${ownerSql()(table)} set name = ${name} where id = ${id}`

describe('the list of teams', () => {
  test('is searched, sorted and paged by keys, with counts of who and what is live', async () => {
    const place = await world.organization()
    const lena = await named(place, 'Lena', 'team_contributor')
    for (const name of ['Ant', 'Bee', 'Cicada', 'Dragonfly']) {
      const team = await world.team(place, { permission: name === 'Bee' ? 'full_access' : 'labeler_worker' })
      await rename('teams', team.id, name)
    }
    const bee = await world.team(place, { people: [lena] })
    await rename('teams', bee.id, 'Bee two')
    const app = await world.app(place)
    await world.teamApp(place, bee.id, app.id, 'labeler_lead')
    await world.teamApp(place, bee.id, (await world.app(place)).id, 'labeler_lead', new Date(0))
    const first = await listTeams(place.admin.caller, place.account, TeamsSearch.parse({ size: '25' }))
    expect(names(first)).toEqual(['Ant', 'Bee', 'Bee two', 'Cicada', 'Dragonfly'])
    expect(first.rows[2]).toMatchObject({ members: { count: 1 }, apps: { count: 1 } })
    const found = await listTeams(
      place.admin.caller,
      place.account,
      TeamsSearch.parse({ q: 'BEE', dir: 'desc' }),
    )
    expect([names(found), found.matching.count, found.total.count]).toEqual([['Bee two', 'Bee'], 2, 5])
    const strong = await listTeams(
      place.admin.caller,
      place.account,
      TeamsSearch.parse({ permission: 'full_access' }),
    )
    expect(names(strong)).toEqual(['Bee'])
    expect(await findFreeTeamId(place.admin.caller, place.account, { handle: bee.handle })).toEqual({
      isFree: false,
    })
    expect(await findFreeTeamId(place.admin.caller, place.account, { handle: 'free-one' })).toEqual({
      isFree: true,
    })
  })

  test('shows a labeler their own, without people; others what their role says', async () => {
    const place = await world.organization()
    const [lena, user, money] = [
      await named(place, 'Lena', 'team_contributor'),
      await named(place, 'Uma', 'organization_user'),
      await named(place, 'Finn', 'financial_manager'),
    ]
    const [mine, theirs] = [await world.team(place, { people: [lena] }), await world.team(place)]
    const [app, other] = [await world.app(place), await world.app(place)]
    await world.teamApp(place, mine.id, app.id, 'labeler_worker')
    await world.teamApp(place, theirs.id, other.id, 'labeler_worker')
    const list = await listTeams(lena.caller, place.account, TeamsSearch.parse({}))
    expect(list.rows).toMatchObject([{ handle: mine.handle, members: null, apps: { count: 1 } }])
    expect(list.can).toMatchObject({ manage: false, viewAll: false })
    const apps = await listTeamApps(lena.caller, place.account, TeamAppsSearch.parse({ team: mine.handle }))
    expect(apps.rows).toMatchObject([
      { handle: app.handle, permission: 'labeler_worker', can: { change: false } },
    ])
    for (const ask of [
      () => getTeam(lena.caller, place.account, { team: theirs.handle }),
      () => listTeamApps(lena.caller, place.account, TeamAppsSearch.parse({ team: theirs.handle })),
      () => listTeamMembers(lena.caller, place.account, people({ team: theirs.handle })),
    ])
      await expect(ask()).rejects.toMatchObject({ code: 'not_found' })
    expect((await listTeams(user.caller, place.account, TeamsSearch.parse({}))).rows).toHaveLength(2)
    await expect(listTeams(money.caller, place.account, TeamsSearch.parse({}))).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})

describe('the people of a team', () => {
  test('are paged in the order of names, either way, and found by name', async () => {
    const place = await world.organization()
    const crew: Persona[] = []
    for (let n = 0; n < 30; n++)
      crew.push(await named(place, `Kim ${String(n).padStart(2, '0')}`, 'organization_user'))
    const team = await world.team(place, { people: crew })
    const ask = (search: object) =>
      listTeamMembers(place.admin.caller, place.account, people({ team: team.handle, size: '25', ...search }))
    const first = await ask({})
    expect([first.rows.length, first.rows[0]?.name, first.previous, first.matching.count]).toEqual([
      25,
      'Kim 00 Test',
      null,
      30,
    ])
    const second = await ask({ cursor: first.next })
    expect(names(second)).toEqual(crew.slice(25).map(({ name }) => name))
    expect(names(await ask({ cursor: second.previous }))).toEqual(names(first))
    expect(names(await ask({ dir: 'desc' }))[0]).toBe('Kim 29 Test')
    expect(names(await ask({ q: 'kim 07' }))).toEqual(['Kim 07 Test'])
  })

  test('are seen by name by who leads in it, and by nobody else in it', async () => {
    const place = await world.organization()
    const [lead, worker] = [
      await named(place, 'Lea', 'team_contributor'),
      await named(place, 'Wim', 'team_contributor'),
    ]
    const [team, app] = [await world.team(place, { people: [lead, worker] }), await world.app(place)]
    const ask = () => listTeamMembers(lead.caller, place.account, people({ team: team.handle }))
    expect(names(await ask())).toEqual([lead.name])
    await world.teamApp(place, team.id, app.id, 'labeler_lead')
    const seen = await ask()
    expect(names(seen)).toEqual([lead.name, worker.name])
    expect(seen.rows[1]).toMatchObject({ email: null, role: null, can: { change: false } })
  })

  test('and the apps can be chosen among those of the organization alone, each with whether it is in', async () => {
    const [place, other] = [await world.organization(), await world.organization()]
    const [ina, out] = [
      await named(place, 'Ina', 'team_contributor'),
      await named(place, 'Otto', 'team_contributor'),
    ]
    await named(other, 'Oskar', 'team_contributor')
    const team = await world.team(place, { people: [ina] })
    const app = await world.app(place)
    await world.app(other)
    const found = await findTeamMemberCandidates(place.admin.caller, place.account, { team: team.handle })
    expect(new Map(found.rows.map(({ id, isIn }) => [id, isIn]))).toEqual(
      new Map([
        [place.admin.id, false],
        [ina.id, true],
        [out.id, false],
      ]),
    )
    const byName = await findTeamMemberCandidates(place.admin.caller, place.account, {
      team: team.handle,
      q: 'otto',
    })
    expect(names(byName)).toEqual([out.name])
    const apps = await findTeamAppCandidates(place.admin.caller, place.account, { team: team.handle })
    expect(apps.rows.map(({ id, isIn }) => [id, isIn])).toEqual([[app.id, false]])
    await expect(
      findTeamMemberCandidates(ina.caller, place.account, { team: team.handle }),
    ).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('reviews', () => {
  test('say who loses which apps with a team, and who keeps them', async () => {
    const place = await world.organization()
    const [lena, noor, uma] = [
      await named(place, 'Lena', 'team_contributor'),
      await named(place, 'Noor', 'team_contributor'),
      await named(place, 'Uma', 'organization_user'),
    ]
    const [team, other] = [
      await world.team(place, { people: [lena, noor, uma] }),
      await world.team(place, { people: [noor] }),
    ]
    const [one, two] = [await world.app(place), await world.app(place)]
    for (const { id } of [one, two]) await world.teamApp(place, team.id, id, 'labeler_worker')
    await world.teamApp(place, other.id, one.id, 'labeler_worker')
    const review = await reviewTeamDeletion(place.admin.caller, place.account, { team: team.handle })
    expect(review).toMatchObject({ members: { count: 3 }, apps: { count: 2 }, labelers: { count: 2 } })
    const lost = new Map(review.people.map(({ userId, count }) => [userId, count]))
    expect(lost).toEqual(
      new Map([
        [lena.id, 2],
        [noor.id, 1],
      ]),
    )
    const some = await reviewTeamMembers(place.admin.caller, place.account, {
      team: team.handle,
      ids: [uma.id, noor.id],
    })
    expect([some.count, some.people.map(({ role, apps }) => [role, apps])]).toEqual([
      2,
      [
        ['team_contributor', [two.handle]],
        ['organization_user', []],
      ],
    ])
  })

  test('say before a team is restricted what its members lose', async () => {
    const place = await world.organization()
    const [lena, uma] = [
      await named(place, 'Lena', 'team_contributor'),
      await named(place, 'Uma', 'organization_user'),
    ]
    const [team, other] = [
      await world.team(place, { people: [lena, uma, place.admin] }),
      await world.team(place, { people: [lena] }),
    ]
    const [one, two, three] = [await world.app(place), await world.app(place), await world.app(place)]
    await world.teamApp(place, team.id, one.id, 'labeler_worker')
    await world.teamApp(place, other.id, two.id, 'labeler_worker')
    await world.teamApp(place, other.id, one.id, 'labeler_worker')
    const review = await reviewRestriction(place.admin.caller, place.account, { team: team.handle })
    expect(review).toMatchObject({
      affected: { count: 2 },
      admins: { count: 1 },
      apps: { count: 1 },
      others: { count: 2 },
    })
    expect(review.people.map(({ name, apps }) => [name, apps])).toEqual([
      [lena.name, [two.handle]],
      [uma.name, []],
    ])
    expect(three.id).toBeDefined()
  })
})
