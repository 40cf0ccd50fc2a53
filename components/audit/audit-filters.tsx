'use client'

import { ChevronDown, Search } from 'lucide-react'
import { type FormEvent, useEffect, useRef } from 'react'
import { words } from '@/messages/words'
import type { TableUrl } from '../data-table/table-url'
import { useNavigate } from '../data-table/use-navigate'
import { Button } from '../ui/button'

export type Choice = { value: string; label: string }
export type EventGroup = { label: string; events: Choice[] }

type AuditFiltersProps = {
  url: TableUrl
  chosen: readonly string[]
  kinds: Choice[]
  groups: EventGroup[]
  zone: string
}

const typingPauseMs = 300

/** The filters as a plain GET form; with JavaScript what is chosen counts at once. Days are those of `zone`, which goes along. */
export function AuditFilters({ url, chosen, kinds, groups, zone }: AuditFiltersProps) {
  const { params } = url
  const { go } = useNavigate()
  const form = useRef<HTMLFormElement>(null)
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(pause.current), [])

  const apply = () => {
    clearTimeout(pause.current)
    if (form.current) go(addressOf(url.path, new FormData(form.current)))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    apply()
  }
  const change = (event: FormEvent<HTMLFormElement>) => {
    clearTimeout(pause.current)
    const isTyped = event.target instanceof HTMLInputElement && event.target.type !== 'checkbox'
    pause.current = setTimeout(apply, isTyped ? typingPauseMs : 0)
  }
  return (
    <form
      ref={form}
      action={url.path}
      method="get"
      className="audit-filters"
      aria-label={words('audit.filters.label')}
      onSubmit={submit}
      onChange={change}
    >
      {['actor', 'target', 'size'].map((name) =>
        params[name] ? <input key={name} type="hidden" name={name} value={params[name]} /> : null,
      )}
      <input type="hidden" name="zone" value={zone} />
      <div className="filter-bar__search">
        <Search aria-hidden="true" />
        <input
          key={params.q ?? ''}
          type="search"
          name="q"
          defaultValue={params.q}
          aria-label={words('audit.filters.search')}
          placeholder={words('audit.filters.search')}
          autoComplete="off"
          maxLength={100}
          className="input input--full-width"
        />
      </div>
      <Select
        name="kind"
        value={params.kind}
        label={words('audit.filters.kind')}
        all={words('audit.filters.anyKind')}
        options={kinds}
      />
      <Select
        name="outcome"
        value={params.outcome}
        label={words('audit.filters.outcome')}
        all={words('audit.filters.anyOutcome')}
        options={[
          { value: 'done', label: words('audit.done') },
          { value: 'refused', label: words('audit.refused') },
        ]}
      />
      <Events groups={groups} chosen={chosen} />
      <fieldset className="audit-filters__days" title={words('audit.filters.zone', { zone })}>
        <legend className="sr-only">{words('audit.filters.zone', { zone })}</legend>
        <Day name="from" value={params.from} label={words('audit.filters.from')} />
        <Day name="to" value={params.to} label={words('audit.filters.to')} />
      </fieldset>
      <noscript>
        <Button type="submit">{words('audit.filters.apply')}</Button>
      </noscript>
    </form>
  )
}

/** What was chosen, without what is empty: several events stand beside each other. */
function addressOf(path: string, data: FormData): string {
  const params = new URLSearchParams()
  for (const [name, value] of data) {
    const text = String(value).trim()
    if (!text) continue
    const before = name === 'event' ? params.get(name) : null
    params.set(name, before ? `${before},${text}` : text)
  }
  if (!params.has('from') && !params.has('to')) params.delete('zone')
  const query = params.toString().replaceAll('%2C', ',')
  return query ? `${path}?${query}` : path
}

type SelectProps = { name: string; value: string | undefined; label: string; all: string; options: Choice[] }

function Select({ name, value, label, all, options }: SelectProps) {
  return (
    <select
      key={value ?? ''}
      name={name}
      aria-label={label}
      className="input select-native filter-bar__select"
      defaultValue={value ?? ''}
    >
      <option value="">{all}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}

/** Opens without JavaScript too. */
function Events({ groups, chosen }: { groups: EventGroup[]; chosen: readonly string[] }) {
  return (
    <details className="audit-events">
      <summary className="button button--md button--outline">
        {chosen.length > 0
          ? words('audit.filters.eventsChosen', { count: chosen.length })
          : words('audit.filters.events')}
        <ChevronDown aria-hidden="true" />
      </summary>
      <div className="audit-events__panel">
        {groups.map(({ label, events }) => (
          <fieldset key={label}>
            <legend>{label}</legend>
            {events.map((event) => (
              <label key={event.value}>
                <input
                  key={String(chosen.includes(event.value))}
                  type="checkbox"
                  name="event"
                  value={event.value}
                  defaultChecked={chosen.includes(event.value)}
                />
                {event.label}
              </label>
            ))}
          </fieldset>
        ))}
      </div>
    </details>
  )
}

function Day({ name, value, label }: { name: string; value: string | undefined; label: string }) {
  return (
    <label className="audit-filters__day">
      <span>{label}</span>
      <input key={value ?? ''} type="date" name={name} defaultValue={value} className="input" />
    </label>
  )
}
