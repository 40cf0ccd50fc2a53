import { words } from '@/messages/words'
import { RoleTag, roleInfo } from '../members/role-tag'
import { PermissionTag, permissionInfo } from '../teams/permission-tag'
import { SheetIcon } from '../ui/icon-sheet'
import { Tag } from '../ui/tag'
import { timeWords } from '../ui/time'
import type { AppRow, AppWay } from './app-row'

// Called and not rendered: a component costs the server more than what these draw.

/** What the viewer may do in an app, and through what; what else gives something is told on pointing at its number. */
export function access({ ways }: AppRow) {
  const [first, ...rest] = ways
  if (!first) return null
  return (
    <span className="app-access">
      {tag(first)}
      <span className="app-access__through">
        {through(first)}
        {first.by !== 'owner' && first.until
          ? ` ${words('apps.ways.until', { date: timeWords(new Date(first.until), 'date') })}`
          : ''}
      </span>
      {rest.length > 0 ? (
        <span className="app-access__more" title={rest.map(said).join('\n')}>
          {words('apps.ways.more', { count: rest.length })}
          <span className="sr-only">{`: ${rest.map(said).join('; ')}`}</span>
        </span>
      ) : null}
    </span>
  )
}

function tag(way: AppWay) {
  switch (way.by) {
    case 'owner':
      return <Tag icon={<SheetIcon name="owner" />}>{words('apps.ways.owner')}</Tag>
    case 'role':
      return RoleTag({ role: way.role, icon: <SheetIcon name={way.role} /> })
    case 'team':
      return PermissionTag({ permission: way.gives, icon: <SheetIcon name={way.gives} /> })
    case 'scope':
      return <Tag icon={<SheetIcon name="scope" />}>{words('apps.ways.collaborator')}</Tag>
  }
}

function through(way: AppWay): string {
  switch (way.by) {
    case 'owner':
      return words('apps.ways.throughOwning')
    case 'role':
      return words('apps.ways.throughRole')
    case 'team':
      return words('apps.ways.throughTeam', { team: way.name })
    case 'scope':
      return words('apps.ways.throughScopes', { count: way.scopes })
  }
}

function said(way: AppWay): string {
  switch (way.by) {
    case 'owner':
      return words('apps.ways.owner')
    case 'role':
      return `${roleInfo(way.role).label} ${through(way)}`
    case 'team':
      return `${permissionInfo(way.gives).label} ${through(way)}`
    case 'scope':
      return `${words('apps.ways.collaborator')} ${through(way)}`
  }
}

/** Who may know of an app, in a word with its sign. */
export function visibility({ visibility }: Pick<AppRow, 'visibility'>) {
  return (
    <span className="app-visibility" title={words(`apps.visibility.${visibility}.hint`)}>
      <SheetIcon name={visibility} />
      {words(`apps.visibility.${visibility}.label`)}
    </span>
  )
}
