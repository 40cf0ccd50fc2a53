'use client'

import { words } from '@/messages/words'
import { LinkButton } from '../ui/button'
import { CopyButton } from '../ui/copy-button'
import { Notice } from '../ui/notice'

/** A secret that was just made. It is shown this once; whoever loses it rotates it. */
export function SecretOnce({ secret, openHref }: { secret: string; openHref?: string }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4" role="status">
      <Notice tone="warning" title={words('webhooks.secret.title')}>
        {words('webhooks.secret.once')}
      </Notice>
      <div className="flex min-w-0 flex-wrap items-center gap-2">
        <input
          readOnly
          value={secret}
          aria-label={words('webhooks.secret.label')}
          className="input min-w-0 flex-1 font-mono text-[13px]"
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton value={secret} what={words('webhooks.secret.what')} variant="secondary" size="md" />
      </div>
      <p className="text-muted">{words('webhooks.secret.verify')}</p>
      {openHref ? (
        <div className="form__actions">
          <LinkButton href={openHref} variant="primary">
            {words('webhooks.secret.open')}
          </LinkButton>
          <span className="text-muted">{words('webhooks.secret.then')}</span>
        </div>
      ) : null}
    </div>
  )
}
