import type { APIRequestContext } from '@playwright/test'
import { ownerSql, type Persona, type world } from '@/db/testing/world'
import { KINDS, type Kind, nameOf, reaches, says } from '@/lib/permissions/oracles/says'
import { actions, everythingOf, headersOf, routes, submit } from './support/requests'
import { ACTIONS, furnished, PATHS, type Theirs } from './support/surface'
import { DEEDS, isHidden, type Line, may, PAGES } from './support/who-may'
import { expect, test } from './support/world'

/**
 * Signs in as every kind of member and visits every page and tries every action of the build, expecting what the documents' tables say,
 * not what the code says: what they say no to stays closed, is offered by no page that is open, and tells nothing; what they say yes to
 * works. The same past the guard: db/reach.test.ts.
 */
test.describe.configure({ timeout: 240_000 })

/**
 * Each role without a team, the role that teams are for with each of their permissions, and who is restricted. All 54 kinds, at less cost:
 * db/reach.test.ts and lib/permissions/oracles/says.test.ts.
 */
const SHOWN = KINDS.filter(({ role, team, isRestricted }) =>
  isRestricted
    ? team === 'full_access' && /contributor|user/.test(role)
    : team === null || role === 'team_contributor',
)

test('every page and every action has its line', () => {
  const named = routes().filter((route) => typeof PATHS[route] === 'function')
  expect(named.filter((route) => !(route in PAGES))).toEqual([])
  const known = actions().map(({ exportedName }) => exportedName)
  expect(known.filter((name) => typeof ACTIONS[name] === 'function' && !(name in DEEDS))).toEqual([])
})

const SHARES = 4
for (let share = 0; share < SHARES; share++)
  test(`every page, as every kind of member, share ${share + 1} of ${SHARES}`, async ({ place, request }) => {
    const org = await organization(place)
    const pages = Object.entries(PATHS).flatMap(([route, path]) =>
      typeof path === 'function' && routes().includes(route) && lineOf(route).of !== 'nobody in particular'
        ? [{ route, path, line: lineOf(route) }]
        : [],
    )
    expect(pages.length).toBeGreaterThan(30)
    for (const kind of SHOWN.filter((_kind, at) => at % SHARES === share)) {
      const who = await joins(place, org, kind)
      const visit = (path: string) => look(request, who, path)
      const visits = pages
        .filter((page) => isShown(page, kind))
        .flatMap(({ route, path, line }) =>
          (line.of === 'app' ? (['given', 'other'] as const) : (['given'] as const)).map(
            (app) => async () => {
              const address = path(org.account, { ...org, ...within(org, app) })
              const page = await visit(address)
              const about = `${nameOf(kind)} at ${address}`
              if (isHidden(line, kind, app)) {
                const none = await visit(path(org.account, { ...org, appHandle: 'no-such-app' }))
                expect(page.outcome, about).toBe('missing')
                expect(page.main.replaceAll(org[app].handle, '…'), about).toEqual(
                  none.main.replaceAll('no-such-app', '…'),
                )
              } else {
                const refused = kind.role === 'team_contributor' ? 'missing' : 'refused'
                expect(page.outcome, about).toBe(may(line, kind, app) ? 'open' : refused)
              }
              expectNothingTold(kind, org, page.text, address, about)
              if (page.outcome === 'open') expectNothingOffered(kind, org, who, page.text, app, about)
              for (const { at, datum } of shownAt(org))
                if (at === route)
                  expect(page.text.includes(datum.text), `${about} shows ${datum.text}`).toBe(datum.may(kind))
            },
          ),
        )
      await inTurns(visits)
    }
  })

