import { connect, peopleWithApps } from './database.mjs'
import { interleaved, line, median } from './rounds.mjs'

/** "My Apps" of people in teams, in organizations with as many teams and apps, but more and more members. */
export async function myApps({ ownerUrl, inside, rounds, seconds, members }) {
  const sql = await connect(ownerUrl)
  const [wide, large] = [await peopleWithApps(sql, 'wide'), await peopleWithApps(sql, 'large')]
  await sql.end()
  const results = await interleaved(rounds, {
    wide: () => inside.ask({ do: 'apps', targets: wide, seconds }),
    large: () => inside.ask({ do: 'apps', targets: large, seconds }),
  })
  const p50 = (of) => median(results, (round) => round[of].p50)
  return [
    line(`apps of a person among ${members.large}, p50 in ms`, p50('large'), { most: 2 }),
    line(`apps of a person among ${members.small} with as many teams, p50 in ms`, p50('wide'), { most: 2 }),
    line(
      `how much dearer with ${members.large}`,
      median(results, (round) => round.large.p50 / round.wide.p50),
      { most: 1.2 },
    ),
  ]
}

const EMPTY = '/empty'
const PAGE = '/large/apps'

/** The complete page of apps as an Admin sees it, against the empty page of the same server. */
export async function appsPage({ base, cookie, load, rounds, seconds, members }) {
  await checkPage(base, cookie)
  const ask = (path, connections) => () =>
    load.ask({ url: base + path, connections, seconds, headers: { cookie }, expects: 200 })
  for (const path of [EMPTY, PAGE]) await ask(path, 16)()
  const results = await interleaved(rounds, { empty16: ask(EMPTY, 16), page16: ask(PAGE, 16) })
  const rate = (one) => median(results, (round) => round[one].perSecond)
  return [
    line(
      `cards of 24 apps, ${members.large} members, c=16, of the empty page`,
      median(results, (round) => round.page16.perSecond / round.empty16.perSecond),
      { least: 0.35 },
    ),
    line('the empty page, c=16', rate('empty16'), {}, '/s'),
    line('the page, c=16', rate('page16'), {}, '/s'),
  ]
}

/** A fast page that shows something else would be no news. */
async function checkPage(base, cookie) {
  const response = await fetch(base + PAGE, { headers: { cookie }, redirect: 'manual' })
  const cards = (await response.text()).split('class="app-card"').length - 1
  if (response.status !== 200 || cards < 24)
    throw new Error(`${PAGE} gave ${response.status} and ${cards} cards, where 24 were expected.`)
}
