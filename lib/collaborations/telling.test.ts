import { afterAll, describe, expect } from 'vitest'
import { test } from '@/db/testing/test'
import { ownerSql, type Persona } from '@/db/testing/world'
import { openWorkerDatabase } from '@/lib/jobs/worker-database'
import { mailJob } from '@/lib/mail/mail-job'
import type { OutgoingMail } from '@/lib/mail/send'
import { sendMail } from '@/lib/mail/send-mail'
import { share, tell } from './share.fixture'

const worker = openWorkerDatabase(process.env.WORKER_DATABASE_URL ?? '', 1)
afterAll(() => worker.end())

const bellOf = (who: Persona) => ownerSql()`
  select kind, subject_id, detail, read_at is null as unread from notifications where user_id = ${who.id} order by created_at`

/** One attempt at the mail of a share; the mail server fails where `fails` says so. */
async function mailOf(
  orgId: string,
  shareId: string,
  job = mailJob({ template: 'app_share', orgId, shareId }),
) {
  const sent: OutgoingMail[] = []
  const postOffice = {
    deliver: async (mail: OutgoingMail) => void sent.push(mail),
    answers: async () => true,
    close: () => {},
  }
  const settings = { appUrl: 'https://portal.test', appSecret: 'a secret', postOffice }
  const outcome = await sendMail(worker, settings, job.payload, { isLast: false })
  return { outcome, mail: sent[0], job }
}
const linksOf = (shareId: string) =>
  ownerSql()`select revoked_at from share_links where share_id = ${shareId}`

describe('who an app is shared with is told', () => {
  test('in the bell, where an account has proven the address: once, whoever else is told nothing', async ({
    world,
  }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const [lena, claims] = [await world.person(), await world.person({ isVerified: false })]
    const first = await share({ place, app }, place.admin, lena.email)
    const other = await share({ place, app }, place.admin, claims.email)
    await tell({ place, app }, place.admin, [first, other])
    await tell({ place, app }, place.admin, [first])
    const detail = { by: place.admin.name, app: app.handle, owner: place.name }
    expect(await bellOf(lena)).toEqual([{ kind: 'app.shared', subject_id: first, detail, unread: true }])
    expect(await bellOf(claims)).toEqual([])
    await ownerSql()`update shares set state = 'revoked' where id = ${first}`
    expect(await bellOf(lena)).toMatchObject([{ unread: false }])
  })

  test('by nobody from another app or another organization', async ({ world }) => {
    const [place, theirs] = [await world.organization(), await world.organization()]
    const [app, other, foreign] = [await world.app(place), await world.app(place), await world.app(theirs)]
    const [guest, lena] = [await world.person(), await world.person()]
    await world.collaborator(place, app.id, guest, ['Apps:Get', 'Collaborators:Add'])
    const elsewhere = await share({ place, app: other }, place.admin, lena.email)
    const abroad = await share({ place: theirs, app: foreign }, theirs.admin, lena.email)
    await tell({ place, app }, guest, [elsewhere, abroad])
    await tell({ place, app }, place.admin, [abroad])
    expect(await bellOf(lena)).toEqual([])
    await tell({ place, app }, guest, [await share({ place, app }, guest, lena.email)])
    expect(await bellOf(lena)).toHaveLength(1)
  })

  test('by mail: who, what, with which scopes; a new link for each attempt, and the earlier ones stay', async ({
    world,
  }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const lena = await world.person()
    const id = await share({ place, app }, place.admin, lena.email, {
      scopes: ['Apps:Get', 'Concepts:Get', 'Concepts:Add', 'Uploads:Get'],
    })
    const { outcome, mail } = await mailOf(place.id, id)
    expect(outcome).toBe('sent')
    expect(mail).toMatchObject({
      to: lena.email,
      subject: `${place.admin.name} shares the app ${app.handle} with you`,
    })
    expect(mail?.text).toContain('Add, Remove and Patch Concept')
    expect(mail?.text).toContain('Uploads:Get')
    expect(mail?.text).toMatch(/https:\/\/portal\.test\/shares\/[\w-]{43}/)
    expect(mail?.text).not.toContain('create one first')
    await mailOf(place.id, id)
    expect(await linksOf(id)).toEqual([{ revoked_at: null }, { revoked_at: null }])
  })

  test('by mail to an address without an account, which is told to register first', async ({ world }) => {
    const owner = await world.person()
    const place = { id: owner.id, account: owner.username }
    const app = await world.app(place)
    const id = await share({ place, app }, owner, `new-${owner.email}`)
    const { mail } = await mailOf(place.id, id)
    expect(mail?.to).toBe(`new-${owner.email}`)
    expect(mail?.text).toContain('create one first')
    expect(mail?.text).toContain(`${owner.name} shares the app`)
  })

  test.for([
    ['withdrawn', `update shares set state = 'revoked' where id = $1`],
    ['expired', `update shares set expires_at = now() where id = $1`],
    ['past the end of what it gives', `update shares set access_until = now() where id = $1`],
    [
      'of a deleted app',
      `update apps set deleted_at = now(), restorable_until = now() + interval '30 days' where id = (select app_id from shares where id = $1)`,
    ],
    [
      'of a deleted organization',
      `update organizations set deleted_at = now() where org_id = (select org_id from shares where id = $1)`,
    ],
    [
      'of somebody who has left',
      `update members set ended_at = now() where user_id = (select offered_by from shares where id = $1)`,
    ],
  ] as const)('by no mail where the share is %s', async ([, change], { world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const id = await share({ place, app }, place.admin, 'lena@example.test')
    await ownerSql().unsafe(change, [id])
    expect(await mailOf(place.id, id)).toMatchObject({ outcome: 'dropped', mail: undefined })
    expect(await linksOf(id)).toEqual([])
  })

  test.for([
    ['with the scope', ['Apps:Get', 'Collaborators:Add'], 'guest', true, 'sent'],
    ['without the scope', ['Apps:Get'], 'guest', true, 'dropped'],
    ['where the organization has switched it off', ['Collaborators:Add'], 'guest', false, 'dropped'],
    ['whose role caps the scope', ['Collaborators:Add'], 'team_contributor', true, 'dropped'],
  ] as const)('of a collaborator %s', async ([, scopes, tie, mayShare, outcome], { world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const guest = await world.person()
    await world.collaborator(place, app.id, guest, [...scopes])
    if (tie !== 'guest') await world.member(place, tie, { who: guest })
    await ownerSql()`update organizations set collaborators_may_share = ${mayShare} where org_id = ${place.id}`
    const id = await share({ place, app }, guest, 'lena@example.test')
    expect((await mailOf(place.id, id)).outcome).toBe(outcome)
  })
})
