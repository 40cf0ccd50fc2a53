import { readFileSync } from 'node:fs'
import postgres from 'postgres'
import { afterAll, beforeEach, describe, expect } from 'vitest'
import { test } from '@/db/testing/test'
import { ownerSql } from '@/db/testing/world'
import { checkpointKey } from '@/lib/audit/checkpoint-key'
import { openSealer } from '@/lib/audit/sealing.fixture'
import { hashOf, keyring, publicKeyOf, START, TABLES } from './audit-chain.mjs'
import { verifyAudit } from './audit-verification.mjs'

const { worker, key, round, sealAll } = openSealer()
const keys = keyring([publicKeyOf(process.env.APP_SECRET)])
afterAll(() => worker.end())

const owner = () => ownerSql()
const verdictOn = (place, more = {}) => verifyAudit(owner(), { keys, account: place.account, ...more })
const findingOn = async (place, more) => (await verdictOn(place, more)).findings[0]?.says

/** One event with something in every column, and one refused attempt: at once, so that whoever seals finds both. */
async function happen(place, count = 1) {
  await owner().begin(async (sql) => {
    await sql`
    insert into audit_events (org_id, change_id, event, target_kind, target_id, target_name, before, after, actor_kind, actor_id, actor_name, address, user_agent, request_id)
    select ${place.id}, gen_random_uuid(), 'member.roleChanged', 'member', gen_random_uuid(), 'Lena Müller ' || n || E'\\x01\\x7f\\b\\t\\\\\\n"\u2028', ${sql.json({ role: 'admin', z: 1 })},
           ${sql.json({ teams: ['é', '"'], role: 'x', n: 1.5, a: null })}, 'person', ${place.admin.id}, 'Ada; 3:x', '10.0.0.1', 'curl', 'request-1'
      from generate_series(1, ${count}) n`
    await sql`insert into refused_attempts (org_id, account, operation, permission, reason, actor_kind, actor_id, actor_name, address, user_agent, request_id)
            values (${place.id}, ${place.account}, 'listMembers', 'member.view', 'forbidden', 'person', ${place.admin.id}, 'Ada', '10.0.0.1', 'curl', 'request-2')`
  })
}

/** An organization with `3 * count` entries, sealed in three batches. */
async function sealed(world, count = 3) {
  const place = await world.organization()
  for (let i = 0; i < 3; i++) {
    await happen(place, count - 1)
    await sealAll(place.id)
  }
  expect(await verdictOn(place)).toMatchObject({ findings: [], entries: 3 * count })
  return place
}

const sealAt = async (place, seq) =>
  (await owner()`select * from audit_seals where org_id = ${place.id} and seq = ${seq}`)[0]

