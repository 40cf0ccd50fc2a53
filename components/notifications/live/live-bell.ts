import { announce } from '../../ui/announce'
import { type Bell, showBell } from './bell-event'
import { type BellFeed, feedBell } from './bell-feed'
import { standForLeader } from './leader'
import { titleBadge } from './title-badge'

/** How long the leader may take to answer a tab that somebody looks at. */
const ANSWER_MS = 3_000

type Message = { kind: 'bell'; bell: Bell } | { kind: 'ask' } | { kind: 'here' } | { kind: 'over' }

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
  const send = (message: Message) => channel.postMessage(message)
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
  const tell = (bell: Bell) => {
    send({ kind: 'bell', bell })
    hear(bell)
  }
  const beOver = () => {
    send({ kind: 'over' })
    end()
  }
  const candidate = standForLeader(name, () => {
    feed = feedBell(viewerId, { onBell: tell, onOver: beOver })
    return () => {
      feed?.stop()
      feed = undefined
    }
  })
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'over') end()
    else if (data.kind === 'bell') hear(data.bell)
    else if (data.kind === 'here') clearTimeout(answer)
    else if (feed) {
      send(known ? { kind: 'bell', bell: known } : { kind: 'here' })
      feed.wake()
    }
  }
  const leave = onReturn(() => {
    badge.clear()
    if (feed) return feed.wake()
    clearTimeout(answer)
    answer = setTimeout(() => candidate.takeOver(), ANSWER_MS)
    send({ kind: 'ask' })
  })
  function end() {
    clearTimeout(answer)
    leave()
    candidate.stop()
    channel.close()
    badge.clear()
  }
  return end
}

/** Calls `look` now and whenever somebody comes back to the page, or the network or the computer does: what is shown has to be true then. */
function onReturn(look: () => void): () => void {
  const lookIfSeen = () => {
    if (!document.hidden) look()
  }
  document.addEventListener('visibilitychange', lookIfSeen)
  document.addEventListener('resume', lookIfSeen)
  addEventListener('online', lookIfSeen)
  lookIfSeen()
  return () => {
    document.removeEventListener('visibilitychange', lookIfSeen)
    document.removeEventListener('resume', lookIfSeen)
    removeEventListener('online', lookIfSeen)
  }
}