test('every action that the tables refuse, as every kind of member', async ({ place, request }) => {
  const org = await organization(place)
  const people = await Promise.all(SHOWN.map(async (kind) => ({ kind, who: await joins(place, org, kind) })))
  const before = await everythingOf(org)
  for (const { kind, who } of people) {
    const attempts = actions().flatMap((action) => {
      const [fieldsOf, line] = [ACTIONS[action.exportedName], DEEDS[action.exportedName]]
      if (typeof fieldsOf !== 'function' || !line || !isTried(line, kind)) return []
      return (line.of === 'app' ? (['given', 'other'] as const) : (['given'] as const))
        .filter((app) => !may(line, kind, app))
        .map((app) => async () => {
          const answer = await submit(request, action, who, org, {
            account: org.account,
            ...fieldsOf({ ...org, ...within(org, app) }),
          })
          const text = await answer.text()
          const about = `${action.exportedName} by ${nameOf(kind)}, ${app}: ${text.slice(-300)}`
          expect(/"code":"(\w+)"/.exec(text)?.[1], about).toMatch(
            isHidden(line, kind, app) ? /^not_found$/ : /^(forbidden|not_found)$/,
          )
          expectNothingTold(kind, org, text, JSON.stringify(fieldsOf(org)), about)
        })
    })
    await inTurns(attempts)
  }
  expect(await everythingOf(org)).toEqual(before)
})

/** The pages on which a team permission shows: in an app, and where people, teams and apps are listed. */
const LISTS = /^\/\[account\](\/(apps|members|teams|search|starred)(\/people|\/apps)?)?$/
const isShown = ({ route, line }: { route: string; line: Line }, kind: Kind) =>
  LISTS.test(route) || isTried(line, kind)

/** What a team permission says nothing of is tried once for the role, and what is one's own by one who has everything, and one who has nothing. */
const isTried = (line: Line, { role, team, isRestricted }: Kind) =>
  line.of === 'app' ||
  (line.of === 'own' ? team === null && /admin|team/.test(role) : team === null || isRestricted)

/** What the fields of surface.ts cannot bring to a good end, since it is asked of something in another state. */
const OTHERWISE: Record<string, string> = {
  renewInvitationAction: 'conflict', // it has not expired
  restoreToTeamAction: 'conflict', // nobody was removed
  restoreCollaboratorsAction: 'conflict', // likewise
  rotateAppKeyAction: 'forbidden', // it is somebody else's, as whom it acts
  transferAppAction: 'invalid', // to where it is already
}

test('every action that the tables allow, by one of each kind that they allow it', async ({
  place,
  request,
}) => {
  const attempts = actions().flatMap((action) => {
    const [fieldsOf, line] = [ACTIONS[action.exportedName], DEEDS[action.exportedName]]
    if (typeof fieldsOf !== 'function' || !line || line.of === 'own' || line.of === 'nobody in particular')
      return []
    return KINDS.filter(
      ({ role, team, isRestricted }) => !isRestricted && (team === null || role === 'team_contributor'),
    )
      .filter((kind) => may(line, kind, 'given'))
      .map((kind) => async () => {
        const org = await organization(place)
        const who = await joins(place, org, kind)
        const fields = { account: org.account, ...fieldsOf({ ...org, ...within(org, 'given') }) }
        const answer = await submit(request, action, who, org, fields)
        const text = await answer.text()
        const about = `${action.exportedName} by ${nameOf(kind)}: ${text.slice(-300)}`
        const isDone = text.includes('"status":"ok"') || 'x-action-redirect' in answer.headers()
        const code = isDone ? undefined : (/"code":"(\w+)"/.exec(text)?.[1] ?? 'none')
        expect(code, about).toBe(OTHERWISE[action.exportedName])
      })
  })
  expect(attempts.length).toBeGreaterThan(30)
  await inTurns(attempts)
})

type Org = Awaited<ReturnType<typeof organization>>
type Joined = Persona & { team: string | null }

/** What an address or a form names of one of the two apps. */
const within = (org: Org, app: 'given' | 'other') => ({
  appHandle: org[app].handle,
  appKeyId: org[app].keyId,
  shareId: org[app].shareId,
})

