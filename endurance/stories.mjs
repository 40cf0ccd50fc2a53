import { setTimeout as sleep } from 'node:timers/promises'
import { hiddenFields, submit } from './forms.mjs'
import { makeOrganization, makePeople } from './people.mjs'

export const PATIENCE_MS = 60_000
const AGAIN_MS = 200
const REQUEST_MS = 30_000

/** Admins of an organization each, and people for them to invite. */
export async function makeCast(sql, admins, guests) {
  const people = await makePeople(sql, 'admin', admins)
  const places = []
  for (const [i, admin] of people.entries())
    places.push({ admin, organization: await makeOrganization(sql, `org-${i}`, admin) })
  return { places, guests: await makePeople(sql, 'guest', guests) }
}

/** One Admin who invites one person after the other, until `isOver`; each accepts by the link that was mailed. */
export async function inviteAndAccept(stories, { admin, organization }) {
  const { portal, catcher, guests, toldOf } = stories
  const adminCookie = await portal.cookieOf(admin)
  while (!stories.isOver) {
    const guest = guests.pop()
    if (!guest) return
    await asLongAsItTakes(() => invite(portal, organization, adminCookie, guest))
    toldOf.invited.set(guest.email, { ...guest, orgId: organization.id })
    const { link } = await catcher.waitFor(guest.email, PATIENCE_MS)
    const guestCookie = await portal.cookieOf(guest)
    await asLongAsItTakes(() => accept(portal, new URL(link).pathname, guestCookie))
    toldOf.accepted.set(guest.email, { ...guest, orgId: organization.id })
  }
}

/** No answer, or one that says "not now", is asked again, as a person would; so is whatever may or may not have been saved. */
async function asLongAsItTakes(work) {
  const said = []
  for (const until = Date.now() + PATIENCE_MS; ; await sleep(AGAIN_MS)) {
    const answer = await work().catch((error) => ({ isDone: false, said: error.message }))
    if (answer.isDone !== false) return answer
    if (answer.said !== said.at(-1)?.what) said.push({ what: answer.said, times: 0, since: new Date() })
    said.at(-1).times += 1
    if (Date.now() > until)
      throw new Error(`It did not come to pass within a minute. The answers:\n${told(said)}`)
  }
}

const told = (said) =>
  said.map(({ what, times, since }) => `${since.toISOString()} ${times} times: ${what}`).join('\n')

async function invite({ base }, { handle }, cookie, { email }) {
  const address = `${base}/${handle}/members/invite`
  const page = await read(
    await fetch(address, { headers: { cookie }, signal: AbortSignal.timeout(REQUEST_MS) }),
  )
  const hidden = hiddenFields(page.html, /name="emails"/)
  if (!hidden) return notNow(page)
  const answer = await read(
    await submit(address, cookie, [...hidden, ['emails', email], ['role', 'organization_user']]),
  )
  // "Invited already" is what somebody reads whose first try was saved, but never answered.
  const isDone = answer.status === 200 && answer.text.includes(email) && /\binvited\b/i.test(answer.text)
  return isDone ? { isDone } : notNow(answer)
}

async function accept({ base }, path, cookie) {
  const address = `${base}${path}`
  const page = await read(
    await fetch(address, { headers: { cookie }, signal: AbortSignal.timeout(REQUEST_MS) }),
  )
  const hidden = hiddenFields(page.html, />\s*Accept/)
  if (!hidden) return /invitation was accepted/i.test(page.text) ? { isDone: true } : notNow(page)
  const answer = await submit(address, cookie, hidden)
  return answer.status === 303 ? { isDone: true } : notNow(await read(answer))
}

const notNow = ({ status, text }) => ({ isDone: false, said: `${status} ${text.slice(0, 600)}` })

async function read(answer) {
  const html = await answer.text()
  const text = html
    .replace(/<(script|style)\b.*?<\/\1>/gs, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
  return { status: answer.status, html, text }
}
