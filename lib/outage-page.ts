import 'server-only'
import { words } from '@/messages/words'

/**
 * The page that stands in for every other while the database is away: without our scripts, styles and data, so that nothing can fail
 * in it. It asks for the address again and again and goes there once it answers; without JavaScript there is a link.
 */
export function outagePage({
  theme,
  nonce,
  address,
}: {
  theme: string
  nonce: string
  address: string
}): string {
  const [title, hint, again] = [words('outage.title'), words('outage.hint'), words('outage.tryAgain')]
  return `<!doctype html>
<html lang="en" data-theme="${theme}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)} · Muster</title>
<style nonce="${nonce}">${STYLE}</style></head>
<body><main><p class="brand">Muster</p><div role="alert"><h1>${escaped(title)}</h1><p>${escaped(hint)}</p></div>
<p><a href="${escaped(address)}">${escaped(again)}</a></p></main>
<script nonce="${nonce}">${SCRIPT}</script></body></html>`
}

const SCRIPT = `setInterval(async () => {
  const answer = await fetch(location.href, { method: 'HEAD', cache: 'no-store' }).catch(() => undefined)
  if (answer && answer.status < 500) location.replace(location.href)
}, 2000)`

// The colours of `components/tokens.css`, which is part of what is not loaded here.
const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 ui-sans-serif, system-ui, sans-serif }
:root[data-theme=light] { color-scheme: light } :root[data-theme=dark] { color-scheme: dark }
body { margin: 0; padding: 12vh 16px 32px; background: light-dark(oklch(0.984 0.002 190), oklch(0.172 0.006 195)); color: light-dark(oklch(0.225 0.013 195), oklch(0.945 0.004 190)) }
main { max-width: 364px; margin: auto; padding: 28px; border: 1px solid light-dark(oklch(0.915 0.004 190), oklch(0.285 0.008 195)); border-radius: 8px; background: light-dark(oklch(1 0 0), oklch(0.205 0.007 195)) }
h1 { margin: 0; font-size: 20px; line-height: 28px; text-wrap: balance } p { margin: 8px 0 0 } .brand { margin: 0 0 16px; font-weight: 600 }
a { display: inline-block; margin-top: 12px; padding: 8px 14px; border-radius: 6px; font-weight: 500; text-decoration: none; background: light-dark(oklch(0.445 0.083 180), oklch(0.805 0.112 178)); color: light-dark(oklch(0.99 0.008 180), oklch(0.19 0.04 185)) }
a:focus-visible { outline: 2px solid currentColor; outline-offset: 2px }`

const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
