import { describe, expect } from 'vitest'
import { test } from '@/db/testing/test'
import { ownerSql, type Persona, type Place } from '@/db/testing/world'
import { readCsv } from '@/lib/csv'
import { exportMembers } from './export'
import { listMembers } from './queries'

async function fileOf(who: Persona, place: Place, input: Record<string, unknown> = {}) {
  const answer = await exportMembers(who.caller, place.account, input)
  expect(answer.headers.get('content-disposition')).toContain('.csv')
  const [heads, ...rows] = readCsv(await answer.text()).map(({ cells }) => cells)
  return { heads: heads ?? [], rows }
}

describe('exporting members', () => {
  test('holds all that match, in the order of the page, past the size of a batch', async ({ world }) => {
    const place = await world.organization()
    await ownerSql()`
      with made as (
        insert into accounts (id, kind) select gen_random_uuid(), 'user' from generate_series(1, 1100) returning id
      ), people as (
        insert into users (id, username, first_name, last_name, email, email_normalized, password_hash)
        select id, 'crowd-' || id, 'Crowd', 'Person ' || (row_number() over () % 7), 'x-' || id || '@example.test', 'x-' || id || '@example.test', 'none' from made returning id
      )
      insert into members (org_id, user_id, role) select ${place.id}, id, 'organization_user' from people`
    for (const [sort, dir] of [
      ['name', 'desc'],
      ['email', 'asc'],
      ['role', 'asc'],
      ['joined', 'desc'],
    ] as const) {
      const { rows } = await fileOf(place.admin, place, { sort, dir, q: 'crowd' })
      expect([rows.length, new Set(rows.map((row) => row[1])).size], sort).toEqual([1100, 1100])
      const page = await listMembers(place.admin.caller, place.account, { sort, dir, q: 'crowd', size: 25 })
      expect(rows.slice(0, 25).map((row) => row[1])).toEqual(page.rows.map((row) => row.email))
    }
  })

  test('shows addresses and last activity to Admins alone, and no cell is a formula', async ({ world }) => {
    const place = await world.organization()
    const user = await world.member(place, 'organization_user', {
      who: await world.person({ firstName: '=HYPERLINK("http://x")', lastName: 'Évil, “B”' }),
    })
    const team = await world.team(place, { people: [user] })
    const full = await fileOf(place.admin, place, { sort: 'joined' })
    expect(full.heads).toEqual([
      'Name',
      'E-mail',
      'Username',
      'Role',
      'Teams',
      'Joined',
      'Ends',
      'Last active',
    ])
    const row = full.rows.find((cells) => cells[1] === user.email)
    expect(row?.slice(0, 5)).toEqual([
      '\'=HYPERLINK("http://x") Évil, “B”',
      user.email,
      user.username,
      'Organization User',
      team.handle,
    ])
    const part = await fileOf(user, place, { sort: 'email' })
    expect(part.heads).toEqual(['Name', 'Username', 'Role', 'Teams', 'Joined', 'Ends'])
    expect(JSON.stringify(part.rows)).not.toContain('@example.test')
    expect(await world.lastAudit(place)).toMatchObject({ event: 'members.exported', actor_id: user.id })
  })

  test('is refused to who may not see everybody, and to strangers', async ({ world }) => {
    const place = await world.organization()
    const labeler = await world.member(place, 'team_contributor')
    const stranger = await world.person()
    await expect(exportMembers(labeler.caller, place.account, {})).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(exportMembers(stranger.caller, place.account, {})).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})
