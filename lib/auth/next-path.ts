const OUR_OWN = 'http://portal.invalid'
const SECRET_OF_INVITATION = /^\/(?:invitations|shares)\/([A-Za-z0-9_-]{20,100})$/

/** Where to go on after signing in: a path of this portal, whatever `next` says. Nothing leads elsewhere. */
export function nextPath(next: unknown, otherwise = '/'): string {
  if (typeof next !== 'string' || next.length > 500 || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(next))
    return otherwise
  if (!URL.canParse(next, OUR_OWN)) return otherwise
  const url = new URL(next, OUR_OWN)
  if (url.origin !== OUR_OWN || url.pathname.startsWith('//')) return otherwise
  if (/^\/(api|sign-in|sign-up)(\/|$)/i.test(url.pathname)) return otherwise
  return `${url.pathname}${url.search}`
}

/** The secret of the invitation or the share that `next` leads to, if it leads to one. */
export const invitationIn = (next: unknown): string | undefined =>
  nextPath(next).match(SECRET_OF_INVITATION)?.[1]

/** A page of ours with `next` handed on, where there is somewhere to go on to. */
export function withNext(page: string, next: unknown): string {
  const path = nextPath(next)
  return path === '/' ? page : `${page}?next=${encodeURIComponent(path)}`
}
