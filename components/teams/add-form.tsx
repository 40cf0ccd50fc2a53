'use client'

import { Search } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { TeamPermission } from '@/lib/permissions/roles'
import { addTeamAppsAction, addTeamMembersAction } from '@/lib/teams/actions'
import type { Candidate, Candidates } from '@/lib/teams/candidates'
import { words } from '@/messages/words'
import { announce } from '../ui/announce'
import { Button } from '../ui/button'
import { Form } from '../ui/form'
import { Link } from '../ui/link'
import { Notice } from '../ui/notice'
import { SubmitButton } from '../ui/submit-button'
import { toast } from '../ui/toast'
import { CandidateRow } from './candidate-row'
import { UntilField } from './until-field'
import { useCandidates } from './use-candidates'

type AddFormProps = {
  account: string
  team: { id: string; handle: string; permission: TeamPermission; isRestricted: boolean }
  of: 'members' | 'apps'
  /** On a page: what the server has found, so that it works without JavaScript. */
  initial?: Candidates
  q?: string
}

/** A search over thousands, of which several are chosen and added at once. What is chosen stays while one searches on. */
export function AddForm({ account, team, of, initial, q = '' }: AddFormProps) {
  const path = `/${account}/teams/${team.handle}`
  const [typed, setTyped] = useState(q)
  const [chosen, setChosen] = useState<ReadonlyMap<string, Candidate>>(new Map())
  const search = useCandidates(`${path}/candidates?of=${of}`, typed, initial)
  const list = useRef<HTMLUListElement>(null)
  const isPage = initial !== undefined
  useTicked(list, search.rows, setChosen)
  const elsewhere = [...chosen.values()].filter(({ id }) => !search.rows.some((row) => row.id === id))
  const toggle = (row: Candidate, isOn: boolean) => {
    const next = new Map(chosen)
    if (isOn) next.set(row.id, row)
    else next.delete(row.id)
    setChosen(next)
  }
  const hidden = {
    account,
    ...(of === 'apps' ? { teams: team.id, teamHandle: team.handle } : { teamId: team.id }),
    ...(isPage ? { next: 'team' } : {}),
  }
  const searchId = `search-${of}`
  return (
    <>
      {isPage ? <form id={searchId} method="get" /> : null}
      <Form<{ done: number }>
        action={of === 'apps' ? addTeamAppsAction : addTeamMembersAction}
        hidden={hidden}
        closesDialog
        onSuccess={({ done }) =>
          toast({ title: words(`teams.add.${of}.done`, { count: done }), tone: 'success' })
        }
      >
        {of === 'members' && team.isRestricted ? (
          <Notice tone="warning">{words('teams.add.members.restricted')}</Notice>
        ) : null}
        <div className="grid gap-2">
          <div className="filter-bar">
            <div className="filter-bar__search candidate-search">
              <Search aria-hidden="true" />
              <input
                type="search"
                name="q"
                form={isPage ? searchId : undefined}
                defaultValue={q}
                aria-label={words(`teams.add.${of}.search`)}
                placeholder={words(`teams.add.${of}.search`)}
                autoComplete="off"
                className="input input--full-width"
                onChange={(event) => setTyped(event.target.value.trim())}
                onKeyDown={(event) => fromSearch(event, list.current)}
              />
            </div>
            {isPage ? (
              <noscript>
                <Button type="submit" form={searchId}>
                  {words('teams.add.find')}
                </Button>
              </noscript>
            ) : null}
          </div>
          <Said state={search.state} found={search.rows.length} isMore={search.next !== null} />
          {search.state === 'failed' ? (
            <Notice tone="danger" action={<Button onClick={search.again}>{words('teams.add.again')}</Button>}>
              {words('teams.add.failed')}
            </Notice>
          ) : null}
          <ul
            ref={list}
            className="candidates"
            aria-label={words(`teams.add.${of}.list`)}
            onKeyDown={(event) => amongBoxes(event, list.current)}
          >
            {[...elsewhere, ...search.rows].map((row) => (
              <CandidateRow
                key={row.id}
                row={row}
                of={of}
                isChosen={chosen.has(row.id)}
                permission={team.permission}
                onToggle={(isOn) => toggle(row, isOn)}
              />
            ))}
            {search.rows.length === 0 && search.state === 'idle' ? (
              <li className="candidates__none">
                {words(typed ? `teams.add.${of}.noMatch` : `teams.add.${of}.none`)}
              </li>
            ) : null}
          </ul>
          {search.next ? (
            <div>
              <Button size="sm" className="needs-script" onClick={search.more}>
                {words('teams.add.more')}
              </Button>
              <noscript>
                <Link
                  className="text-link"
                  href={`?${new URLSearchParams({ ...(q ? { q } : {}), cursor: search.next })}`}
                >
                  {words('teams.add.nextPage')}
                </Link>
              </noscript>
            </div>
          ) : null}
        </div>
        <UntilField description={words(`teams.add.${of}.untilText`)} />
        <div className="form__actions form__actions--end">
          <span className="me-auto text-muted" aria-live="polite">
            {chosen.size > 0 ? words('teams.add.chosen', { count: chosen.size }) : null}
          </span>
          <SubmitButton variant="primary">{words(`teams.add.${of}.submit`)}</SubmitButton>
        </div>
      </Form>
    </>
  )
}

/** Boxes that were ticked before the page came to life stay ticked. */
function useTicked(
  list: { current: HTMLUListElement | null },
  rows: Candidate[],
  set: (chosen: ReadonlyMap<string, Candidate>) => void,
) {
  const first = useRef({ rows, set })
  useEffect(() => {
    const ticked = new Set(boxesOf(list.current).flatMap((box) => (box.checked ? [box.value] : [])))
    const { rows, set } = first.current
    if (ticked.size > 0) set(new Map(rows.filter(({ id }) => ticked.has(id)).map((row) => [row.id, row])))
  }, [list])
}

const boxesOf = (list: HTMLUListElement | null) => [
  ...(list?.querySelectorAll<HTMLInputElement>('input[type="checkbox"]:not(:disabled)') ?? []),
]

/** From the search Arrow Down leads into the list; Enter chooses the first match rather than sending the form. */
function fromSearch(event: KeyboardEvent<HTMLInputElement>, list: HTMLUListElement | null) {
  const [first] = boxesOf(list)
  if (event.key === 'ArrowDown' && first) {
    event.preventDefault()
    first.focus()
  }
  if (event.key !== 'Enter') return
  event.preventDefault()
  first?.click()
}

/** In the list the arrows lead from box to box, and from the first back to the search. */
function amongBoxes(event: KeyboardEvent<HTMLUListElement>, list: HTMLUListElement | null) {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0 || !(event.target instanceof HTMLInputElement)) return
  event.preventDefault()
  const boxes = boxesOf(list)
  const to = boxes.indexOf(event.target) + step
  if (to < 0) list?.closest('form')?.querySelector<HTMLElement>('input[type="search"]')?.focus()
  else boxes[Math.min(to, boxes.length - 1)]?.focus()
}

function Said({ state, found, isMore }: { state: string; found: number; isMore: boolean }) {
  const said =
    state === 'looking' ? '' : words(isMore ? 'teams.add.foundMore' : 'teams.add.found', { count: found })
  useEffect(() => {
    if (said) announce(said)
  }, [said])
  return null
}
