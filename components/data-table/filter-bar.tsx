'use client'

import { type FormEvent, type ReactNode, useEffect, useRef } from 'react'
import { words } from '@/messages/words'
import { Button } from '../ui/button'
import { Search } from '../ui/icons'
import { type TableUrl, tableHref } from './table-url'

export type TableSearch = { name?: string; label: string }

export type TableFilter = {
  name: string
  label: string
  /** The choice that filters nothing: "All roles". */
  all: string
  options: { value: string; label: string }[]
}

type FilterBarProps = {
  url: TableUrl
  search: TableSearch | undefined
  filters: TableFilter[]
  go: (href: string) => void
  tools?: ReactNode
}

const typingPauseMs = 250

/** Search and filters as a plain GET form; with JavaScript it needs no button. */
export function FilterBar({ url, search, filters, go, tools }: FilterBarProps) {
  const form = useRef<HTMLFormElement>(null)
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined)
  const { q: _q, cursor: _cursor, ...kept } = url.params
  const name = search?.name ?? 'q'

  const apply = () => {
    clearTimeout(pause.current)
    if (!form.current) return
    const entered = Object.fromEntries(
      [...new FormData(form.current)].map(([key, value]) => [key, String(value).trim()]),
    )
    go(tableHref({ path: url.path, params: {} }, entered))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    apply()
  }
  const applySoon = () => {
    clearTimeout(pause.current)
    pause.current = setTimeout(apply, typingPauseMs)
  }
  useEffect(() => () => clearTimeout(pause.current), [])

  return (
    <form ref={form} action={url.path} method="get" className="filter-bar" onSubmit={submit}>
      {Object.entries(kept).map(([key, value]) =>
        value && key !== name && !filters.some((filter) => filter.name === key) ? (
          <input key={key} type="hidden" name={key} value={value} />
        ) : null,
      )}
      {search ? (
        <div className="filter-bar__search">
          <Search aria-hidden="true" />
          <SearchInput name={name} label={search.label} value={url.params[name] ?? ''} onType={applySoon} />
        </div>
      ) : null}
      {filters.map((filter) => (
        <select
          key={`${filter.name}=${url.params[filter.name] ?? ''}`}
          name={filter.name}
          aria-label={filter.label}
          className="input select-native filter-bar__select"
          defaultValue={url.params[filter.name] ?? ''}
          onChange={apply}
        >
          <option value="">{filter.all}</option>
          {filter.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      ))}
      <noscript>
        <Button type="submit">{words('table.filterBar.apply')}</Button>
      </noscript>
      {tools ? <span className="filter-bar__tools">{tools}</span> : null}
    </form>
  )
}

/** Follows the address, except while somebody is typing in it. */
function SearchInput({
  name,
  label,
  value,
  onType,
}: {
  name: string
  label: string
  value: string
  onType: () => void
}) {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (input.current && input.current !== document.activeElement) input.current.value = value
  }, [value])
  return (
    <input
      ref={input}
      type="search"
      name={name}
      defaultValue={value}
      aria-label={label}
      placeholder={label}
      autoComplete="off"
      className="input input--full-width"
      onChange={onType}
    />
  )
}
