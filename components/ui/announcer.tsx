/** The one polite live region of every page; `announce` speaks through it. */
export function Announcer() {
  return <div id="announcer" role="status" aria-live="polite" className="sr-only" />
}
