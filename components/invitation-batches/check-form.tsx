'use client'

import { useActionState, useEffect, useRef } from 'react'
import { mendInvitationLinesAction } from '@/lib/invitation-batches/actions'
import type { Counts, DraftLine } from '@/lib/invitation-batches/queries'
import { SHOWN, type Shown } from '@/lib/invitation-batches/schemas'
import { words } from '@/messages/words'
import { announce } from '../ui/announce'
import { Button } from '../ui/button'
import { ErrorSummary } from '../ui/error-summary'
import { ShownToField } from '../ui/shown-to'
import { SubmitButton } from '../ui/submit-button'
import { AgainOffer, UnknownRoles } from './check-offers'
import { LineRow } from './line-row'

type CheckFormProps = {
  account: string
  batchId: string
  isAgain: boolean
  rows: DraftLine[]
  counts: Counts
  unknownRoles: { words: string; lines: number }[]
  show: Shown
  previous: number | null
  next: number | null
}

/** One form around everything on the page: whichever button is pressed, what was changed is kept first. */
export function CheckForm({
  account,
  batchId,
  rows,
  counts,
  show,
  previous,
  next,
  ...offers
}: CheckFormProps) {
  const [state, mend] = useActionState(mendInvitationLinesAction, { status: 'idle' })
  const answered = useRef(state)
  useEffect(() => {
    if (answered.current !== state && state.status === 'ok' && state.message) announce(state.message)
    answered.current = state
  }, [state])
  const paged = (cursor: string) => `?show=${show}&${cursor}`
  return (
    <form action={mend} className="table-view check-form" noValidate>
      <input type="hidden" name="account" value={account} />
      <input type="hidden" name="batchId" value={batchId} />
      <ShownToField />
      {/* The first button is what Enter presses. */}
      <button type="submit" className="sr-only" tabIndex={-1} aria-hidden="true" />
      {state.status === 'error' ? <ErrorSummary formId="check" state={state} /> : null}
      <UnknownRoles unknown={offers.unknownRoles} />
      <AgainOffer count={counts.verdicts.invited ?? 0} isAgain={offers.isAgain} />
      <ShownTabs counts={counts} show={show} />
      {rows.length === 0 ? (
        <p className="table-frame px-4 py-10 text-center text-muted">
          {words(`batches.check.nothing.${show}`)}
        </p>
      ) : (
        <div className="table-frame">
          <table className="table__content data-table lines-table" aria-label={words('batches.check.tabs')}>
            <thead className="table__header">
              <tr>
                <th className="table__column">{words('batches.check.line')}</th>
                <th className="table__column">{words('batches.check.address')}</th>
                <th className="table__column">{words('batches.check.role')}</th>
                <th className="table__column">{words('batches.check.what')}</th>
                <th className="table__column">{words('batches.check.leaveOut')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <LineRow key={`${row.line} ${row.verdict} ${row.role}`} row={row} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div className="check-form__foot">
        <p className="text-[13px] text-muted">{words('batches.check.keepsWhatYouChanged')}</p>
        <Button
          type="submit"
          name="go"
          value={paged(`before=${previous}`)}
          size="sm"
          disabled={previous === null}
        >
          {words('batches.check.previous')}
        </Button>
        <Button type="submit" name="go" value={paged(`after=${next}`)} size="sm" disabled={next === null}>
          {words('batches.check.next')}
        </Button>
        <SubmitButton size="sm">{words('batches.check.save')}</SubmitButton>
        <Button
          type="submit"
          name="go"
          value="send"
          variant="primary"
          size="sm"
          disabled={counts.invited === 0 && counts.mistakes === 0}
        >
          {words('batches.check.goOn', { count: counts.invited })}
        </Button>
      </div>
    </form>
  )
}

/** Buttons and not links, so that nothing is lost that was changed and not yet kept. */
function ShownTabs({ counts, show }: { counts: Counts; show: Shown }) {
  return (
    <nav aria-label={words('batches.check.tabs')} className="tab-links">
      <ul>
        {SHOWN_KEYS.map((key) => (
          <li key={key}>
            <button
              type="submit"
              name="go"
              value={`?show=${key}`}
              className="tab-link"
              aria-current={key === show ? 'page' : undefined}
            >
              {words(`batches.check.tab.${key}`)}
              <span className="count">{counts[key].toLocaleString()}</span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}

const SHOWN_KEYS = Object.keys(SHOWN) as Shown[] // exactly its own keys
