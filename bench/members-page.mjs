import { interleaved, line, median } from './rounds.mjs'

const EMPTY = '/empty'
const pages = { small: '/small/members?size=50', large: '/large/members?size=50' }

/** The complete page as an Admin sees it, against the empty page of the same server. */
export async function membersPage({ base, cookie, load, rounds, seconds, members }) {
  for (const path of Object.values(pages)) await checkPage(base, path, cookie)
  const ask = (path, connections) => () =>
    load.ask({ url: base + path, connections, seconds, headers: { cookie }, expects: 200 })
  for (const path of [EMPTY, pages.small, pages.large]) await ask(path, 16)()
  const results = await interleaved(rounds, {
    empty1: ask(EMPTY, 1),
    small1: ask(pages.small, 1),
    large1: ask(pages.large, 1),
    empty16: ask(EMPTY, 16),
    small16: ask(pages.small, 16),
    large16: ask(pages.large, 16),
  })
  const ratio = (one, other) => median(results, (round) => round[one].perSecond / round[other].perSecond)
  const rate = (one) => median(results, (round) => round[one].perSecond)
  return [
    line(`${members.small} members, c=16, of the empty page`, ratio('small16', 'empty16'), { least: 0.35 }),
    line(`${members.large} members, c=16, of the empty page`, ratio('large16', 'empty16'), { least: 0.35 }),
    line(`${members.small} members, c=1, of the empty page`, ratio('small1', 'empty1')),
    line(`${members.large} members, c=1, of the empty page`, ratio('large1', 'empty1')),
    line(`how much dearer with ${members.large}, c=16`, ratio('small16', 'large16'), { most: 1.2 }),
    line(`how much dearer with ${members.large}, c=1`, ratio('small1', 'large1'), { most: 1.2 }),
    line('the empty page, c=16', rate('empty16'), {}, '/s'),
    line('the page, c=16', rate('large16'), {}, '/s'),
    line('the empty page, c=1', rate('empty1'), {}, '/s'),
    line('the page, c=1', rate('large1'), {}, '/s'),
  ]
}

/** A fast page that shows something else would be no news. */
async function checkPage(base, path, cookie) {
  const response = await fetch(base + path, { headers: { cookie }, redirect: 'manual' })
  const rows = (await response.text()).split(/<tr[\s>]/).length - 2
  if (response.status !== 200 || rows < 50)
    throw new Error(`${path} gave ${response.status} and ${rows} rows, where 50 were expected.`)
}
