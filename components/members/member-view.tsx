import { Card } from '../ui/card'
import { KeyValue } from '../ui/key-value'
import { Link } from '../ui/link'
import { Notice } from '../ui/notice'
import { PageHeader } from '../ui/page-header'
import { Time } from '../ui/time'
import type { MemberRow } from './member-row'
import { RemoveForm } from './remove-form'
import { RoleForm } from './role-form'
import { RoleTag } from './role-tag'

type MemberViewProps = { account: string; organization: string; member: MemberRow }

/** One member: the role, and leaving. What the menus of the table do, on a page that needs no JavaScript. */
export function MemberView({ account, organization, member }: MemberViewProps) {
  const { name, email, username, can, why } = member
  const list = `/${account}/members`
  return (
    <div className="grid max-w-[640px] gap-4">
      <Link href={list} className="text-link">
        All members
      </Link>
      <PageHeader title={name}>{email ?? username}</PageHeader>
      {why ? <Notice>{why}</Notice> : null}
      {can.changeRole && member.role ? (
        <Card title="Role" description={`What ${name} may do in ${organization}.`}>
          <RoleForm account={account} memberId={member.id ?? ''} role={member.role} />
        </Card>
      ) : (
        <Card title="Role">
          <KeyValue items={facts(member)} />
        </Card>
      )}
      {can.remove ? (
        <Card title={`Remove ${name} from ${organization}`}>
          <RemoveForm account={account} organization={organization} member={member} cancelHref={list} />
        </Card>
      ) : null}
    </div>
  )
}

function facts({ role, joinedAt }: MemberRow) {
  return [
    { label: 'Role', value: role ? <RoleTag role={role} /> : 'not shown to you' },
    { label: 'Joined', value: joinedAt ? <Time at={joinedAt} show="date" /> : 'not shown to you' },
  ]
}
