'use client'

import { CircleAlert, CircleCheck, CircleMinus } from 'lucide-react'
import type { DraftLine } from '@/lib/invitation-batches/queries'
import { SHOWN } from '@/lib/invitation-batches/schemas'
import { hasLookAlike } from '@/lib/invitations/look-alike'
import { roleLabel } from '@/lib/permissions/roles'
import { words } from '@/messages/words'
import { cx } from '../ui/class-names'
import { RoleOptions } from './role-select'

/** One line of a list: mistakes are mended in place. */
export function LineRow({ row }: { row: DraftLine }) {
  const { line, email, typed, role, verdict } = row
  const isWrong = isIn('mistakes', verdict)
  return (
    <tr className={cx(isWrong && 'is-wrong')}>
      <td className="tabular-nums text-muted">
        <input type="hidden" name="line" value={line} />
        {line}
      </td>
      <td className="cell-title">
        {email === null ? (
          <input
            name={`email.${line}`}
            defaultValue={typed}
            aria-label={words('batches.check.addressOf', { line })}
            aria-invalid={verdict === 'bad_address' || undefined}
            aria-describedby={`what-${line}`}
            className="input input--full-width input--small"
            autoCapitalize="none"
            spellCheck={false}
          />
        ) : (
          <span className="font-medium wrap-anywhere">{email}</span>
        )}
      </td>
      <td>
        {verdict === 'member' ? null : (
          <select
            name={`role.${line}`}
            defaultValue={role ?? ''}
            aria-label={words('batches.check.roleOf', { line })}
            aria-invalid={verdict === 'bad_role' || undefined}
            aria-describedby={`what-${line}`}
            className="input select-native input--small"
          >
            {role === null ? <option value="">{words('batches.check.meansNothing')}</option> : null}
            <RoleOptions />
          </select>
        )}
      </td>
      <td id={`what-${line}`}>
        <span className="flex items-start gap-1.5">
          <VerdictIcon row={row} />
          <span className={cx('wrap-anywhere', !isIn('invited', verdict) && !isWrong && 'text-muted')}>
            {verdictWords(row)}
          </span>
        </span>
      </td>
      <td>
        <label className="leave-out">
          <input
            type="checkbox"
            name="out"
            value={line}
            defaultChecked={verdict === 'left_out'}
            aria-label={words('batches.check.leaveOutLine', { line })}
          />
          <span aria-hidden="true">{words('batches.check.leaveOut')}</span>
        </label>
      </td>
    </tr>
  )
}

const isIn = (shown: keyof typeof SHOWN, verdict: DraftLine['verdict']) =>
  (SHOWN[shown] as readonly string[]).includes(verdict)

function VerdictIcon({ row: { verdict } }: { row: DraftLine }) {
  if (isIn('invited', verdict)) return <CircleCheck aria-hidden="true" className="text-success" />
  if (isIn('mistakes', verdict)) return <CircleAlert aria-hidden="true" className="text-danger" />
  return <CircleMinus aria-hidden="true" className="text-muted" />
}

function verdictWords({ verdict, typed, typedRole, sameAs, roleHeld }: DraftLine): string {
  switch (verdict) {
    case 'bad_address':
      return words(
        hasLookAlike(typed) ? 'batches.check.verdict.look_alike' : 'batches.check.verdict.bad_address',
      )
    case 'bad_role':
      return words('batches.check.verdict.bad_role', { words: typedRole })
    case 'duplicate':
      return words('batches.check.verdict.duplicate', { line: sameAs ?? 0 })
    case 'member':
      return words('batches.check.verdict.member', { role: roleHeld ? roleLabel(roleHeld) : '' })
    default:
      return words(`batches.check.verdict.${verdict}`)
  }
}
