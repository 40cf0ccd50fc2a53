import { actions, everythingOf, headersOf, routes, submit } from './support/requests'
import { ACTIONS, furnished, PATHS } from './support/surface'
import { expect, test } from './support/world'

/**
 * Every route and every action, from the build's own manifests, with identifiers of an organization that the caller has no tie to: plain,
 * encoded, doubled, in bodies. They find nothing, change nothing, and answer like what does not exist. A new route or action without a
 * line here fails.
 */

/** Of these, each one that an Admin's request brings to a good end, in this order. */
const OWN = [
  'inviteMembersAction',
  'copyInvitationLinkAction',
  'resendInvitationAction',
  'changeMemberRoleAction',
]

/** The ways in which the same handle can be spelled in an address. */
const spellings = (handle: string) => [
  handle,
  handle.toUpperCase(),
  `%${handle.charCodeAt(0).toString(16)}${handle.slice(1)}`,
  encodeURIComponent(encodeURIComponent(`${handle}/`)),
  `${handle}/${handle}`,
  `./${handle}`,
]

test.describe('identifiers of another organization', () => {
  // Every route and action in every spelling as everybody: more than a thousand requests, and each new page adds its own.
  test.describe.configure({ timeout: 240_000 })

  test('every route and action has its line', () => {
    expect(routes().filter((route) => !(route in PATHS))).toEqual([])
    expect(
      actions()
        .map((action) => action.exportedName)
        .filter((name) => !(name in ACTIONS)),
    ).toEqual([])
  })

  test('find nothing on any page', async ({ place, request }) => {
    test.setTimeout(600_000) // each route in each spelling, for three kinds of callers
    const theirs = await furnished(place)
    const mine = await place.organization()
    for (const who of [mine.admin, await place.person(), null]) {
      for (const [route, path] of Object.entries(PATHS)) {
        if (typeof path === 'string') continue
        const asked = spellings(theirs.account).map(async (spelling) => {
          const answer = await request.get(path(spelling, theirs), {
            headers: await headersOf(who),
            maxRedirects: 5,
            maxRetries: 2, // a connection that was kept open may close as it is used again
          })
          const text = await answer.text()
          for (const secret of theirs.secrets)
            expect(text, `${route} as ${spelling} tells ${secret}`).not.toContain(secret)
        })
        await Promise.all(asked)
        const [real, none] = [
          await shapeOf(path(theirs.account, theirs)),
          await shapeOf(path('no-such-organization', theirs)),
        ]
        expect(real, `${route} answers like one that does not exist`).toEqual(none)
      }
      async function shapeOf(path: string) {
        const answer = await request.get(path, {
          headers: await headersOf(who),
          maxRedirects: 0,
          maxRetries: 2,
        })
        const main = /<main[\s\S]*?<\/main>/.exec(await answer.text())?.[0] ?? ''
        return {
          status: answer.status(),
          main: main.replace(/(no-such-organization|org-[0-9a-f]{10})/g, '…').replace(/nonce="[^"]*"/g, ''),
        }
      }
    }
  })

  test('change nothing through any action', async ({ place, request }) => {
    test.setTimeout(600_000) // each action with each account, by three kinds of callers
    const theirs = await furnished(place)
    const mine = await place.organization()
    const before = await everythingOf(theirs)
    for (const who of [mine.admin, await place.person(), null]) {
      for (const action of actions()) {
        const fieldsOf = ACTIONS[action.exportedName]
        if (typeof fieldsOf !== 'function') continue
        const tries = [...spellings(theirs.account), mine.account, theirs.id].map(async (account) => {
          const answer = await submit(request, action, who, mine, { account, ...fieldsOf(theirs) })
          const text = await answer.text()
          expect(answer.status(), `${action.exportedName} on ${account}: ${text.slice(0, 300)}`).toBeLessThan(
            500,
          )
          for (const secret of theirs.secrets) {
            if (!Object.values(fieldsOf(theirs)).includes(secret))
              expect(text, action.exportedName).not.toContain(secret)
          }
        })
        await Promise.all(tries)
      }
    }
    expect(await everythingOf(theirs)).toEqual(before)

    // The same requests by somebody who may: so it was not for their form that they found nothing.
    const known = actions().filter((action) => OWN.includes(action.exportedName))
    for (const action of known) {
      const fieldsOf = ACTIONS[action.exportedName]
      if (typeof fieldsOf !== 'function') continue
      const answer = await submit(request, action, theirs.admin, theirs, {
        account: theirs.account,
        ...fieldsOf(theirs),
      })
      expect(await answer.text(), action.exportedName).toContain('"status":"ok"')
    }
    expect(known).toHaveLength(OWN.length)
  })
})
