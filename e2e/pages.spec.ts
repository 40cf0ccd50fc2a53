import { ownerSql } from '@/db/testing/world'
import { expectAccessible, expectNoSidewaysScroll, listen } from './support/checks'
import { furnished, PATHS } from './support/surface'
import { baseURL, expect, signIn, test } from './support/world'

/** Routes that are no pages: files, and answers to programs; and the way out of an app that was shared with somebody else. */
const NO_PAGE =
  /^\/api\/|^\/v2(\/|$)|\/collaborations\/\[collaboration\]\/leave$|\/export$|\/progress$|\/search\/(people|apps)$|\/(candidates|choices)$/

/** In shares, so that both workers have a part of it. */
const SHARES = 4

for (let share = 0; share < SHARES; share++)
  test(`every page is accessible in both themes, silent, and as narrow as a phone (${share + 1} of ${SHARES})`, async ({
    page,
    context,
    place,
  }) => {
    test.setTimeout(300_000)
    const said = listen(page)
    const mine = await furnished(place)
    await ownerSql()`update users set picture = null where id = ${mine.admin.id}` // there is no such file
    await signIn(context, mine.admin)
    const others = ['/', '/docs/api', '/organizations/new', '/organizations/deleted']
    const paths = Object.entries(PATHS).flatMap(([route, path]) =>
      typeof path === 'function' && !NO_PAGE.test(route)
        ? [path(isPersonal(route) ? mine.admin.username : mine.account, mine)]
        : [],
    )
    expect(paths.length).toBeGreaterThan(20)
    for (const path of [...others, ...paths].filter((_, i) => i % SHARES === share)) {
      await page.setViewportSize({ width: 1280, height: 800 })
      await page.goto(baseURL + path)
      await expect(page.getByRole('heading', { level: 1 }), path).toBeVisible()
      await expect(page.getByText('No such page, or it is not for you'), path).toHaveCount(0)
      await expectAccessible(page)
      await page.setViewportSize({ width: 360, height: 740 })
      await expectNoSidewaysScroll(page)
    }
    expect(said).toEqual([])
  })

/** Pages that only a person's own account has. */
const isPersonal = (route: string) =>
  /\/(emails|delete-account|notifications|sessions)(\/|$)|\/security\/tokens\/new$/.test(route)
