import type { Browser, Page } from '@playwright/test'
import sharp from 'sharp'
import { ownerSql, type Persona, type world as testWorld } from '@/db/testing/world'
import { givePassword, PASSWORD } from '@/lib/auth/testing/people'
import { expectAccessible, expectNoSidewaysScroll, listen } from './support/checks'
import { mailTo } from './support/mailbox'
import { baseURL, expect, signIn, test } from './support/world'

type World = typeof testWorld

const fresh = () => `extra-${crypto.randomUUID().slice(0, 13)}@example.test`
const picture = (background = '#c03030') =>
  sharp({ create: { width: 640, height: 400, channels: 3, background } })
    .jpeg()
    .toBuffer()
    .then((buffer) => ({ name: 'me.jpg', mimeType: 'image/jpeg', buffer }))

async function asSomeone(browser: Browser, who: Persona, options: { javaScriptEnabled?: boolean } = {}) {
  const context = await browser.newContext({ baseURL, ...options })
  await signIn(context, who)
  return context.newPage()
}
async function somebody(world: World) {
  const who = await world.person()
  await givePassword(who)
  return who
}
async function signInWith(page: Page, email: string) {
  await page.goto('/sign-in')
  await fillSignIn(page, email)
}
async function fillSignIn(page: Page, email: string) {
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
}
const row = (page: Page, email: string) => page.getByRole('listitem').filter({ hasText: email })
const ownPicture = (page: Page) => page.getByRole('main').locator('img.avatar-picture')
const isDrawn = (page: Page) =>
  ownPicture(page).evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth === 256)

