import { announce } from '../../ui/announce'
import { type Bell, showBell } from './bell-event'
import { type BellFeed, feedBell } from './bell-feed'
import { standForLeader } from './leader'
import { titleBadge } from './title-badge'

/** How long the leader may take to answer a tab that somebody looks at. */
const ANSWER_MS = 3_000

type Message = { kind: 'bell'; bell: Bell } | { kind: 'ask' } | { kind: 'over' }

/**
 * Keeps the bell of `viewerId` as it is on the server, with one stream for all tabs of the browser: one tab leads and tells the others.
 * `unread` is what the page was made with, `say` the words that tell of news. Gives what ends it.
 */
export function followBell(viewerId: string, unread: number, say: (unread: number) => string): () => void {
  let end = follow(viewerId, unread, say)
  const hide = () => end()
  const show = ({ persisted }: PageTransitionEvent) => {
    if (persisted) end = follow(viewerId, unread, say) // out of the cache of pages that were left
  }
  addEventListener('pagehide', hide)
  addEventListener('pageshow', show)
  return () => {
    removeEventListener('pagehide', hide)
    removeEventListener('pageshow', show)
    end()
  }
}

function follow(viewerId: string, unread: number, say: (unread: number) => string): () => void {
  const name = `muster.bell.${viewerId}`
  const channel = new BroadcastChannel(name)
  const badge = titleBadge()
  let known: Bell | undefined
  let feed: BellFeed | undefined
  let answer: ReturnType<typeof setTimeout> | undefined

  const hear = (bell: Bell) => {
    clearTimeout(answer)
    const isNews = known ? bell.newest !== known.newest : bell.unread > unread
    known = bell
    showBell(bell)
    badge.show(isNews ? bell.unread : null, bell.unread)
    if (isNews && !document.hidden) announce(say(bell.unread))
  }
  const send = (message: Message) => channel.postMessage(message)
  const candidate = standForLeader(name, () => {
    feed = feedBell(viewerId, {
      onBell: (bell) => {
        send({ kind: 'bell', bell })
        hear(bell)
      },
      onOver: () => {
        send({ kind: 'over' })
        end()
      },
    })
    return () => {
      feed?.stop()
      feed = undefined
    }
  })
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'over') end()
    else if (data.kind === 'bell') hear(data.bell)
    else if (feed) {
      if (known) send({ kind: 'bell', bell: known })
      feed.wake()
    }
  }
  /** Somebody looks here: what is shown has to be true now. */
  const look = () => {
    if (document.hidden) return
    badge.clear()
    if (feed) return feed.wake()
    clearTimeout(answer)
    answer = setTimeout(() => candidate.takeOver(), ANSWER_MS)
    send({ kind: 'ask' })
  }
  document.addEventListener('visibilitychange', look)
  document.addEventListener('resume', look)
  addEventListener('online', look)
  let hasEnded = false
  function end() {
    if (hasEnded) return
    hasEnded = true
    clearTimeout(answer)
    document.removeEventListener('visibilitychange', look)
    document.removeEventListener('resume', look)
    removeEventListener('online', look)
    candidate.stop()
    channel.close()
    badge.clear()
  }
  look()
  return end
}
