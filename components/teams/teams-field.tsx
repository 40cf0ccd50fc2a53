'use client'

import { Search } from 'lucide-react'
import { useState } from 'react'
import type { Candidate, Candidates } from '@/lib/teams/candidates'
import { words } from '@/messages/words'
import { Button } from '../ui/button'
import { useField } from '../ui/form-context'
import { CandidateRow } from './candidate-row'
import { useCandidates } from './use-candidates'

type TeamsFieldProps = { account: string; initial: Candidates | undefined }

/** The choice of teams, optional and folded away: its list is fetched once somebody looks, or stands on the page without JavaScript. */
export function TeamsField({ account, initial }: TeamsFieldProps) {
  const [isOpen, setOpen] = useState(initial !== undefined)
  const { id, error } = useField('teams')
  return (
    <details
      id={id}
      className="fold"
      open={initial === undefined ? undefined : initial.rows.length > 0}
      onToggle={(event) => event.currentTarget.open && setOpen(true)}
    >
      <summary className="fold__summary">
        <span className="label">{words('teams.invited.choose')}</span>
        <span className="font-normal text-muted">{words('ui.field.optional')}</span>
      </summary>
      <div className="grid gap-2 pt-2">
        {error ? <p className="field__error">{error}</p> : null}
        <p className="field__description">{words('teams.invited.chooseText')}</p>
        {isOpen ? <Choice account={account} initial={initial} /> : null}
      </div>
    </details>
  )
}

function Choice({ account, initial }: TeamsFieldProps) {
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<ReadonlyMap<string, Candidate>>(new Map())
  const search = useCandidates(`/${account}/teams/choices?`, typed, initial)
  const elsewhere = [...chosen.values()].filter(({ id }) => !search.rows.some((row) => row.id === id))
  const toggle = (row: Candidate, isOn: boolean) => {
    const next = new Map(chosen)
    if (isOn) next.set(row.id, row)
    else next.delete(row.id)
    setChosen(next)
  }
  const isSearchable = typed !== '' || search.next !== null || search.rows.length > 8
  return (
    <>
      {isSearchable ? (
        <div className="filter-bar">
          <div className="filter-bar__search candidate-search">
            <Search aria-hidden="true" />
            <input
              type="search"
              aria-label={words('teams.invited.search')}
              placeholder={words('teams.invited.search')}
              autoComplete="off"
              className="input input--full-width"
              onChange={(event) => setTyped(event.target.value.trim())}
              onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
            />
          </div>
        </div>
      ) : null}
      <ul className="candidates candidates--low" aria-label={words('teams.invited.list')}>
        {[...elsewhere, ...search.rows].map((row) => (
          <CandidateRow
            key={row.id}
            row={row}
            of="teams"
            isChosen={chosen.has(row.id)}
            onToggle={(isOn) => toggle(row, isOn)}
          />
        ))}
        {search.rows.length === 0 && search.state === 'idle' ? (
          <li className="candidates__none">
            {words(typed ? 'teams.invited.noMatch' : 'teams.invited.none')}
          </li>
        ) : null}
      </ul>
      {search.next ? (
        <div>
          <Button size="sm" onClick={search.more}>
            {words('teams.invited.showMore')}
          </Button>
        </div>
      ) : null}
    </>
  )
}
