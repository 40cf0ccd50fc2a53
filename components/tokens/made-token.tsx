'use client'

import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { words } from '@/messages/words'
import { LinkButton } from '../ui/button'
import { CopyButton } from '../ui/copy-button'
import { Notice } from '../ui/notice'

type MadeTokenProps = { secret: string; curl: string; name: string; title: string; doneHref: string }

/**
 * A secret, this once. It is in the answer to a form and nowhere else; when the page is left it is taken out of it, since browsers keep pages
 * to go back to.
 */
export function MadeToken({ secret, curl, name, title, doneHref }: MadeTokenProps) {
  const isShown = useWhileHere()
  return (
    <section className="grid grid-cols-1 gap-4">
      <div>
        <h2 className="text-[15px] leading-5 font-semibold">{title}</h2>
        <p className="mt-1 text-muted wrap-anywhere">{name}</p>
      </div>

      {isShown ? (
        <>
          <Notice tone="warning" role="status" title={words('tokens.made.once')} />
          <Line label={words('tokens.made.secret')} value={secret} what={words('tokens.made.secret')}>
            {words('tokens.made.copy')}
          </Line>
          <div className="grid grid-cols-1 gap-1.5">
            <h3 className="font-medium">{words('tokens.made.try')}</h3>
            <p className="text-muted">{words('tokens.made.tryText')}</p>
            <pre className="token-curl">
              <code>{curl}</code>
            </pre>
            <p>
              <CopyButton value={curl} what={words('tokens.made.line')} variant="secondary">
                {words('tokens.made.copyLine')}
              </CopyButton>
            </p>
          </div>
        </>
      ) : (
        <Notice title={words('tokens.made.gone')} />
      )}
      <p>
        <LinkButton href={doneHref} variant="primary">
          {words('tokens.made.done')}
        </LinkButton>
      </p>
    </section>
  )
}

function useWhileHere(): boolean {
  const [isHere, setHere] = useState(true)
  useEffect(() => {
    const leave = () => flushSync(() => setHere(false))
    addEventListener('pagehide', leave)
    return () => removeEventListener('pagehide', leave)
  }, [])
  return isHere
}

function Line({
  label,
  value,
  what,
  children,
}: {
  label: string
  value: string
  what: string
  children: string
}) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <input
        readOnly
        value={value}
        aria-label={label}
        autoComplete="off"
        className="input min-w-0 flex-1 basis-72 font-mono"
        onFocus={(event) => event.currentTarget.select()}
      />
      <CopyButton value={value} what={what} variant="primary" size="md">
        {children}
      </CopyButton>
    </div>
  )
}
