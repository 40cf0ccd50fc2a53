import { gzipSync } from 'node:zlib'
import { line } from './rounds.mjs'

/** What the browser has to load before the members page answers to clicks, above what the empty page needs. */
export async function firstLoad({ base, cookie }) {
  const empty = await scriptsOf(`${base}/empty`, cookie)
  const members = await scriptsOf(`${base}/large/members?size=50`, cookie)
  const weigh = async (scripts) => {
    let bytes = 0
    for (const script of scripts) bytes += gzipSync(await (await fetch(base + script)).text()).length
    return bytes / 1000
  }
  const one = (value) => ({ value, from: value, to: value })
  const above = await weigh([...members].filter((script) => !empty.has(script)))
  return [
    line('above the empty page, kB', one(above), { most: 100 }),
    line('the members page, kB', one(await weigh(members))),
    line('the empty page, kB', one(await weigh(empty))),
  ]
}

async function scriptsOf(url, cookie) {
  const html = await (await fetch(url, { headers: { cookie } })).text()
  const scripts = [...html.matchAll(/<script\b([^>]*)>/g)]
    .map(([, attributes]) => attributes)
    .filter((attributes) => !/\bnomodule\b/i.test(attributes))
    .flatMap((attributes) => /\bsrc="([^"]+)"/.exec(attributes)?.[1] ?? [])
  if (scripts.length === 0) throw new Error(`${url} names no scripts.`)
  return new Set(scripts)
}