/** An organization with something of everything, and two apps beside. */
async function organization(place: typeof world) {
  const theirs = await furnished(place)
  const tail = crypto.randomUUID().slice(0, 8)
  const [given, other] = [
    { ...(await place.app(theirs)), name: `Given ${tail}` },
    { ...(await place.app(theirs)), name: `Other ${tail}` },
  ]
  const [keyOfGiven, keyOfOther] = [
    await place.token(theirs.admin, { orgId: theirs.id, appId: given.id }),
    await place.token(theirs.admin, { orgId: theirs.id, appId: other.id }),
  ]
  for (const { id } of [given, other]) await place.teamApp(theirs, theirs.teamId, id, 'labeler_worker')
  const [offerOfGiven, offerOfOther] = [
    await shared(theirs, given.id, tail),
    await shared(theirs, other.id, tail),
  ]
  for (const { id, name } of [given, other]) await ownerSql()`update apps set name = ${name} where id = ${id}`
  const billing = `billing-${tail}@example.test`
  await ownerSql()`update organizations set billing_email = ${billing} where org_id = ${theirs.id}`
  return {
    ...theirs,
    given: { ...given, keyId: keyOfGiven.id, shareId: offerOfGiven },
    other: { ...other, keyId: keyOfOther.id, shareId: offerOfOther },
    billing,
  }
}

/** The same collaborator on that app too, and an offer of it; gives the id of the offer. */
async function shared({ id, collaboratorId, admin }: Theirs, appId: string, tail: string): Promise<string> {
  const email = `shared-${tail}@example.test`
  await ownerSql()`
    insert into collaborators (org_id, app_id, user_id, scopes) values (${id}, ${appId}, ${collaboratorId}, '{Apps:Get}')`
  const [share] = await ownerSql()<[{ id: string }]>`
    insert into shares (org_id, app_id, email, email_normalized, scopes, offered_by, offerer_name, expires_at)
    values (${id}, ${appId}, ${email}, ${email}, '{Apps:Get}', ${admin.id}, ${admin.name}, now() + interval '1 day') returning id`
  return share.id
}

async function joins(place: typeof world, org: Org, { role, team, isRestricted }: Kind): Promise<Joined> {
  const who = await place.member(org, role)
  // A draft is seen by its maker alone, whatever their role.
  if (role === 'admin')
    await ownerSql()`update invitation_batches set created_by = ${who.id} where org_id = ${org.id} and id = ${org.draftId}`
  if (!team) return { ...who, team: null }
  const { id, handle } = await place.team(org, { people: [who], isRestricted })
  await place.teamApp(org, id, org.given.id, team)
  return { ...who, team: handle }
}

const lineOf = (route: string): Line => {
  const line = PAGES[route]
  if (!line) throw new Error(`${route} has no line`)
  return line
}

type Outcome = 'open' | 'refused' | 'missing'

async function look(request: APIRequestContext, who: Persona, path: string) {
  const answer = await request.get(path, { headers: await headersOf(who), maxRedirects: 3, maxRetries: 2 })
  const text = await answer.text()
  const main = (/<main[\s\S]*?<\/main>/.exec(text)?.[0] ?? '').replace(/nonce="[^"]*"/g, '')
  const isPage = (answer.headers()['content-type'] ?? '').startsWith('text/html')
  return { text, main, outcome: isPage ? outcomeOf(main) : (STATUS[answer.status()] ?? 'missing') }
}
const STATUS: Record<number, Outcome> = { 200: 'open', 403: 'refused', 404: 'missing' }

function outcomeOf(main: string): Outcome {
  if (main.includes('No such page, or it is not for you')) return 'missing'
  return /This page is not open to you|This page cannot be shown/.test(main) ? 'refused' : 'open'
}

type Datum = { text: string; may: (kind: Kind) => boolean }
const by = (row: string) => (kind: Kind) => says(row, kind, 'organization')

