import { Check, Minus, UsersRound } from 'lucide-react'
import { words } from '@/messages/words'

/** May do it; may not; may where a team of theirs was given it. */
export type Verdict = 'yes' | 'no' | 'by_team'

/** The three signs, drawn once for a page of many hundred verdicts. */
export function VerdictSigns() {
  return (
    <svg className="absolute size-0" aria-hidden="true">
      <symbol id="verdict-yes" viewBox="0 0 24 24">
        <Check />
      </symbol>
      <symbol id="verdict-no" viewBox="0 0 24 24">
        <Minus />
      </symbol>
      <symbol id="verdict-by_team" viewBox="0 0 24 24">
        <UsersRound />
      </symbol>
    </svg>
  )
}

/** A sign and a word; `of` names whose verdict it is, seen only in cards, where the table has no heads. */
export function VerdictCell({ verdict, of, isYours }: { verdict: Verdict; of: string; isYours?: boolean }) {
  return (
    <td data-no={verdict === 'no' || undefined} data-yours={isYours || undefined}>
      <svg aria-hidden="true">
        <use href={`#verdict-${verdict}`} />
      </svg>
      <i>{of}: </i>
      {words(`permissions.verdict.${verdict}`)}
    </td>
  )
}
