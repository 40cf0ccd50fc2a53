'use client'

import { Link2 } from 'lucide-react'
import { useState } from 'react'
import { copyInvitationLinkAction } from '@/lib/invitations/actions'
import { words } from '@/messages/words'
import { announce } from '../ui/announce'
import { CopyButton, copyText } from '../ui/copy-button'
import { Form } from '../ui/form'
import { SubmitButton } from '../ui/submit-button'

type CopyLinkProps = { account: string; invitationId: string; email: string }

/** Makes a link to an invitation and copies it; where the browser does not let us, and without JavaScript, it stands there to be selected. */
export function CopyLink({ account, invitationId, email }: CopyLinkProps) {
  const [isCopied, setCopied] = useState(false)
  const copy = async ({ url }: { url: string }) => {
    const worked = await copyText(url)
    setCopied(worked)
    announce(
      worked
        ? words('invitations.copyLink.copiedTheLinkFor', { email })
        : words('invitations.copyLink.yourBrowserDidNotLetUsCopy'),
    )
  }
  return (
    <Form
      action={copyInvitationLinkAction}
      hidden={{ account, invitationId }}
      onSuccess={copy}
      done={({ url }) => <MadeLink url={url} email={email} isCopied={isCopied} />}
    >
      <SubmitButton
        size="sm"
        icon={<Link2 aria-hidden="true" />}
        aria-label={words('invitations.copyLink.copyLinkFor', { email })}
      >
        {words('invitations.copyLink.copyLink')}
      </SubmitButton>
    </Form>
  )
}

/** A link that was just made. It is shown this once: only its hash is kept. */
export function MadeLink({ url, email, isCopied }: { url: string; email: string; isCopied: boolean }) {
  return (
    <span className="flex w-full min-w-0 items-center gap-1">
      <input
        readOnly
        value={url}
        aria-label={words('invitations.copyLink.linkFor', { email })}
        className="input input--full-width min-w-0 font-mono text-xs"
        onFocus={(event) => event.currentTarget.select()}
      />
      <CopyButton value={url} what={words('invitations.copyLink.linkFor2', { email })} />
      {isCopied ? (
        <span className="text-[13px] text-success">{words('invitations.copyLink.copied')}</span>
      ) : null}
    </span>
  )
}
