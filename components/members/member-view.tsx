import { Avatar } from '../ui/avatar'
import { BackLink } from '../ui/back-link'
import { Card } from '../ui/card'
import { Copyable } from '../ui/copyable'
import { KeyValue, type KeyValueItem } from '../ui/key-value'
import { Notice } from '../ui/notice'
import { PageHeader } from '../ui/page-header'
import { Tag } from '../ui/tag'
import { Time } from '../ui/time'
import type { MemberRow } from './member-row'
import { RemoveForm } from './remove-form'
import { RoleForm } from './role-form'
import { RoleTag } from './role-tag'

type MemberViewProps = { account: string; organization: string; member: MemberRow }

/** One member: the role, and leaving. What the menus of the table do, on a page that needs no JavaScript. */
export function MemberView({ account, organization, member }: MemberViewProps) {
  const { userId, name, email, username, can, why } = member
  const list = `/${account}/members`
  return (
    <div className="grid max-w-[640px] gap-4">
      <BackLink href={list}>All members</BackLink>
      <PageHeader
        title={
          <span className="flex items-center gap-3">
            <Avatar id={userId} name={name} size="lg" />
            {name}
          </span>
        }
      >
        {email ?? username}
      </PageHeader>
      {why ? <Notice>{why}</Notice> : null}
      <Card title="Membership">
        <KeyValue items={facts(member)} />
      </Card>
      {can.changeRole && member.role ? (
        <Card title="Change the role" description={`What ${name} may do in ${organization}.`}>
          <RoleForm account={account} memberId={member.id ?? ''} role={member.role} />
        </Card>
      ) : null}
      {can.remove ? (
        <Card title={`Remove ${name} from ${organization}`}>
          <RemoveForm account={account} organization={organization} member={member} cancelHref={list} />
        </Card>
      ) : null}
    </div>
  )
}

function facts({ role, teams, username, joinedAt, lastActiveAt, until }: MemberRow): KeyValueItem[] {
  return [
    { label: 'Role', value: role ? <RoleTag role={role} /> : 'not shown to you' },
    ...(username ? [{ label: 'Username', value: <Copyable value={username} what="username" /> }] : []),
    ...(teams.length > 0 ? [{ label: 'Teams', value: <Teams teams={teams} /> }] : []),
    { label: 'Joined', value: joinedAt ? <Time at={joinedAt} show="date" /> : 'not shown to you' },
    ...(until ? [{ label: 'Ends', value: <Time at={until} show="moment" /> }] : []),
    ...(lastActiveAt ? [{ label: 'Last active', value: <Time at={lastActiveAt} /> }] : []),
  ]
}

function Teams({ teams }: Pick<MemberRow, 'teams'>) {
  return (
    <span className="flex flex-wrap gap-1.5">
      {teams.map(({ handle, name }) => (
        <Tag key={handle}>{name}</Tag>
      ))}
    </span>
  )
}
