import { randomBytes } from 'node:crypto'
import type { Browser, BrowserContextOptions, Locator, Page } from '@playwright/test'
import { haveOperator } from '@/lib/auth/testing/people'
import { expectNoSidewaysScroll, listen } from './support/checks'
import { mailTo } from './support/mailbox'
import { baseURL, expect, test } from './support/world'

/**
 * From signing up to an accepted invitation: an Admin founds an organization and invites, the invited person joins. The same story
 * for whoever uses no mouse, no script, a small phone, or letters twice as large.
 */
type Manner = { context: BrowserContextOptions; press: Press; fill: Fill; isNarrow: boolean }
type Press = (page: Page, button: Locator) => Promise<void>
type Fill = (page: Page, field: Locator, text: string) => Promise<void>

const byPointer = {
  press: (_: Page, button: Locator) => button.click(),
  fill: (_: Page, field: Locator, text: string) => field.fill(text),
}

const byKeyboard = {
  press: async (page: Page, button: Locator) => {
    await reach(page, button)
    await page.keyboard.press('Enter')
  },
  fill: async (page: Page, field: Locator, text: string) => {
    await reach(page, field)
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type(text)
  },
}

const MANNERS: Record<string, Manner> = {
  'with the keyboard alone': { ...byKeyboard, context: {}, isNarrow: false },
  'with JavaScript off': { ...byPointer, context: { javaScriptEnabled: false }, isNarrow: false },
  'at 360 px': { ...byPointer, context: { viewport: { width: 360, height: 740 } }, isNarrow: true },
  'with a 200 % zoom': {
    ...byPointer,
    context: { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
    isNarrow: true,
  },
}

const PASSWORD = 'violet kettle under nine roofs'

for (const [name, manner] of Object.entries(MANNERS))
  test(`from signing up to an accepted invitation, ${name}`, async ({ browser, place: _place }) => {
    test.slow() // a whole story for two people
    await haveOperator()
    const [founder, invited] = [newcomer(), newcomer()]
    const organization = `Story ${founder.id}`
    const admin = await open(browser, manner)
    await admin.go('/sign-up')
    await admin.signUp(founder)
    await expect(admin.page).toHaveURL(/\/verify/) // its answer has come, and with it what proves this browser
    await admin.go(await linkIn(founder.email, /Confirm/, /\/verify\//))
    await admin.press('button', 'Confirm address')
    await admin.press('link', 'Add an Organization')
    await admin.fill('Organization Name', organization)
    await admin.fill('Organization ID', `story-${founder.id}`)
    await admin.press('button', 'Confirm')
    await expect(admin.page).toHaveURL(new RegExp(`/story-${founder.id}/members`))
    await admin.press('link', 'Invite Members')
    await admin.fill('Email addresses', invited.email)
    await admin.press('button', 'Confirm')

    const member = await open(browser, manner)
    await member.go(await linkIn(invited.email, /invite/i, /\/invitations\//))
    await member.press('link', 'Create your account')
    await member.signUp(invited)
    await member.press('button', 'Accept')
    await expect(member.page).toHaveURL(`${baseURL}/story-${founder.id}`)
    await expect(member.page.getByRole('heading', { level: 1 })).toContainText(organization)
    await admin.go(`/story-${founder.id}/members`)
    await expect(admin.page.getByRole('table')).toContainText(invited.email)
    expect([...admin.said, ...member.said]).toEqual([])
    await admin.page.context().close()
    await member.page.context().close()
  })

/** Somebody in front of a browser. Every page on the way is looked at for what sticks out of it. */
async function open(browser: Browser, { context, press, fill, isNarrow }: Manner) {
  const page = await (await browser.newContext({ baseURL, ...context })).newPage()
  const said = listen(page)
  const look = async () => {
    if (isNarrow) await expectNoSidewaysScroll(page)
  }
  const hand = {
    page,
    said,
    go: async (path: string) => {
      await page.goto(path)
      await look()
    },
    press: async (role: 'button' | 'link', name: string) => {
      await press(page, page.getByRole(role, { name, exact: true }).first())
      await look()
    },
    fill: (label: string, text: string) => fill(page, page.getByLabel(label, { exact: true }), text),
    signUp: async (who: ReturnType<typeof newcomer>) => {
      await hand.fill('First name', 'Lena')
      await hand.fill('Last name', 'Fischer')
      await hand.fill('Username', `u${who.id}`)
      await hand.fill('Email', who.email)
      await hand.fill('Password', PASSWORD)
      await hand.press('button', 'Create account')
    },
  }
  return hand
}

/** Tab by Tab, as somebody without a mouse; what cannot be reached so is a fault. */
async function reach(page: Page, wanted: Locator) {
  await expect(wanted).toBeVisible()
  for (let tabs = 0; tabs < 80; tabs++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${wanted} cannot be reached with Tab`)
}

function newcomer() {
  const id = randomBytes(5).toString('hex')
  return { id, email: `m${id}@example.test` }
}

async function linkIn(email: string, subject: RegExp, path: RegExp): Promise<string> {
  const { links } = await mailTo(email, { subject })
  const link = links.find((one) => path.test(one))
  if (!link) throw new Error(`no link ${path} in the mail ${subject}`)
  return link
}
