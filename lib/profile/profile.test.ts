import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { describe, expect, test as plain } from 'vitest'
import { database } from '@/db/client'
import { test } from '@/db/testing/test'
import { anonymous, callerOf, ownerSql, type Persona } from '@/db/testing/world'
import { historyOf } from '@/lib/auth/testing/people'
import { AppError } from '@/lib/errors'
import { openWorkerDatabase } from '@/lib/jobs/worker-database'
import { listMembers } from '@/lib/members/queries'
import { changePicture, changeUsername, removePicture, updateNames } from './commands'
import { encodePicture } from './encode-picture'
import { MAX_PICTURE_BYTES } from './picture-sizes'
import { findPicture, storePicture, tidyPicture } from './pictures'
import { getAccountHolds, getProfile } from './queries'

// Before anything asks for the store: the folder of this file's own pictures.
process.env.DATA_DIR = mkdtempSync(path.join(tmpdir(), 'pictures-'))

const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'ok',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  )
const fieldsOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => null,
    (error: unknown) => (error instanceof AppError ? error.fields : error),
  )

const red = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 4, background: { r: 200, g: 0, b: 0, alpha: 1 } } })
const file = (bytes: Uint8Array, type = 'image/png') => new File([new Uint8Array(bytes)], 'me.png', { type })
const give = (who: Persona, bytes: Uint8Array) => changePicture(who.caller, 'me', { picture: file(bytes) })
const see = (viewer: Persona, of: Persona, picture: string) =>
  findPicture(viewer.caller, of.id, `${picture}-96.webp`)
const filesOf = (who: Persona) => {
  try {
    return readdirSync(path.join(process.env.DATA_DIR ?? '', 'files/pictures', who.id)).sort()
  } catch {
    return []
  }
}
async function runTidying(who: Persona) {
  const worker = openWorkerDatabase(process.env.WORKER_DATABASE_URL ?? '', 1)
  const jobs = await ownerSql()`
    select payload from graphile_worker._private_jobs where payload ->> 'userId' = ${who.id} and payload ->> 'picture' is not null order by id`
  for (const { payload } of jobs) await tidyPicture(worker, payload)
  await worker.end()
  return jobs.length
}

describe('names', () => {
  test('change everywhere at once, and stand in the history', async ({ world }) => {
    const place = await world.organization()
    const lena = await world.member(place, 'organization_user')
    await updateNames(lena.caller, 'me', { firstName: '  Zoë  Ann', lastName: 'Ångström' })
    expect(await getProfile(lena.caller, 'me', {})).toMatchObject({
      firstName: 'Zoë Ann',
      lastName: 'Ångström',
    })
    const { rows } = await listMembers(place.admin.caller, place.account, { q: 'ångström' })
    expect(rows).toMatchObject([{ userId: lena.id, name: 'Zoë Ann Ångström' }])
    await updateNames(lena.caller, 'me', { firstName: 'Zoë Ann', lastName: 'Ångström' })
    expect(await historyOf(lena.id), 'saying the same again is no change').toEqual(['profile.updated'])
  })

  test('are names, and one’s own alone', async ({ world }) => {
    const place = await world.organization()
    const fields = await fieldsOf(updateNames(place.admin.caller, 'me', { firstName: ' ', lastName: '<b>' }))
    expect(Object.keys(fields as object).sort()).toEqual(['firstName', 'lastName'])
    const names = { firstName: 'A', lastName: 'B' }
    const stranger = await world.person()
    expect(await codeOf(updateNames(place.admin.caller, place.account, names))).toBe('forbidden')
    expect(await codeOf(updateNames(stranger.caller, place.admin.username, names))).toBe('not_found')
    expect(await codeOf(updateNames(anonymous, 'me', names))).toBe('unauthenticated')
  })
})

test('a username changes, the former one leads on, and is nobody else’s', async ({ world }) => {
  const [lena, noor] = [await world.person(), await world.person()]
  const username = `new-${lena.username}`
  await changeUsername(lena.caller, 'me', { username })
  expect(await getProfile(lena.caller, lena.username, {}), 'by its former name').toMatchObject({
    username,
    formerUsernames: [{ handle: lena.username }],
  })
  expect(
    await fieldsOf(changeUsername(noor.caller, 'me', { username: lena.username.toUpperCase() })),
  ).toHaveProperty('username')
  expect(await fieldsOf(changeUsername(noor.caller, 'me', { username: 'a b' }))).toHaveProperty('username')
  expect(await historyOf(lena.id)).toEqual(['profile.updated'])
})

