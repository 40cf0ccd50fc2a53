import type { Collaborator } from '@/lib/collaborators/queries'
import { richWords, words } from '@/messages/words'
import { Avatar } from '../ui/avatar'
import { LinkButton } from '../ui/button'
import { Tag } from '../ui/tag'
import { Time } from '../ui/time'
import { ScopeTags } from './scope-tags'

type ItemProps = { one: Collaborator; page: string; isChoosable?: boolean }

/** Somebody in the list: who, with which scopes, since when and by whom, until when. */
export function CollaboratorItem({ one, page, isChoosable = false }: ItemProps) {
  const { name, username, email, isYou, scopes } = one
  return (
    <li className="collaborator">
      {isChoosable ? (
        one.can.remove ? (
          <input
            type="checkbox"
            name="ids"
            value={one.userId}
            form="collaborators-chosen"
            aria-label={words('collaborators.list.choose', { name })}
          />
        ) : (
          <span className="collaborator__no-box" />
        )
      ) : null}
      <Avatar id={one.userId} name={name} picture={one.picture} size="sm" />
      <div className="collaborator__who">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="font-medium wrap-anywhere">{name}</span>
          {isYou ? <Tag size="sm">{words('collaborators.list.you')}</Tag> : null}
        </p>
        <p className="text-[13px] text-muted wrap-anywhere">{email ?? username}</p>
        <ScopeTags scopes={scopes} />
        <p className="text-[13px] text-muted">
          <Since one={one} />
        </p>
      </div>
      {isYou ? null : (
        <LinkButton
          href={`${page}/${one.userId}`}
          size="sm"
          variant="ghost"
          aria-label={words(one.can.change ? 'collaborators.list.editOf' : 'collaborators.list.viewOf', {
            name,
          })}
        >
          {words(one.can.change ? 'collaborators.list.edit' : 'collaborators.list.view')}
        </LinkButton>
      )}
    </li>
  )
}

function Since({ one: { addedAt, addedBy, until } }: { one: Collaborator }) {
  const at = <Time at={addedAt} show="date" />
  return (
    <>
      {addedBy
        ? richWords('collaborators.list.addedBy', { at, by: addedBy })
        : richWords('collaborators.list.added', { at })}
      {until ? (
        <> · {richWords('collaborators.list.until', { until: <Time at={until} show="date" /> })}</>
      ) : null}
    </>
  )
}
