'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useEffect, useTransition } from 'react'

/** Follows every `Link` of the page in place, and shows that the next page is on its way. */
export function LinkNavigation() {
  const router = useRouter()
  const [isPending, start] = useTransition()
  useEffect(() => {
    const follow = (event: MouseEvent) => {
      const link = linkToFollow(event)
      if (!link) return
      event.preventDefault()
      const href = `${link.pathname}${link.search}${link.hash}` as Route // an address that the page itself wrote
      const go = link.href === location.href ? router.replace : router.push
      start(() => go(href, { scroll: link.dataset.nav !== 'stay' }))
    }
    document.addEventListener('click', follow)
    return () => document.removeEventListener('click', follow)
  }, [router])
  return isPending ? <div className="nav-progress" aria-hidden="true" /> : null
}

/** React's own handlers ran before: what they took is `defaultPrevented`. New tabs and other sites are the browser's. */
function linkToFollow(event: MouseEvent): HTMLAnchorElement | null {
  if (event.defaultPrevented || event.button !== 0) return null
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null
  const link = event.target instanceof Element ? event.target.closest('a[data-nav]') : null
  if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute('download')) return null
  return link.origin === location.origin ? link : null
}