describe('what is done to the sealed history, as the owner of the database', () => {
  const VALUES = {
    uuid: `gen_random_uuid()`,
    text: `'forged'`,
    bigint: `%I + 1000000000`,
    xid8: `'99999999999'::xid8`,
    jsonb: `'{"role": "forged"}'::jsonb`,
    'timestamp with time zone': `%I + interval '1 microsecond'`,
  }

  test('a change of any column, whatever its kind, is told', async ({ world }) => {
    const sql = owner()
    for (const [kind, { table }] of Object.entries(TABLES)) {
      const columns = await sql`
        select column_name as name, data_type as type from information_schema.columns where table_schema = 'public' and table_name = ${table}`
      for (const { name, type } of columns) {
        const place = await sealed(world, 2)
        const [{ seq, row_id: rowId }] =
          await sql`select seq, row_id from audit_seals where org_id = ${place.id} and kind = ${kind} order by seq offset 1 limit 1`
        const value = name === 'org_id' ? 'null' : VALUES[type]?.replace('%I', `"${name}"`)
        expect(value, `a way to change ${type}`).toBeDefined()
        if (name === 'id') await sql.unsafe(`update ${table} set id = default where id = ${rowId}`)
        else if (name === 'org_id' && kind === 'event')
          await sql`update audit_events set org_id = ${place.admin.id} where id = ${rowId}`
        else await sql.unsafe(`update ${table} set "${name}" = ${value} where id = ${rowId}`)
        const said = await findingOn(place)
        expect(said, `${table}.${name}`).toContain(`entry ${seq} `)
        expect(said, `${table}.${name}`).toMatch(name === 'id' ? /removed/ : /was changed/)
      }
    }
  })

  test('a value that became null, or moved over to the next column, is told', async ({ world }) => {
    for (const change of [`address = null`, `address = ''`, `address = user_agent, user_agent = address`]) {
      const place = await sealed(world)
      const { row_id: rowId } = await sealAt(place, 4)
      await owner().unsafe(`update audit_events set ${change} where id = ${rowId}`)
      expect(await findingOn(place), change).toMatch(/^entry 4 .*was changed/)
    }
  })

  test('a row removed in the middle is told', async ({ world }) => {
    const place = await sealed(world)
    await owner()`delete from audit_events where id = ${(await sealAt(place, 5)).row_id}`
    expect(await findingOn(place)).toMatch(/^entry 5 .*the row was removed/)
  })

  test('a row removed in the middle with its seal is told', async ({ world }) => {
    const place = await sealed(world)
    await owner()`delete from audit_events where id = ${(await sealAt(place, 5)).row_id}`
    await owner()`delete from audit_seals where org_id = ${place.id} and seq = 5`
    expect(await findingOn(place)).toBe('entry 5 was removed from the chain.')
  })

  test('the tail removed, with its seals, is told', async ({ world }) => {
    const place = await sealed(world)
    await removeTail(place, 6)
    expect(await findingOn(place)).toBe('the chain was cut off: it went on to entry 9, and ends at 6.')
  })

  test('the tail removed with seals, checkpoints and the record of the end is told by a checkpoint kept elsewhere', async ({
    world,
  }) => {
    const place = await sealed(world)
    const kept = []
    await verdictOn(place, { onLatest: (checkpoint) => kept.push(checkpoint) })
    expect(kept).toMatchObject([{ orgId: place.id, seq: 9 }])
    expect(await findingOn(place, { kept })).toBeUndefined()
    await removeTail(place, 6)
    const sql = owner()
    await sql`delete from audit_checkpoints where org_id = ${place.id} and seq > 6`
    await sql`update audit_chains c set seq = s.seq, hash = s.hash from audit_seals s where s.org_id = c.org_id and s.seq = 6 and c.org_id = ${place.id}`
    expect(await findingOn(place), 'the database alone cannot know').toBeUndefined()
    expect(await findingOn(place, { kept })).toBe(
      'the chain was cut off: it went on to entry 9, and ends at 6.',
    )
    await happen(place, 2)
    await sealAll(place.id)
    expect(await findingOn(place, { kept }), 'and has gone on since').toMatch(/written anew/)
  })

  test('two rows swapped are told, whether by their content, their ids or their seals', async ({ world }) => {
    const sql = owner()
    const content = await sealed(world)
    const [a, b] = [await sealAt(content, 4), await sealAt(content, 5)]
    await sql.unsafe(`update audit_events x set target_name = y.target_name, target_id = y.target_id, change_id = y.change_id, transaction_id = y.transaction_id, occurred_at = y.occurred_at
      from audit_events y where (x.id, y.id) in ((${a.row_id}, ${b.row_id}), (${b.row_id}, ${a.row_id}))`)
    expect(await findingOn(content)).toMatch(/^entry 4 .*was reordered/)

    const seals = await sealed(world)
    const [c, d] = [await sealAt(seals, 4), await sealAt(seals, 5)]
    await sql`update audit_seals set row_id = -row_id where org_id = ${seals.id} and seq in (4, 5)`
    await sql`update audit_seals set row_id = ${d.row_id} where org_id = ${seals.id} and seq = 4`
    await sql`update audit_seals set row_id = ${c.row_id} where org_id = ${seals.id} and seq = 5`
    expect(await findingOn(seals)).toMatch(
      new RegExp(`^entry 4 .*was reordered: what was sealed here stands as event ${c.row_id}`),
    )
  })

  test('a forged row is told that was put in past the portal', async ({ world }) => {
    const place = await sealed(world)
    const sql = owner()
    await sql.begin(async (tx) => {
      await tx`alter table audit_events disable trigger await_sealing`
      await tx`insert into audit_events (org_id, change_id, event, actor_kind, actor_name) values (${place.id}, gen_random_uuid(), 'member.invited', 'person', 'x')`
      await tx`alter table audit_events enable trigger await_sealing`
    })
    expect(await findingOn(place)).toMatch(/^event \d+ stands in the history, but not in the chain/)
  })

  test('a forged row with a seal of its own is told', async ({ world }) => {
    const place = await sealed(world)
    await happen(place)
    const sql = owner()
    const unsigned = postgres(process.env.DATABASE_URL, { max: 1, onnotice: () => {} })
    await unsigned`select * from worker_seal_audit()`
    await unsigned.end()
    expect(await findingOn(place)).toMatch(/^entries 10 to 11 are under no checkpoint/)
    const [last] = await sql`select * from audit_seals where org_id = ${place.id} order by seq desc limit 1`
    const thief = checkpointKey('another secret, of thirty-two characters or more')
    const sealedAt = new Date()
    await sql`insert into audit_checkpoints values (${place.id}, ${last.seq}, ${last.hash}, ${sealedAt}, ${key.id},
      ${thief.sign({ orgId: place.id, seq: Number(last.seq), hash: last.hash, sealedAt })})`
    expect(await findingOn(place)).toBe(
      'the checkpoint at entry 11 does not bear the signature of this installation.',
    )
    await sql`update audit_checkpoints set key_id = ${thief.id} where org_id = ${place.id} and seq = ${last.seq}`
    expect(await findingOn(place)).toMatch(/checkpoint at entry 11 is signed with the key .* not known here/)
  })

  test('a seal replaced is told, and its row is not blamed', async ({ world }) => {
    for (const seq of [5, 9]) {
      const place = await sealed(world)
      await owner()`update audit_seals set hash = sha256(hash) where org_id = ${place.id} and seq = ${seq}`
      expect(await findingOn(place)).toMatch(
        new RegExp(`^entry ${seq} .*is unchanged, but its seal was replaced`),
      )
    }
  })

  test('a row changed and every seal after it made anew is told by the signed checkpoints', async ({
    world,
  }) => {
    const place = await sealed(world)
    const sql = owner()
    await sql`update audit_events set actor_name = 'Mallory' where id = ${(await sealAt(place, 4)).row_id}`
    await sealAnew(place, 4)
    expect(await findingOn(place)).toBe(
      'the chain was written anew: something of the entries 4 to 6 is not what was signed.',
    )
  })

  test('each checkpoint is asked, however many there are', async ({ world }) => {
    const place = await world.organization()
    for (let i = 0; i < 12; i++) {
      await owner()`insert into audit_events (org_id, change_id, event, actor_kind, actor_name) values (${place.id}, gen_random_uuid(), 'x', 'system', 'x')`
      await sealAll(place.id)
    }
    expect(await verdictOn(place)).toMatchObject({ entries: 12, findings: [] })
    await owner()`update audit_checkpoints set signature = sha512(signature) where org_id = ${place.id} and seq = 5`
    expect(await findingOn(place)).toBe(
      'the checkpoint at entry 5 does not bear the signature of this installation.',
    )
  })

  test('a register that lists a row as something else is told', async ({ world }) => {
    const place = await sealed(world)
    await owner()`update audit_seals set actor_id = gen_random_uuid() where org_id = ${place.id} and seq = 4`
    expect(await findingOn(place)).toMatch(/^entry 4 .*the register was changed/)
  })

  test('the first of several is named, for each account', async ({ world }) => {
    const place = await sealed(world)
    const other = await sealed(world)
    for (const seq of [7, 2, 4])
      await owner()`update audit_events set address = 'x' where id = ${(await sealAt(place, seq)).row_id}`
    expect(await findingOn(place)).toMatch(/^entry 2 /)
    expect(await findingOn(other)).toBeUndefined()
    const { findings } = await verifyAudit(owner(), { keys })
    expect(findings.filter(({ account }) => account === place.account)).toHaveLength(1)
    expect(findings.filter(({ account }) => account === other.account)).toEqual([])
  })
})

