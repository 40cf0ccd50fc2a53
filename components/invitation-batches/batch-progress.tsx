'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import type { Progress } from '@/lib/invitation-batches/progress'
import { words } from '@/messages/words'
import { announce } from '../ui/announce'
import { LinkButton } from '../ui/button'
import { KeyValue } from '../ui/key-value'

const LOOK_AGAIN_MS = 2000

/** How far the mails got. Looks again every other second until all are done; without JavaScript there is a link to do so. */
export function BatchProgress({ path, progress: known }: { path: string; progress: Progress }) {
  const progress = useProgress(path, known)
  const { mails, sent, failed, kept, dropped, waiting, isOver } = progress
  const items = [
    { label: words('batches.progress.sent'), count: sent },
    { label: words('batches.progress.waiting'), count: waiting },
    { label: words('batches.progress.failed'), count: failed },
    ...(kept > 0 ? [{ label: words('batches.progress.kept'), count: kept }] : []),
    ...(dropped > 0 ? [{ label: words('batches.progress.dropped'), count: dropped }] : []),
  ]
  const said = isOver
    ? words('batches.progress.over')
    : words('batches.progress.going', { done: mails - waiting, mails })
  return (
    <div className="grid gap-3">
      <p className="font-medium tabular-nums">{said}</p>
      <progress className="progress" value={mails - waiting} max={Math.max(1, mails)} aria-label={said} />
      <KeyValue
        items={items.map(({ label, count }) => ({
          label,
          value: <span className="tabular-nums">{count.toLocaleString('en')}</span>,
        }))}
      />
      {dropped > 0 ? <p className="text-[13px] text-muted">{words('batches.progress.droppedHint')}</p> : null}
      {isOver ? null : <p className="text-[13px] text-muted">{words('batches.progress.waitsForLeave')}</p>}
      {isOver ? null : (
        <noscript>
          <LinkButton href={path} size="sm">
            {words('batches.progress.reload')}
          </LinkButton>
        </noscript>
      )}
    </div>
  )
}

function useProgress(path: string, known: Progress): Progress {
  const router = useRouter()
  const [latest, setLatest] = useState(known)
  useEffect(() => {
    if (latest.isOver) return
    const timer = setTimeout(async () => {
      const next = await ask(`${path}/progress`)
      if (!next) return setLatest({ ...latest }) // out of reach: try again
      setLatest(next)
      if (next.isOver) {
        announce(words('batches.progress.announced', { sent: next.sent, failed: next.failed }))
        router.refresh() // shows the addresses that failed
      }
    }, LOOK_AGAIN_MS)
    return () => clearTimeout(timer)
  }, [latest, path, router])
  return latest
}

async function ask(address: string): Promise<Progress | null> {
  try {
    const answer = await fetch(address, { cache: 'no-store', redirect: 'error' })
    return answer.ok ? ((await answer.json()) as Progress) : null // our own route, below
  } catch {
    return null
  }
}
