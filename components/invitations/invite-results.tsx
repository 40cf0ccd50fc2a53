'use client'

import { CircleAlert, CircleCheck, CircleMinus } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import type { InviteResult } from '@/lib/invitations/schemas'
import { LinkButton } from '../ui/button'
import { Notice } from '../ui/notice'
import { CopyLink } from './copy-link'

type InviteResultsProps = {
  account: string
  results: InviteResult[]
  isMailConfigured: boolean
  onAgain: (addresses: string[]) => void
}

/** What became of each address. */
export function InviteResults({ account, results, isMailConfigured, onAgain }: InviteResultsProps) {
  const invited = results.filter(({ outcome }) => outcome === 'invited')
  const failed = results.filter(({ outcome }) => outcome === 'not_an_address' || outcome === 'refused')
  const said = useRef<HTMLParagraphElement>(null)
  useEffect(() => said.current?.focus(), []) // the button that had the focus is gone
  return (
    <div className="form" role="status">
      <p ref={said} tabIndex={-1} className="font-medium outline-none">
        {summary(invited.length, results.length)}
      </p>
      {invited.length > 0 && !isMailConfigured ? (
        <Notice tone="warning" title="Mail is not set up, so nothing was sent">
          Copy each link and hand it over yourself. It lets nobody in but the person with that address.
        </Notice>
      ) : null}
      <ul className="result-list">
        {results.map((result) => (
          <Result
            key={result.address}
            account={account}
            result={result}
            isMailConfigured={isMailConfigured}
          />
        ))}
      </ul>
      <div className="form__actions">
        <LinkButton href={`/${account}/members/invitations`}>See pending invitations</LinkButton>
        <a
          href={`/${account}/members/invite`}
          className="button button--md button--ghost"
          onClick={(event) => {
            event.preventDefault()
            onAgain(failed.map(({ address }) => address))
          }}
        >
          {failed.length > 0 ? 'Correct and try again' : 'Invite more people'}
        </a>
      </div>
    </div>
  )
}

function summary(invited: number, all: number): string {
  if (invited === all) return invited === 1 ? 'One person is invited.' : `All ${all} people are invited.`
  return invited === 0 ? 'Nobody new was invited.' : `${invited} of ${all} are invited.`
}

type Said = { icon: ReactNode; words: string }

const invited = <CircleCheck aria-hidden="true" className="text-success" />
const nothing = <CircleMinus aria-hidden="true" className="text-muted" />
const wrong = <CircleAlert aria-hidden="true" className="text-danger" />

const outcomes: Record<InviteResult['outcome'], Said> = {
  invited: { icon: invited, words: 'Invited.' },
  member_already: { icon: nothing, words: 'Is a member already.' },
  invited_already: { icon: nothing, words: 'Is invited already: resend it under Pending invitations.' },
  not_an_address: { icon: wrong, words: 'Is not an e-mail address.' },
  refused: { icon: wrong, words: 'Was not invited.' },
}

type ResultProps = { account: string; result: InviteResult; isMailConfigured: boolean }

function Result({ account, result, isMailConfigured }: ResultProps) {
  const { address, outcome, reason, invitationId } = result
  const { icon, words } = outcomes[outcome]
  return (
    <li>
      {icon}
      <span className="min-w-0 flex-1 basis-40">
        <span className="block font-medium wrap-anywhere">{address}</span>
        <span className="block text-[13px] leading-[18px] text-muted">{reason ?? words}</span>
      </span>
      {invitationId && !isMailConfigured ? (
        <CopyLink account={account} invitationId={invitationId} email={address} />
      ) : null}
    </li>
  )
}
