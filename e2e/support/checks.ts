import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** Collects whatever the console of a page says, to be expected empty in the end. */
export function listen(page: Page): string[] {
  const said: string[] = []
  page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`))
  page.on('pageerror', (error) => said.push(String(error)))
  return said
}

/** WCAG 2.2 AA as far as axe sees it, in light and in dark. A theme changes nothing but colours, so dark is asked for these alone. */
export async function expectAccessible(page: Page): Promise<void> {
  const everything = new AxeBuilder({ page }).withTags([
    'wcag2a',
    'wcag2aa',
    'wcag21a',
    'wcag21aa',
    'wcag22aa',
  ])
  const colours = new AxeBuilder({ page }).withRules(['color-contrast', 'link-in-text-block'])
  for (const [colorScheme, axe] of [
    ['light', everything],
    ['dark', colours],
  ] as const) {
    await page.emulateMedia({ colorScheme })
    await settled(page)
    const { violations } = await axe.analyze()
    const found = violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target).join(' ')}`)
    expect(found, `${page.url()} in ${colorScheme}`).toEqual([])
  }
}

/** What still fades in has less contrast than it will have. What turns for ever is not waited for. */
function settled(page: Page): Promise<unknown> {
  return page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((one) => one.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY)
        .map((one) => one.finished),
    ).then(() => undefined),
  )
}

/** Nothing on the page is wider than the window. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(over, `${page.url()} scrolls sideways`).toBe(0)
}
