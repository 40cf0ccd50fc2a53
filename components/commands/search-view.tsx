import type { FoundApp } from '@/lib/apps/queries'
import type { FoundPerson } from '@/lib/search/queries'
import { words } from '@/messages/words'
import { Avatar } from '../ui/avatar'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { Link } from '../ui/link'
import { PageHeader } from '../ui/page-header'
import './commands.css'
import { CommandIcon } from './place-icon'
import type { Place } from './places'

type SearchViewProps = {
  account: string
  typed: string
  places: Place[]
  people: FoundPerson[]
  apps: FoundApp[]
  hasPeople: boolean
}

/** What the command menu finds, as a page: for browsers without JavaScript, and for a link that can be kept. */
export function SearchView({ account, typed, places, people, apps, hasPeople }: SearchViewProps) {
  const groups = [
    { title: words('commands.pages'), lines: places.filter(({ kind }) => kind === 'page') },
    { title: words('commands.actions'), lines: places.filter(({ kind }) => kind === 'action') },
    { title: words('commands.accounts'), lines: places.filter(({ kind }) => kind === 'account') },
  ].filter(({ lines }) => lines.length > 0)
  return (
    <>
      <PageHeader title={words('commands.title')}>
        {words(hasPeople ? 'commands.placeholderPeople' : 'commands.placeholder')}
      </PageHeader>
      <form method="get" className="search-form">
        <input
          type="search"
          name="q"
          defaultValue={typed}
          maxLength={100}
          aria-label={words('commands.field')}
          autoComplete="off"
          className="input input--full-width"
        />
        <Button type="submit">{words('commands.search')}</Button>
      </form>
      {groups.length === 0 && people.length === 0 && apps.length === 0 ? (
        <EmptyState title={words('commands.nothing', { typed })} />
      ) : null}
      {apps.length > 0 ? (
        <Group title={words('commands.apps')}>
          {apps.map(({ id, name, handle }) => (
            <li key={id}>
              <Link href={`/${account}/apps/${handle}`} className="found">
                <Avatar id={id} name={name} size="sm" shape="square" />
                {name}
                <span className="commands__hint">{handle}</span>
              </Link>
            </li>
          ))}
        </Group>
      ) : null}
      {people.length > 0 ? (
        <Group title={words('commands.members')}>
          {people.map(({ userId, name, second }) => (
            <li key={userId}>
              <Link href={`/${account}/members/${userId}`} className="found">
                <Avatar id={userId} name={name} size="sm" />
                {name}
                {second ? <span className="commands__hint">{second}</span> : null}
              </Link>
            </li>
          ))}
        </Group>
      ) : null}
      {groups.map(({ title, lines }) => (
        <Group key={title} title={title}>
          {lines.map(({ id, label, hint, href, icon }) => (
            <li key={id}>
              <Link href={href} className="found">
                <CommandIcon icon={icon} />
                {label}
                {hint ? <span className="commands__hint">{hint}</span> : null}
              </Link>
            </li>
          ))}
        </Group>
      ))}
    </>
  )
}

function Group({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className="found-group">
      <h2 className="commands__head">{title}</h2>
      <ul>{children}</ul>
    </section>
  )
}
