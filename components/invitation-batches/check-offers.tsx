'use client'

import { words } from '@/messages/words'
import { Button } from '../ui/button'
import { Notice } from '../ui/notice'
import { RoleOptions } from './role-select'

/** What unknown words for a role mean, said once for all lines that have them. */
export function UnknownRoles({ unknown }: { unknown: { words: string; lines: number }[] }) {
  if (unknown.length === 0) return null
  return (
    <Notice tone="warning">
      <div className="grid gap-2">
        {unknown.map(({ words: typed, lines }, at) => (
          <div key={typed} className="flex flex-wrap items-center gap-2">
            <input type="hidden" name="words" value={typed} />
            <label htmlFor={`means-${at}`} className="wrap-anywhere">
              {words('batches.check.unknownRole', { words: typed, lines })}
            </label>
            <select
              id={`means-${at}`}
              name={`means.${at}`}
              className="input select-native input--small"
              defaultValue=""
            >
              <option value="">{words('batches.check.meansNothing')}</option>
              <RoleOptions />
            </select>
          </div>
        ))}
        <div>
          <Button type="submit" size="sm">
            {words('batches.check.save')}
          </Button>
        </div>
      </div>
    </Notice>
  )
}

/** Whether those who are invited already are invited anew. */
export function AgainOffer({ count, isAgain }: { count: number; isAgain: boolean }) {
  if (count === 0 && !isAgain) return null
  return (
    <Notice
      action={
        <Button type="submit" size="sm" name="again" value={isAgain ? 'no' : 'yes'}>
          {words(isAgain ? 'batches.check.againNo' : 'batches.check.againYes')}
        </Button>
      }
    >
      {isAgain ? words('batches.check.againChosen') : words('batches.check.againOffer', { count })}
    </Notice>
  )
}
