import { expect } from 'vitest'
import { z } from 'zod'
import { test } from '@/db/testing/test'
import { ownerSql, type Place } from '@/db/testing/world'
import { BATCH_SIZE, download } from './download'
import { attachment, csvFile, jsonLines } from './download-format'

type Row = { id: string; event: string }
let batches = 0

const exportOf = (format = jsonLines<Row>((row) => row)) =>
  download<z.ZodType<{ name?: string }>, Row>({
    name: 'exportThings',
    permission: 'audit.view',
    input: z.object({ name: z.string().max(200).optional() }),
    file: ({ input, account }) => ({ name: input.name ?? `${account.handle} things`, format }),
    rows: async ({ sql, account }, after, size) => {
      batches++
      return sql<
        Row[]
      >`select id::text, event from audit_events where org_id = ${account.id}::uuid and id > ${after?.id ?? 0}::bigint
        order by audit_events.id limit ${size}`
    },
    audit: () => ({ event: 'organization.updated' }),
  })

const fill = (place: Place, count: number) => ownerSql()`
  insert into audit_events (org_id, change_id, event, actor_kind, actor_name)
  select ${place.id}, gen_random_uuid(), 'thing.' || n, 'system', 'test' from generate_series(1, ${count}) n`

async function readerOf(answer: Response) {
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  if (!reader) throw new Error('no body')
  return reader
}

test('reads a file of many batches, whole and in order', async ({ world }) => {
  const place = await world.organization()
  await fill(place, 2 * BATCH_SIZE + 500)
  const answer = await exportOf()(place.admin.caller, place.account, {})
  const lines = (await answer.text()).trimEnd().split('\n')
  const events = lines.map((line) => JSON.parse(line).event)
  expect(events.slice(0, -1)).toEqual(
    Array.from({ length: 2 * BATCH_SIZE + 500 }, (_, i) => `thing.${i + 1}`),
  )
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
})

test('goes on past a batch that is just full', async ({ world }) => {
  const place = await world.organization()
  await fill(place, BATCH_SIZE)
  const text = await (await exportOf()(place.admin.caller, place.account, {})).text()
  expect(text.trimEnd().split('\n')).toHaveLength(BATCH_SIZE + 1) // with the line about the export itself
})

test('an empty file has its heads, and the export is recorded before it is read', async ({ world }) => {
  const place = await world.organization()
  const csv = csvFile<Row>([{ head: 'What', cell: ({ event }) => event }])
  const textOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer()).toString()
  const nothing = download<z.ZodType<object>, Row>({
    name: 'exportNothing',
    permission: 'audit.view',
    input: z.object({}),
    file: () => ({ name: 'nothing', format: csv }),
    rows: async () => [],
  })
  expect(await textOf(await nothing(place.admin.caller, place.account, {}))).toBe('\ufeffWhat\r\n')
  const recorded = await exportOf(csv)(place.admin.caller, place.account, {})
  expect(await textOf(recorded)).toBe('\ufeffWhat\r\norganization.updated\r\n')
})

test('holds no transaction open, and reads nothing ahead, while the reader takes its time', async ({
  world,
}) => {
  const place = await world.organization()
  await fill(place, 5 * BATCH_SIZE)
  batches = 0
  const answer = await exportOf()(place.admin.caller, place.account, {})
  expect(batches).toBe(1)
  const reader = await readerOf(answer)
  await reader.read()
  await expect
    .poll(async () => {
      const [row] = await ownerSql()<[{ open: number }]>`
        select count(*)::int as open from pg_stat_activity
         where datname = current_database() and usename = 'muster_app' and state like 'idle in transaction%'`
      return row.open
    })
    .toBe(0)
  expect(batches).toBeLessThanOrEqual(3)
  const before = batches
  await reader.cancel()
  expect(batches).toBe(before)
})

test('who loses the permission midway gets a file that says so and breaks off', async ({ world }) => {
  const place = await world.organization()
  await fill(place, 5 * BATCH_SIZE)
  const reader = await readerOf(await exportOf()(place.admin.caller, place.account, {}))
  let text = (await reader.read()).value ?? ''
  await ownerSql()`update members set ended_at = now() where org_id = ${place.id}`
  const reading = async () => {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      text += value
    }
  }
  await expect(reading()).rejects.toMatchObject({ code: 'not_found' })
  const lines = text.trimEnd().split('\n')
  expect(lines.length).toBeLessThan(4 * BATCH_SIZE)
  expect(lines.at(-1)).toContain('This file is not complete')
})

test('who may not read it gets nothing, and that is written down; nothing is recorded as exported', async ({
  world,
}) => {
  const place = await world.organization()
  const contributor = await world.member(place, 'organization_contributor')
  await expect(exportOf()(contributor.caller, place.account, {})).rejects.toMatchObject({ code: 'forbidden' })
  const stranger = await world.person()
  await expect(exportOf()(stranger.caller, place.account, {})).rejects.toMatchObject({ code: 'not_found' })
  const refused = await ownerSql()`select operation from refused_attempts where org_id = ${place.id}`
  expect(refused).toEqual([{ operation: 'exportThings' }, { operation: 'exportThings' }])
  expect(await world.lastAudit(place)).toBeUndefined()
})

test('the history has the export before its first row leaves, once', async ({ world }) => {
  const place = await world.organization()
  await fill(place, BATCH_SIZE + 1)
  const answer = await exportOf()(place.admin.caller, place.account, {})
  expect(await world.lastAudit(place)).toMatchObject({
    event: 'organization.updated',
    actor_id: place.admin.id,
  })
  await answer.text()
  const rows =
    await ownerSql()`select 1 from audit_events where org_id = ${place.id} and event = 'organization.updated'`
  expect(rows).toHaveLength(1)
})

test.for([
  ['fern members.csv', 'fern members.csv', 'fern%20members.csv'],
  ['Müller & Söhne.csv', 'Muller & Sohne.csv', 'M%C3%BCller%20%26%20S%C3%B6hne.csv'],
  ['a"; filename="b.exe', 'a ; filename= b.exe', 'a%20%3B%20filename%3D%20b.exe'],
  ['../../etc/passwd', 'etc passwd', 'etc%20passwd'],
  ['gpj.\u202Eexe', 'gpj. exe', 'gpj.%20exe'],
  ['50%.csv', '50_.csv', '50%25.csv'],
  ['日本\r\nx: y.csv', '__ x y.csv', '%E6%97%A5%E6%9C%AC%20x%20y.csv'],
])('the name %j travels safely', ([name, plain, encoded]) => {
  expect(attachment(name ?? '')).toBe(`attachment; filename="${plain}"; filename*=UTF-8''${encoded}`)
})