describe('sealing', () => {
  let place
  beforeEach(async ({ world }) => {
    place = await world?.organization()
  })

  test('covers every column there is: a new one needs a new form', async () => {
    for (const { table, columns } of Object.values(TABLES)) {
      const rows =
        await owner()`select column_name as name from information_schema.columns where table_schema = 'public' and table_name = ${table}`
      expect(rows.map(({ name }) => name).sort(), table).toEqual([...columns].sort())
    }
  })

  test('what commits late is sealed late, and nothing is left out', async ({ world }) => {
    place = await world.organization()
    const slow = postgres(process.env.DATABASE_URL, { max: 1, onnotice: () => {} })
    let finish = () => {}
    const written = Promise.withResolvers?.() ?? deferred()
    const late = slow.begin(async (tx) => {
      await tx`insert into audit_events (org_id, change_id, event, actor_kind, actor_name) values (${place.id}, gen_random_uuid(), 'late', 'system', 'x')`
      written.resolve()
      await new Promise((resolve) => {
        finish = resolve
      })
    })
    await written.promise
    await happen(place, 2)
    await sealAll(place.id)
    expect(await verdictOn(place)).toMatchObject({ entries: 3, findings: [] })
    finish()
    await late
    await slow.end()
    await sealAll(place.id)
    expect(await verdictOn(place)).toMatchObject({ entries: 4, findings: [] })
    expect(await sealAt(place, 4)).toMatchObject({ event: 'late' })
  })

  test('an account whose chain was tampered with keeps no other from being sealed', async ({ world }) => {
    const [broken, sound] = [await sealed(world), await world.organization()]
    await owner()`
      insert into audit_seals (org_id, seq, kind, row_id, hash, occurred_at, event, outcome, search_text)
      select ${broken.id}, max(seq) + 1, 'event', -1 - max(row_id), '', now(), 'forged', 'done', '' from audit_seals where org_id = ${broken.id}`
    await happen(broken)
    await happen(sound)
    await sealAll(sound.id)
    expect(await verdictOn(sound)).toMatchObject({ entries: 2, findings: [] })
    expect((await verdictOn(broken)).findings).toHaveLength(1)
    await owner()`delete from audit_seals where org_id = ${broken.id} and hash = ''`
    await sealAll(broken.id)
    expect((await verdictOn(broken)).findings).toEqual([])
  })

  test('two sealers at once seal each entry once', async ({ world }) => {
    const places = []
    for (let i = 0; i < 5; i++) {
      const one = await world.organization()
      await happen(one, 300)
      places.push(one)
    }
    await Promise.all([round(), round(), round()])
    for (const { id } of places) await sealAll(id)
    for (const one of places) expect(await verdictOn(one)).toMatchObject({ entries: 301, findings: [] })
  })

  test('goes on where a full batch ended', async ({ world }) => {
    place = await world.organization()
    await happen(place, 2500)
    await sealAll(place.id)
    const ends =
      await owner()`select seq::integer from audit_checkpoints where org_id = ${place.id} order by seq`
    expect(ends.map(({ seq }) => seq)).toEqual([1000, 2000, 2501])
    expect(await verdictOn(place)).toMatchObject({ entries: 2501, findings: [] })
  })

  test('nobody but the owner edits a seal or the history, and only the worker seals', async ({ world }) => {
    place = await sealed(world)
    const app = postgres(process.env.APP_DATABASE_URL, { max: 1, onnotice: () => {} })
    for (const sql of [app, worker]) {
      for (const table of [
        'audit_events',
        'refused_attempts',
        'audit_seals',
        'audit_checkpoints',
        'audit_chains',
        'audit_waiting',
      ]) {
        await expect(sql`delete from ${sql(table)}`, table).rejects.toThrow(/permission denied/)
        await expect(sql`update ${sql(table)} set org_id = org_id`, table).rejects.toThrow(
          /permission denied/,
        )
      }
      await expect(sql`insert into audit_seals default values`).rejects.toThrow(/permission denied/)
    }
    await expect(app`select * from worker_seal_audit()`).rejects.toThrow(/permission denied/)
    await expect(app`insert into audit_events (occurred_at) values (now())`).rejects.toThrow(
      /permission denied/,
    )
    await app.end()
  })

  test('what was dumped in a cluster whose transactions were far ahead goes on where it is restored', async ({
    world,
  }) => {
    place = await world.organization()
    const restored = () => owner()`
      insert into audit_events (org_id, transaction_id, change_id, event, actor_kind, actor_name)
      values (${place.id}, '9223372036854775807'::xid8, gen_random_uuid(), 'restored', 'system', 'x')`
    await restored()
    await sealAll(place.id)
    await restored()
    await happen(place)
    await sealAll(place.id)
    expect(await verdictOn(place)).toMatchObject({ entries: 4, findings: [] })
  })

  test('what was written before there were seals waits for them from the upgrade on', async ({ world }) => {
    place = await world.organization()
    const walls = readFileSync('db/walls/16-audit.sql', 'utf8')
    const upgraded = await owner()
      .begin(async (tx) => {
        await tx`drop trigger await_sealing on audit_events`
        await tx`drop trigger await_sealing on refused_attempts`
        await tx`insert into audit_events (org_id, change_id, event, actor_kind, actor_name) values (${place.id}, gen_random_uuid(), 'old', 'system', 'x')`
        await tx`insert into refused_attempts (org_id, account, operation, reason, actor_kind, actor_name) values (${place.id}, 'x', 'x', 'forbidden', 'person', 'x')`
        expect(await tx`select 1 from audit_waiting where org_id = ${place.id}`).toHaveLength(0)
        for (let i = 0; i < 2; i++) await tx.unsafe(walls).simple()
        const spans = await tx`select kind from audit_waiting where org_id = ${place.id} order by kind`
        for (;;) if ((await tx`select * from worker_seal_audit()`).length === 0) break
        const seals = await tx`select event from audit_seals where org_id = ${place.id} order by seq`
        throw { spans, seals } // nothing of it stays
      })
      .catch((thrown) => thrown)
    expect(upgraded).toMatchObject({
      spans: [{ kind: 'event' }, { kind: 'refusal' }],
      seals: [{ event: 'old' }, { event: 'x' }],
    })
  })

  test('attempts at addresses of nobody are sealed too', async () => {
    await owner()`insert into refused_attempts (account, operation, reason, actor_kind, actor_name) values ('nobody-here', 'listMembers', 'not_found', 'anonymous', '')`
    await sealAll('00000000-0000-0000-0000-000000000000')
    const [seal] =
      await owner()`select * from audit_seals where org_id = '00000000-0000-0000-0000-000000000000' order by seq desc limit 1`
    expect(seal).toMatchObject({ kind: 'refusal', event: 'listMembers' })
  })

  test('reads the same whatever the settings of a session say', async ({ world }) => {
    place = await sealed(world)
    const url = new URL(process.env.DATABASE_URL)
    const odd = postgres(url.href, {
      max: 1,
      onnotice: () => {},
      connection: {
        TimeZone: 'Asia/Kolkata',
        DateStyle: 'German',
        IntervalStyle: 'iso_8601',
        extra_float_digits: '-5',
        bytea_output: 'escape',
      },
    })
    expect(await verifyAudit(odd, { keys, account: place.account })).toMatchObject({
      findings: [],
      entries: 9,
    })
    await odd.end()
  })
})