describe('reading pictures', () => {
  plain.each(['png', 'jpeg', 'webp', 'gif'] as const)(
    '%s becomes small squares of WebP without anything it carried',
    async (format) => {
      const secret = 'taken at home'
      const bytes = await red(640, 400)
        .withExif({ IFD0: { Copyright: secret } })
        .withIccProfile('p3')
        .toFormat(format)
        .toBuffer()
      const squares = await encodePicture(bytes)
      for (const side of [96, 256] as const) {
        const { format: is, width, height, exif, icc, xmp, pages } = await sharp(squares[side]).metadata()
        expect({ is, width, height, exif, icc, xmp, pages }).toEqual({
          is: 'webp',
          width: side,
          height: side,
        })
        expect(squares[side].includes(secret)).toBe(false)
      }
    },
  )

  plain('cuts from the middle, upright, the first frame, on white', async () => {
    const left = await red(100, 100).png().toBuffer()
    const wide = await sharp({ create: { width: 300, height: 100, channels: 3, background: '#0000ff' } })
      .composite([{ input: left, left: 0, top: 0 }])
      .jpeg()
      .withMetadata({ orientation: 6 })
      .toBuffer()
    const middle = async (bytes: Buffer) => [
      ...(await sharp((await encodePicture(bytes))[96])
        .extract({ left: 40, top: 40, width: 1, height: 1 })
        .removeAlpha()
        .raw()
        .toBuffer()),
    ]
    const [r = 0, , b = 0] = await middle(wide)
    expect([r < 40, b > 200]).toEqual([true, true])
    const clear = await sharp({
      create: { width: 9, height: 9, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    })
      .png()
      .toBuffer()
    expect((await middle(clear)).every((value) => value > 250)).toBe(true)
    const frames = await sharp(
      [
        await red(50, 50).png().toBuffer(),
        await sharp({ create: { width: 50, height: 50, channels: 4, background: '#00ff00' } })
          .png()
          .toBuffer(),
      ],
      { join: { animated: true } },
    )
      .gif()
      .toBuffer()
    const [first = 0, second = 0] = await middle(frames)
    expect([first > 150, second < 60]).toEqual([true, true])
  })

  plain.each([
    [
      'SVG',
      Buffer.from(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/passwd"/></svg>',
      ),
    ],
    [
      'SVG behind a PNG’s name',
      Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
    ],
    ['HTML', Buffer.from('<script>alert(1)</script>')],
    ['PDF', Buffer.from('%PDF-1.7\n1 0 obj')],
    ['nothing', Buffer.alloc(1)],
  ])('refuses %s', async (_what, bytes) => {
    expect(await fieldsOf(encodePicture(bytes))).toHaveProperty('picture')
  })

  plain('refuses other formats, files that break off, and few bytes with many pixels', async () => {
    for (const bytes of [
      await red(20, 20).tiff().toBuffer(),
      await red(20, 20).avif().toBuffer(),
      (await red(900, 900).png({ compressionLevel: 0 }).toBuffer()).subarray(0, 9_000),
    ])
      expect(await fieldsOf(encodePicture(bytes))).toHaveProperty('picture')
    const bomb = await sharp({
      create: { width: 7_000, height: 7_000, channels: 3, background: '#fff' },
      limitInputPixels: false,
    })
      .png()
      .toBuffer()
    expect(bomb.length).toBeLessThan(300_000)
    expect(await fieldsOf(encodePicture(bomb))).toEqual({ picture: expect.stringContaining('36 million') })
  })
})

describe('a picture', () => {
  test('is shown to who may see the person, in lists without another query, and to nobody else', async ({
    world,
  }) => {
    const place = await world.organization()
    const lena = await world.member(place, 'organization_user')
    const colleague = await world.member(place, 'organization_contributor')
    const labeler = await world.member(place, 'team_contributor')
    const restricted = await world.member(place, 'organization_user')
    await world.team(place, { isRestricted: true, people: [restricted] })
    const removed = await world.member(place, 'organization_user')
    await ownerSql()`update members set ended_at = now() where id = ${removed.memberId}`
    const stranger = (await world.organization()).admin
    const { picture } = await give(lena, await red(300, 200).png().toBuffer())
    const name = String(picture)
    expect(name).toMatch(/^[0-9a-f]{32}$/)
    for (const who of [lena, place.admin, colleague])
      expect((await see(who, lena, name))?.byteLength, who.username).toBeGreaterThan(50)
    for (const who of [labeler, restricted, removed, stranger]) expect(await see(who, lena, name)).toBeNull()
    expect(await findPicture(anonymous, lena.id, `${name}-96.webp`)).toBeNull()
    expect(await findPicture(callerOf(lena.id, stranger.sessionId), lena.id, `${name}-96.webp`)).toBeNull()
    const { rows } = await listMembers(place.admin.caller, place.account, { q: lena.username })
    expect(rows).toMatchObject([{ userId: lena.id, picture: name }])
    const [frame] = await database()`select picture from frame(${lena.id}, ${lena.sessionId})`
    expect(frame).toEqual({ picture: name })
    await ownerSql()`update members set ended_at = now() where id = ${lena.memberId}`
    expect(await see(place.admin, lena, name), 'who left is seen no more').toBeNull()
  })

  test('has one address that never shows anything else', async ({ world }) => {
    const [lena, noor] = [await world.person(), await world.person()]
    const bytes = await red(300, 200).png().toBuffer()
    const [first, second] = [await give(lena, bytes), await give(lena, bytes)]
    expect(first.picture).not.toBe(second.picture)
    expect(await see(lena, lena, String(first.picture)), 'a former one is gone').toBeNull()
    const { picture } = await give(noor, bytes)
    expect(await see(lena, lena, String(picture)), 'nobody else’s').toBeNull()
    for (const odd of [
      '../secret',
      `${second.picture}-97.webp`,
      `${second.picture}-96.png`,
      `${second.picture}`,
      '',
    ])
      expect(await findPicture(lena.caller, lena.id, odd)).toBeNull()
    expect(await findPicture(lena.caller, '../../x', `${second.picture}-96.webp`)).toBeNull()
  })

  test('changed or removed leaves no file behind, nor does an upload that broke off', async ({ world }) => {
    const lena = await world.person()
    const bytes = await red(300, 200).jpeg().toBuffer()
    await give(lena, bytes)
    const { picture } = await give(lena, bytes)
    await storePicture(lena.id, await encodePicture(bytes)) // and then the process ends
    expect(filesOf(lena)).toHaveLength(6)
    expect(await runTidying(lena)).toBe(3)
    expect(filesOf(lena)).toEqual([`${picture}-256.webp`, `${picture}-96.webp`])
    await removePicture(lena.caller, 'me')
    await runTidying(lena)
    expect(filesOf(lena)).toEqual([])
    expect(await historyOf(lena.id)).toEqual(['profile.updated', 'profile.updated', 'profile.updated'])
  })

  test('is chosen, no larger than 5 MB, and one’s own', async ({ world }) => {
    const place = await world.organization()
    for (const picture of [
      undefined,
      'text',
      file(new Uint8Array()),
      file(new Uint8Array(MAX_PICTURE_BYTES + 1)),
    ])
      expect(await fieldsOf(changePicture(place.admin.caller, 'me', { picture }))).toHaveProperty('picture')
    const picture = file(await red(9, 9).png().toBuffer())
    expect(await codeOf(changePicture(place.admin.caller, place.account, { picture }))).toBe('forbidden')
    expect(await codeOf(changePicture(anonymous, 'me', { picture }))).toBe('unauthenticated')
    expect(filesOf(place.admin)).toEqual([])
  })
})

test('what an account holds is told to its owner alone', async ({ world }) => {
  const place = await world.organization({ name: 'Zebra Works' })
  const other = await world.organization()
  await world.member(other, 'team_contributor', { who: place.admin })
  const holds = await getAccountHolds(place.admin.caller, 'me', {})
  expect(holds.organizations.map(({ name, role }) => [name, role])).toEqual([
    [other.name, 'team_contributor'],
    ['Zebra Works', 'admin'],
  ])
  expect(holds.restingOn).toEqual([{ name: 'Zebra Works', handle: place.account }])
  expect(await codeOf(getAccountHolds(place.admin.caller, place.account, {}))).toBe('forbidden')
})
