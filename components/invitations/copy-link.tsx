'use client'

import { Link2 } from 'lucide-react'
import { useState } from 'react'
import { copyInvitationLinkAction } from '@/lib/invitations/actions'
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
    announce(worked ? `Copied the link for ${email}` : 'Your browser did not let us copy: select the link.')
  }
  return (
    <Form
      action={copyInvitationLinkAction}
      hidden={{ account, invitationId }}
      onSuccess={copy}
      done={({ url }) => <MadeLink url={url} email={email} isCopied={isCopied} />}
    >
      <SubmitButton size="sm" icon={<Link2 aria-hidden="true" />} aria-label={`Copy link for ${email}`}>
        Copy link
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
        aria-label={`Link for ${email}`}
        className="input input--full-width min-w-0 font-mono text-xs"
        onFocus={(event) => event.currentTarget.select()}
      />
      <CopyButton value={url} what={`link for ${email}`} />
      {isCopied ? <span className="text-[13px] text-success">Copied</span> : null}
    </span>
  )
}