async function removeTail(place, last) {
  const sql = owner()
  const gone =
    await sql`delete from audit_seals where org_id = ${place.id} and seq > ${last} returning kind, row_id`
  for (const { kind, row_id: id } of gone) await sql`delete from ${sql(TABLES[kind].table)} where id = ${id}`
}

/** What somebody does who owns the database and knows how seals are made, but has no key. */
async function sealAnew(place, from) {
  const sql = owner()
  const rows = await sql.unsafe(
    `select s.*, e.id is not null as is_event from audit_seals s left join audit_events e on s.kind = 'event' and e.id = s.row_id where s.org_id = $1 order by s.seq`,
    [place.id],
  )
  let hash = START
  for (const row of rows) {
    if (row.seq >= from) {
      const [{ text }] =
        row.kind === 'event'
          ? await sql`select audit_text(e) as text from audit_events e where id = ${row.row_id}`
          : await sql`select audit_text(r) as text from refused_attempts r where id = ${row.row_id}`
      const [{ made }] = await sql`
        select sha256(${hash}::bytea || convert_to(json_build_array('1', ${place.id}::text, ${String(row.seq)}::text, ${row.kind}::text)::text || ${text}, 'UTF8')) as made`
      hash = made
      await sql`update audit_seals set hash = ${hash} where org_id = ${place.id} and seq = ${row.seq}`
    } else hash = row.hash
  }
  await sql`update audit_chains set hash = ${hash} where org_id = ${place.id}`
}

function deferred() {
  const made = {}
  made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }))
  return made
}

test('the hash of an entry depends on where every value ends', () => {
  const at = (covered) =>
    hashOf(START, { orgId: 'x', seq: 1, kind: 'refusal', form: 1, covered }).toString('hex')
  const seen = [
    ['1', 'ab', 'c'],
    ['1', 'a', 'bc'],
    ['1', '', 'abc'],
    ['1', null, 'abc'],
    ['1', '-', 'abc'],
  ].map(at)
  expect(new Set(seen).size).toBe(seen.length)
})
