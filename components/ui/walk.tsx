import { words } from '@/messages/words'
import { LinkButton } from './button'

type WalkProps = {
  path: string
  /** What else stands in the address. */
  kept?: Record<string, string | undefined>
  /** The name of the cursor in the address. */
  name?: string
  cursor: string | undefined
  trail: readonly string[]
  next: string | null
}

/** The pages beside this one, of a list that is walked one way: the address remembers the way here (`lib/trail.ts`). */
export function Walk({ path, kept = {}, name = 'cursor', cursor, trail, next }: WalkProps) {
  if (!next && cursor === undefined) return null
  const href = (to: string, way: readonly string[]) => {
    const given = Object.entries({ ...kept, [name]: to }).flatMap(([key, value]) =>
      value ? [[key, value]] : [],
    )
    const params = new URLSearchParams([...given, ...(to ? way.map((one) => ['trail', one]) : [])])
    return params.size > 0 ? `${path}?${params}` : path
  }
  return (
    <nav className="mt-3 flex flex-wrap justify-end gap-2" aria-label={words('table.paging.pages')}>
      {cursor === undefined ? null : trail.length > 0 ? (
        <LinkButton size="sm" href={href(trail.at(-1) ?? '', trail.slice(0, -1))}>
          {words('table.paging.previous')}
        </LinkButton>
      ) : (
        <LinkButton size="sm" href={href('', [])}>
          {words('table.paging.first')}
        </LinkButton>
      )}
      {next ? (
        <LinkButton size="sm" href={href(next, [...trail, cursor ?? ''])}>
          {words('table.paging.next')}
        </LinkButton>
      ) : null}
    </nav>
  )
}