/** What is to be told to those alone to whom the tables say yes. */
const dataOf = (org: Org) => ({
  adminName: { text: org.admin.name, may: by('view_members') },
  adminEmail: { text: org.admin.email, may: by('view_member_emails') },
  team: { text: org.teamHandle, may: by('view_teams') },
  invited: {
    text: org.secrets.find((secret) => secret.startsWith('invited-')) ?? '',
    may: by('view_pending_invitations'),
  },
  event: { text: org.admin.name.replace(' Person', ' Target'), may: by('view_audit_log') },
  billing: { text: org.billing, may: by('view_financial_data') },
  given: { text: org.given.name, may: (kind: Kind) => reaches(kind, 'given') },
  other: { text: org.other.name, may: (kind: Kind) => reaches(kind, 'other') },
})

/** On which page who may see it finds it. */
function shownAt(org: Org): { at: string; datum: Datum }[] {
  const { adminName, adminEmail, team, invited, event, billing, given, other } = dataOf(org)
  return [
    { at: '/[account]/members', datum: adminName },
    { at: '/[account]/members', datum: adminEmail },
    { at: '/[account]/members/invitations', datum: invited },
    { at: '/[account]/audit', datum: event },
    { at: '/[account]/settings', datum: billing },
    { at: '/[account]/teams', datum: team },
    { at: '/[account]/apps', datum: given },
    { at: '/[account]/apps', datum: other },
  ]
}

function expectNothingTold(kind: Kind, org: Org, text: string, asked: string, about: string): void {
  for (const datum of Object.values<Datum>(dataOf(org)))
    if (!datum.may(kind) && !asked.includes(datum.text))
      expect(text, `${about} tells ${datum.text}`).not.toContain(datum.text)
}

/** Every link of an open page leads to what the tables allow, and every form on it is one of theirs. */
function expectNothingOffered(
  kind: Kind,
  org: Org,
  who: Joined,
  text: string,
  app: 'given' | 'other',
  about: string,
): void {
  for (const [, link = ''] of text.matchAll(/href="(\/[^"#]*)/g)) {
    const [href = ''] = link.split('?')
    const route = href.startsWith(`/${org.account}`) && routeOf(href)
    const line = route && PAGES[route]
    if (!line || line.of === 'own' || isOneself(href, who)) continue
    const linked = link.includes(org.given.handle) ? 'given' : 'other'
    expect(may(line, kind, linked), `${about} links to ${href}`).toBe(true)
  }
  for (const action of actions()) {
    const line = DEEDS[action.exportedName]
    if (line && line.of !== 'own' && text.includes(action.id))
      expect(may(line, kind, app), `${about} offers ${action.exportedName}`).toBe(true)
  }
}

/** One's own page, and the teams that one is in, are open to whom those of others are not. */
const isOneself = (href: string, who: Joined) =>
  href.endsWith(`/members/${who.id}`) || (who.team !== null && href.includes(`/teams/${who.team}`))

let patterns: { route: string; pattern: RegExp }[] | undefined
/** The route of the build that serves this path: words before names. */
function routeOf(path: string): string | undefined {
  patterns ??= routes()
    .map((route) => ({ route, pattern: new RegExp(`^${route.replace(/\[[^\]]+\]/g, '[^/]+')}$`) }))
    .sort((one, two) => one.route.split('[').length - two.route.split('[').length)
  return patterns.find(({ pattern }) => pattern.test(path))?.route
}

const AT_ONCE = 6
/** Runs all of them, a few at a time: one portal answers. */
async function inTurns(tasks: (() => Promise<void>)[]): Promise<void> {
  const rest = [...tasks]
  const next = async (): Promise<void> => {
    for (let task = rest.shift(); task; task = rest.shift()) await task()
  }
  await Promise.all(Array.from({ length: AT_ONCE }, next))
}
