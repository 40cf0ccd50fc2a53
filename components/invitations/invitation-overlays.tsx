'use client'

import { type MouseEvent, startTransition, useState } from 'react'
import type { ActionState } from '@/lib/action-state'
import {
  copyInvitationLinkAction,
  renewInvitationAction,
  resendInvitationAction,
} from '@/lib/invitations/actions'
import type { InvitationRow } from '@/lib/invitations/queries'
import { words } from '@/messages/words'
import { announce } from '../ui/announce'
import { copyText } from '../ui/copy-button'
import { loadDialog } from '../ui/dialog-link'
import { formOf } from '../ui/shown-to'
import { toast } from '../ui/toast'
import { usePanel } from '../ui/use-panel'
import { MadeLink } from './copy-link'
import type { Deed } from './invitation-columns'
import { RevokeForm } from './revoke-form'

type Shown = { row: InvitationRow; url: string | null }
type Overlays = ReturnType<typeof useInvitationOverlays>

/** What the buttons of all rows do: at once, or after a question. */
export function useInvitationOverlays(account: string) {
  const [shown, setShown] = useState<Shown | null>(null)
  const dialog = usePanel(loadDialog)
  const show = (next: Shown) => {
    setShown(next)
    dialog.open()
  }
  const act = (deed: Deed, row: InvitationRow, event: MouseEvent<HTMLAnchorElement>) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    event.currentTarget.focus() // where the focus returns to; Safari does not focus links that are clicked
    if (deed === 'revoke') return show({ row, url: null })
    const form = formOf({ account, invitationId: row.id })
    startTransition(async () => {
      if (deed === 'copyLink') await copyLink(form, row, (url) => show({ row, url }))
      else
        say(
          await (deed === 'resend' ? resendInvitationAction : renewInvitationAction)(
            { status: 'idle' },
            form,
          ),
        )
    })
  }
  return { shown, dialog, act, warm: dialog.warm }
}

/** The question before an invitation is deleted, and the link where the clipboard is closed to us. */
export function InvitationOverlays({
  account,
  organization,
  shown,
  dialog,
}: { account: string; organization: string } & Pick<Overlays, 'shown' | 'dialog'>) {
  if (!shown || !dialog.Panel) return null
  const { row, url } = shown
  return (
    <dialog.Panel
      title={
        url
          ? words('invitations.invitationOverlays.linkFor', { email: row.email })
          : words('invitations.invitationOverlays.deleteTheInvitationFor', { email: row.email })
      }
      description={url ? words('invitations.invitationOverlays.selectItAndCopyItByHandItIs') : undefined}
      isAlert={!url}
      isOpen={dialog.isOpen}
      onClose={dialog.close}
    >
      {url ? (
        <MadeLink url={url} email={row.email} isCopied={false} />
      ) : (
        <RevokeForm account={account} organization={organization} invitation={row} />
      )}
    </dialog.Panel>
  )
}

async function copyLink(form: FormData, row: InvitationRow, otherwise: (url: string) => void) {
  const answer = await copyInvitationLinkAction({ status: 'idle' }, form)
  if (answer.status !== 'ok') return say(answer)
  if (!(await copyText(answer.result.url))) return otherwise(answer.result.url)
  const copied = words('invitations.invitationOverlays.copiedALinkFor', { email: row.email })
  toast({
    title: copied,
    tone: 'success',
    description: words('invitations.invitationOverlays.onlyThePersonWithThatAddress'),
  })
  announce(copied)
}

function say(answer: ActionState<unknown>) {
  if (answer.status === 'idle') return
  const said = answer.message ?? words('invitations.invitationOverlays.done')
  toast({ title: said, tone: answer.status === 'ok' ? 'success' : 'danger' })
  announce(said)
}