async function linkTo(email: string): Promise<string> {
  const { links } = await mailTo(email, { subject: /Confirm that this address/ })
  const link = links.find((one) => one.includes('/verify/address/'))
  if (!link) throw new Error('no link in the mail')
  return link
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? '' : ', without JavaScript'

  test(`names, a picture and a username${how}: seen by others at once, and by no stranger`, async ({
    browser,
    place: world,
  }) => {
    const place = await world.organization()
    const lena = await world.member(place, 'organization_user')
    const page = await asSomeone(browser, lena, { javaScriptEnabled })
    const said = listen(page)
    await page.goto(`/${lena.username}/account`)
    await page.getByLabel('First name').fill('Zoë')
    await page.getByLabel('Last name').fill('Ångström')
    await page.getByRole('button', { name: 'Save names' }).click()
    await expect(page.getByRole('button', { name: 'Profile menu of Zoë Ångström' })).toBeVisible()
    await page.getByLabel('Picture', { exact: true }).setInputFiles(await picture())
    await page.getByRole('button', { name: 'Upload picture' }).click()
    await expect(page.getByRole('button', { name: 'Remove picture' })).toBeVisible()
    await expect.poll(() => isDrawn(page)).toBe(true)
    expect(said.filter((one) => !one.startsWith('debug'))).toEqual([])

    const admin = await asSomeone(browser, place.admin)
    await admin.goto(`/${place.account}/members?q=${lena.username}`)
    const shown = admin.getByRole('main').locator('img.avatar-picture').first()
    await expect(shown).toBeVisible()
    const src = String(await shown.getAttribute('src'))
    const answer = await admin.request.get(src)
    expect([
      answer.status(),
      answer.headers()['content-type'],
      answer.headers()['x-content-type-options'],
    ]).toEqual([200, 'image/webp', 'nosniff'])
    expect(answer.headers()['cache-control']).toBe('private, max-age=31536000, immutable')
    const stranger = await asSomeone(browser, await world.person())
    expect((await stranger.request.get(src)).status()).toBe(404)
    const nobody = await browser.newContext({ baseURL })
    expect((await nobody.request.get(src)).status()).toBe(404)

    const username = `zoe-${lena.username}`
    await page.getByLabel('Username').fill(username)
    await page.getByRole('button', { name: 'Change username' }).click()
    await expect(page).toHaveURL(`${baseURL}/${username}/account`)
    await expect(page.getByText(lena.username, { exact: true })).toBeVisible()
    await page.goto(`/${lena.username}/account`)
    await expect(page).toHaveURL(`${baseURL}/${username}/account`)
    await page.getByRole('button', { name: 'Remove picture' }).click()
    await expect(page.getByRole('button', { name: 'Remove picture' })).toHaveCount(0)
    await expect.poll(async () => (await admin.request.get(src)).status()).toBe(404)
    for (const one of [page, admin, stranger]) await one.context().close()
    await nobody.close()
  })

  test(`another address${how}: added, proven by mail, signed in with, made primary, the former one removed`, async ({
    browser,
    place: world,
  }) => {
    const lena = await somebody(world)
    const email = fresh()
    const page = await asSomeone(browser, lena, { javaScriptEnabled })
    await page.goto(`/${lena.username}/account`)
    await page.getByRole('link', { name: 'Add address' }).click()
    await page.getByLabel('E-mail address', { exact: true }).fill(email)
    await page.getByLabel('Your password').fill('not the password')
    await page.getByRole('button', { name: 'Send the link' }).click()
    await expect(page.getByText('That is not your password.').first()).toBeVisible()
    await expect(page.getByLabel('E-mail address', { exact: true }), 'what was typed stays').toHaveValue(
      email,
    )
    await page.getByLabel('Your password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Send the link' }).click()
    await expect(page.getByText(`Open the link in the mail to ${email}`)).toBeVisible()
    await page.goto(`/${lena.username}/account`)
    await expect(row(page, email)).toContainText('Not confirmed')

    await page.goto(await linkTo(email))
    await page.getByRole('button', { name: 'Confirm address' }).click()
    await expect(page.getByRole('heading', { name: `${email} is confirmed` })).toBeVisible()
    await mailTo(lena.email, { subject: /address was added/ })
    const other = await (await browser.newContext({ baseURL, javaScriptEnabled })).newPage()
    await signInWith(other, email)
    await expect(other.getByRole('button', { name: /^Profile menu/ })).toBeVisible()

    await page.goto(`/${lena.username}/account`)
    await row(page, email)
      .getByRole('link', { name: `Make ${email} primary` })
      .click()
    await page.getByLabel('Your password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Make primary' }).click()
    await expect(row(page, email)).toContainText('Primary')
    const { text } = await mailTo(lena.email, { subject: /primary address was changed/ })
    expect(text).toContain(lena.username)
    await row(page, lena.email)
      .getByRole('link', { name: `Remove ${lena.email}` })
      .click()
    await page.getByRole('button', { name: 'Remove', exact: true }).click()
    await expect(row(page, lena.email)).toHaveCount(0)
    await expect(page).toHaveURL(`${baseURL}/${lena.username}/account`)
    await signInWith(await (await browser.newContext({ baseURL, javaScriptEnabled })).newPage(), lena.email)
    for (const one of [page, other]) await one.context().close()
  })

  test(`an account is deleted${how}: not while an organization rests on it, then at once and everywhere`, async ({
    browser,
    place: world,
  }) => {
    const place = await world.organization()
    const lena = place.admin
    await givePassword(lena)
    const page = await asSomeone(browser, lena, { javaScriptEnabled })
    const elsewhere = await asSomeone(browser, lena)
    await page.goto(`/${lena.username}/account`)
    await page.getByRole('link', { name: 'Delete account' }).click()
    await expect(page.getByText('Hand over first')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Delete account' })).toHaveCount(0)
    await expect(page.getByRole('link', { name: `Members of ${place.name}` })).toHaveAttribute(
      'href',
      `/${place.account}/members`,
    )

    await world.member(place, 'admin')
    await page.reload()
    await expect(page.getByRole('main')).toContainText(place.name)
    await page.getByLabel('Your password').fill('not the password')
    await page.getByLabel(`Type ${lena.username} to confirm`).fill(lena.username)
    await page.getByRole('button', { name: 'Delete account' }).click()
    await expect(page.getByText('That is not your password.').first()).toBeVisible()
    await page.getByLabel('Your password').fill(PASSWORD)
    await page.getByLabel(`Type ${lena.username} to confirm`).fill(lena.username)
    await page.getByRole('button', { name: 'Delete account' }).click()
    await expect(page).toHaveURL(/\/sign-in\?said=deleted/)
    await expect(page.getByText('Your account is deleted')).toBeVisible()
    await mailTo(lena.email, { subject: /account was deleted/ })
    await elsewhere.goto(`/${lena.username}/account`)
    await expect(elsewhere).toHaveURL(/\/sign-in\?next=/)
    await signInWith(page, lena.email)
    await expect(page.getByText('do not belong together')).toBeVisible()
    for (const one of [page, elsewhere]) await one.context().close()
  })
}

