import type { MemberAccess } from '@/lib/member-access/queries'
import { words } from '@/messages/words'
import { type ActivityRow, MemberActivity, MemberCards, SentInvitations } from '../member-access/member-cards'
import { Avatar } from '../ui/avatar'
import { BackLink } from '../ui/back-link'
import { LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { Copyable } from '../ui/copyable'
import { KeyValue, type KeyValueItem } from '../ui/key-value'
import { Notice } from '../ui/notice'
import { PageHeader } from '../ui/page-header'
import { Time } from '../ui/time'
import { ViewAsForm } from '../viewing/view-as-form'
import type { MemberRow } from './member-row'
import { RemoveForm } from './remove-form'
import { RoleForm } from './role-form'
import { RoleTag } from './role-tag'

type MemberViewProps = {
  account: string
  organization: string
  member: MemberRow
  /** What the viewer may do on the page, besides what the row says. */
  can: { viewAs: boolean }
  /** What they reach and why. */
  access: MemberAccess
  /** Null where the viewer may not read the history. */
  activity: ActivityRow[] | null
}

/** One member: the role, and leaving. What the menus of the table do, on a page that needs no JavaScript. */
export function MemberView({
  account,
  organization,
  member,
  can: abilities,
  access,
  activity,
}: MemberViewProps) {
  const { userId, name, picture, email, username, why } = member
  const list = `/${account}/members`
  return (
    <div className="grid gap-4">
      <BackLink href={list}>{words('members.memberView.allMembers')}</BackLink>
      <PageHeader
        title={
          <span className="flex items-center gap-3">
            <Avatar id={userId} name={name} picture={picture} size="lg" />
            {name}
          </span>
        }
      >
        {email ?? username}
      </PageHeader>
      {why ? <Notice>{why}</Notice> : null}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_320px]">
        <div className="grid gap-4 lg:col-start-2 lg:row-start-1">
          <Card title={words('members.memberView.membership')}>
            <KeyValue items={facts(member)} />
          </Card>
          {abilities.viewAs ? (
            <Card
              title={words('viewing.card', { name })}
              description={words('viewing.cardText', { name, organization })}
            >
              <ViewAsForm account={account} userId={userId} name={name} />
            </Card>
          ) : null}
          <SentInvitations name={name} access={access} />
        </div>
        <div className="grid min-w-0 gap-4 lg:col-start-1 lg:row-start-1">
          <MemberCards userId={userId} name={name} access={access} />
          {activity ? <MemberActivity account={account} userId={userId} rows={activity} /> : null}
          <Changes account={account} organization={organization} member={member} />
        </div>
      </div>
    </div>
  )
}

/** What the viewer may change about the membership. */
function Changes({
  account,
  organization,
  member,
}: Pick<MemberViewProps, 'account' | 'organization' | 'member'>) {
  const { name, can, role, id } = member
  return (
    <>
      {can.changeRole && role ? (
        <div id="role">
          <Card
            title={words('members.memberView.changeTheRole')}
            description={words('members.memberView.whatMayDoIn', { name, organization })}
          >
            <RoleForm account={account} memberId={id ?? ''} role={role} />
          </Card>
        </div>
      ) : null}
      {can.remove ? (
        <Card title={words('members.memberView.removeFrom', { name, organization })}>
          <RemoveForm
            account={account}
            organization={organization}
            member={member}
            cancelHref={`/${account}/members`}
          />
        </Card>
      ) : null}
      {can.leave ? (
        <Card
          title={words('members.memberPage.leaveTitle', { organization })}
          description={words('members.memberPage.leaveText')}
        >
          <LinkButton variant="danger-soft" href={`/${account}/account/leave`}>
            {words('members.memberPage.leave')}
          </LinkButton>
        </Card>
      ) : null}
    </>
  )
}

function facts({ role, email, username, joinedAt, lastActiveAt, until }: MemberRow): KeyValueItem[] {
  return [
    {
      label: words('members.memberView.role'),
      value: role ? <RoleTag role={role} /> : words('members.memberView.notShownToYou'),
    },
    ...(email
      ? [
          {
            label: words('members.memberPage.email'),
            value: <Copyable value={email} what={words('members.memberPage.email')} />,
          },
        ]
      : []),
    ...(username ? [{ label: words('members.memberPage.id'), value: <Copyable value={username} /> }] : []),
    {
      label: words('members.memberView.joined'),
      value: joinedAt ? <Time at={joinedAt} show="date" /> : words('members.memberView.notShownToYou'),
    },
    ...(until ? [{ label: words('members.memberView.ends'), value: <Time at={until} show="moment" /> }] : []),
    ...(lastActiveAt
      ? [{ label: words('members.memberView.lastActive'), value: <Time at={lastActiveAt} /> }]
      : []),
  ]
}
