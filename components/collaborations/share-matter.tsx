'use client'

import { useState } from 'react'
import { acceptShareHereAction, declineShareAction } from '@/lib/collaborations/actions'
import type { ToldShare } from '@/lib/notifications/told-shares'
import { richWords, words } from '@/messages/words'
import { Form } from '../ui/form'
import { Link } from '../ui/link'
import { SubmitButton } from '../ui/submit-button'

type ShareMatterProps = { account: string; share: ToldShare; onAnswer: () => void }

/** What became of an app that was offered, and, while it waits, the answer to it. */
export function ShareMatter({ account, share, onAnswer }: ShareMatterProps) {
  const [wasOpen] = useState(share.state === 'open')
  const isOpen = share.state === 'open'
  return (
    <>
      {isOpen ? null : <Ended share={share} />}
      {wasOpen || isOpen ? (
        <ShareReply
          account={account}
          shareId={share.id}
          app={share.app}
          isOver={!isOpen}
          onAnswer={onAnswer}
        />
      ) : null}
    </>
  )
}

function Ended({ share: { state, app, href } }: { share: ToldShare }) {
  if (state === 'open') return null
  return (
    <p className="text-[13px] text-muted">
      {state === 'accepted'
        ? richWords('collaborations.matter.accepted', {
            app,
            link: (inside) => (
              <Link key="app" className="text-link" href={href}>
                {inside}
              </Link>
            ),
          })
        : words(`collaborations.matter.${state}`)}
    </p>
  )
}

type ShareReplyProps = {
  /** One's own handle. */
  account: string
  shareId: string
  app: string
  /** It waits for no answer any more. The forms stay without their buttons, so that what the last answer came to is still told. */
  isOver?: boolean
  onAnswer?: () => void
}

/** Accept or decline, right where a share stands. */
export function ShareReply({ account, shareId, app, isOver, onAnswer }: ShareReplyProps) {
  const hidden = { account, shareId }
  return (
    <div className="flex flex-wrap items-start gap-2" hidden={isOver}>
      <Form action={acceptShareHereAction} hidden={hidden} onSuccess={onAnswer}>
        {isOver ? null : (
          <SubmitButton
            variant="primary"
            size="sm"
            aria-label={words('collaborations.reply.acceptLabel', { app })}
          >
            {words('collaborations.reply.accept')}
          </SubmitButton>
        )}
      </Form>
      <Form action={declineShareAction} hidden={hidden} onSuccess={onAnswer}>
        {isOver ? null : (
          <SubmitButton size="sm" aria-label={words('collaborations.reply.declineLabel', { app })}>
            {words('collaborations.reply.decline')}
          </SubmitButton>
        )}
      </Form>
    </div>
  )
}
