'use client'

import { CircleAlert, CircleCheck, CircleMinus } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import type { InviteResult } from '@/lib/invitations/schemas'
import { words } from '@/messages/words'
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
        <Notice tone="warning" title={words('invitations.inviteResults.mailIsNotSetUpSoNothingWasSent')}>
          {words('invitations.inviteResults.copyEachLinkAndHandItOver')}
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
        <LinkButton href={`/${account}/members/invitations`}>
          {words('invitations.inviteResults.seePendingInvitations')}
        </LinkButton>
        <a
          href={`/${account}/members/invite`}
          className="button button--md button--ghost"
          onClick={(event) => {
            event.preventDefault()
            onAgain(failed.map(({ address }) => address))
          }}
        >
          {failed.length > 0
            ? words('invitations.inviteResults.correctAndTryAgain')
            : words('invitations.inviteResults.inviteMorePeople')}
        </a>
      </div>
    </div>
  )
}

function summary(invited: number, all: number): string {
  return invited === all
    ? words('invitations.inviteResults.allAreInvited', { all })
    : words('invitations.inviteResults.someAreInvited', { invited, all })
}

const invited = <CircleCheck aria-hidden="true" className="text-success" />
const nothing = <CircleMinus aria-hidden="true" className="text-muted" />
const wrong = <CircleAlert aria-hidden="true" className="text-danger" />

const signs: Record<InviteResult['outcome'], ReactNode> = {
  invited: invited,
  member_already: nothing,
  invited_already: nothing,
  not_an_address: wrong,
  refused: wrong,
}

type ResultProps = { account: string; result: InviteResult; isMailConfigured: boolean }

function Result({ account, result, isMailConfigured }: ResultProps) {
  const { address, outcome, reason, invitationId } = result
  return (
    <li>
      {signs[outcome]}
      <span className="min-w-0 flex-1 basis-40">
        <span className="block font-medium wrap-anywhere">{address}</span>
        <span className="block text-[13px] leading-[18px] text-muted">
          {reason ?? words(`invitations.inviteResults.outcome.${outcome}`)}
        </span>
      </span>
      {invitationId && !isMailConfigured ? (
        <CopyLink account={account} invitationId={invitationId} email={address} />
      ) : null}
    </li>
  )
}