test('whoever adds somebody else’s address gets nothing of it, and its owner is told', async ({
  browser,
  place: world,
}) => {
  const [lena, noor] = [await somebody(world), await somebody(world)]
  const page = await asSomeone(browser, noor)
  await page.goto(`/${noor.username}/account/emails/add`)
  await page.getByLabel('E-mail address', { exact: true }).fill(lena.email)
  await page.getByLabel('Your password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Send the link' }).click()
  await expect(page.getByText(`Open the link in the mail to ${lena.email}`)).toBeVisible()
  const { links } = await mailTo(lena.email, { subject: /has a Muster account already/ })
  expect(links.filter((link) => link.includes('/verify/'))).toEqual([])

  const email = fresh()
  await page.goto(`/${noor.username}/account/emails/add`)
  await page.getByLabel('E-mail address', { exact: true }).fill(email)
  await page.getByLabel('Your password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Send the link' }).click()
  const link = await linkTo(email)
  const reader = await asSomeone(browser, lena)
  await reader.goto(link)
  await expect(reader.getByText('you are signed in to another')).toBeVisible()
  await expect(reader.getByRole('button', { name: 'Confirm address' })).toHaveCount(0)
  await expectAccessible(reader)
  await reader.getByRole('button', { name: 'Sign out and switch account' }).click()
  await fillSignIn(reader, noor.email)
  await reader.getByRole('button', { name: 'Confirm address' }).click()
  await expect(reader.getByRole('heading', { name: `${email} is confirmed` })).toBeVisible()
  const late = await (await browser.newContext({ baseURL })).newPage()
  await late.goto(link)
  await expect(late.getByRole('heading', { name: 'This link was used already' })).toBeVisible()
  for (const one of [page, reader, late]) await one.context().close()
})

test('a file that is no picture, or too large, is answered beside the field', async ({
  browser,
  place: world,
}) => {
  const lena = await world.person()
  const page = await asSomeone(browser, lena)
  await page.goto(`/${lena.username}/account`)
  const field = page.getByLabel('Picture', { exact: true })
  await field.setInputFiles({
    name: 'large.png',
    mimeType: 'image/png',
    buffer: Buffer.alloc(5 * 1024 * 1024 + 1),
  })
  await expect(page.getByText('This file has more than 5 MB.')).toBeVisible()
  const script = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
  await field.setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: Buffer.from(script) })
  await page.getByRole('button', { name: 'Upload picture' }).click()
  await expect(page.getByText('This is no picture that we can read.').first()).toBeVisible()
  const plain = await asSomeone(browser, lena, { javaScriptEnabled: false })
  await plain.goto(`/${lena.username}/account`)
  await plain
    .getByLabel('Picture', { exact: true })
    .setInputFiles({ name: 'large.png', mimeType: 'image/png', buffer: Buffer.alloc(5 * 1024 * 1024 + 1) })
  await plain.getByRole('button', { name: 'Upload picture' }).click()
  await expect(plain.getByText('This file has more than 5 MB.').first()).toBeVisible()
  const [row] = await ownerSql()`select picture from users where id = ${lena.id}`
  expect(row?.picture).toBeNull()
  for (const one of [page, plain]) await one.context().close()
})

for (const width of [1280, 360])
  test(`every page and dialog of one’s account at ${width} px has no finding of axe, and nothing sideways`, async ({
    browser,
    place: world,
  }) => {
    test.slow()
    const { admin: lena } = await world.organization()
    const [more, claim] = [fresh(), `a-rather-long-address-that-somebody-has.${fresh()}`]
    const [, waiting] = await ownerSql()<{ id: string }[]>`
      insert into user_emails (user_id, email, email_normalized, verified_at)
      values (${lena.id}, ${more}, ${more}, now()), (${lena.id}, ${claim}, ${claim}, null) returning id`
    const page = await asSomeone(browser, lena)
    await page.setViewportSize({ width, height: 800 })
    for (const path of [
      'account',
      'account/delete-account',
      'account/emails/add',
      `account/emails/${waiting?.id}`,
    ]) {
      await page.goto(`/${lena.username}/${path}`)
      await expectNoSidewaysScroll(page)
      if (width === 360) await expectAccessible(page) // at the other width every page is looked at elsewhere
    }
    await page.goto(`/${lena.username}/account`)
    for (const name of ['Add address', `Make ${more} primary`, `Remove ${more}`]) {
      await page.getByRole('link', { name }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
      await expectAccessible(page)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
      await expect(page.getByRole('link', { name }), 'focus comes back').toBeFocused()
    }
    await page.context().close()
  })
