import { Globe, SearchX, UsersRound } from 'lucide-react'
import type { AppPerson, listAppPeople } from '@/lib/app-access/queries'
import type { Way } from '@/lib/permissions/decide'
import { words } from '@/messages/words'
import { Avatar } from '../ui/avatar'
import { Button, LinkButton } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { Link } from '../ui/link'
import { Notice } from '../ui/notice'
import { PageHeader } from '../ui/page-header'
import { Tag } from '../ui/tag'
import { Walk } from '../ui/walk'
import { WayLine } from './way-line'

type Listed = Awaited<ReturnType<typeof listAppPeople>>

/** Who reaches an app, and by what: nobody guesses. */
export function AppPeople({ listed }: { listed: Listed }) {
  const { app, account, rows, q } = listed
  const base = `/${account.handle}/apps/${app.handle}/access`
  return (
    <>
      <PageHeader title={words('appAccess.title')}>
        {words(listed.can.viewEveryone ? 'appAccess.intro' : 'appAccess.introSome', { app: app.name })}
      </PageHeader>
      {app.visibility === 'public' ? (
        <Notice title={words('appAccess.isPublic')} className="mb-4">
          {words('appAccess.isPublicText')}
        </Notice>
      ) : null}
      <form method="get" className="reach__search" action={base}>
        <input
          type="search"
          name="q"
          defaultValue={q ?? ''}
          maxLength={100}
          placeholder={words('appAccess.search')}
          aria-label={words('appAccess.search')}
          autoComplete="off"
          className="input input--full-width"
        />
        <Button type="submit">{words('commands.search')}</Button>
      </form>
      <div className="panel">
        {rows.length === 0 ? (
          <Nobody q={q} base={base} isFirst={!listed.cursor} />
        ) : (
          <People listed={listed} />
        )}
      </div>
      <Walk
        path={base}
        kept={{ q: q ?? undefined }}
        cursor={listed.cursor}
        trail={listed.trail}
        next={listed.next}
      />
    </>
  )
}

function People({ listed }: { listed: Listed }) {
  return (
    <ul className="reach" aria-label={words('appAccess.title')}>
      {listed.rows.map((person) => (
        <Person key={person.userId} person={person} listed={listed} />
      ))}
    </ul>
  )
}

function Person({ person, listed }: { person: AppPerson; listed: Listed }) {
  const { userId, name, username, email, picture, isYou, isMember, ways } = person
  const { account } = listed
  return (
    <li className="reach__person">
      <div className="reach__who">
        <Avatar id={userId} name={name} picture={picture} size="sm" />
        <div className="min-w-0 wrap-anywhere">
          {isMember ? (
            <Link className="font-medium hover:underline" href={`/${account.handle}/members/${userId}`}>
              {name}
            </Link>
          ) : (
            <span className="font-medium">{name}</span>
          )}{' '}
          {isYou ? <Tag size="sm">{words('appAccess.you')}</Tag> : null}
          {email || username ? <p className="text-[13px] text-muted">{email ?? username}</p> : null}
        </div>
      </div>
      <ul className="reach__ways" aria-label={words('appAccess.because', { name })}>
        {ways.map((way) => (
          <WayLine
            key={keyOf(way)}
            way={way}
            account={account.handle}
            end={isYou ? null : endOf(way, person, listed)}
          />
        ))}
      </ul>
    </li>
  )
}

const keyOf = (way: Way) => (way.by === 'team' ? way.team.id : way.by)

/** Where a way is ended, for who may end it. */
function endOf(way: Way, { userId }: AppPerson, { account, app, can }: Listed) {
  if (way.by === 'role' && can.manageMembers)
    return { href: `/${account.handle}/members/${userId}`, label: words('appAccess.endRole') }
  if (way.by === 'team' && can.manageTeams)
    return { href: `/${account.handle}/teams/${way.team.handle}`, label: words('appAccess.endTeam') }
  if (way.by === 'scope' && can.manageCollaborators)
    return {
      href: `/${account.handle}/apps/${app.handle}/settings/collaborators/${userId}`,
      label: words('appAccess.endScope'),
    }
  return null
}

function Nobody({ q, base, isFirst }: { q: string | null; base: string; isFirst: boolean }) {
  if (q)
    return (
      <EmptyState
        icon={<SearchX />}
        title={words('appAccess.noMatch', { q })}
        action={<LinkButton href={base}>{words('appAccess.everybody')}</LinkButton>}
      >
        {words('appAccess.noMatchText')}
      </EmptyState>
    )
  return (
    <EmptyState icon={isFirst ? <UsersRound /> : <Globe />} title={words('appAccess.nobody')}>
      {words('appAccess.nobodyText')}
    </EmptyState>
  )
}
