import { ShieldCheck } from 'lucide-react'
import type { Sealing } from '@/lib/audit/list'
import { words } from '@/messages/words'
import { Time } from '../ui/time'

/** How far the history is sealed, and what that means. */
export function SealNote({ sealing: { checkpoint, isWaiting } }: { sealing: Sealing }) {
  return (
    <details className="seal-note">
      <summary>
        <ShieldCheck aria-hidden="true" />
        {checkpoint ? (
          <span>
            {words('audit.seal.upTo', { seq: checkpoint.seq })} · {words('audit.seal.checkpoint')}{' '}
            <Time at={checkpoint.sealedAt} />
          </span>
        ) : (
          <span>{words('audit.seal.nothing')}</span>
        )}
      </summary>
      <p>
        {words(isWaiting ? 'audit.seal.waiting' : 'audit.seal.idle')} {words('audit.seal.meaning')}
      </p>
    </details>
  )
}
