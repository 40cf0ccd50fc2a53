import { ArrowRight } from 'lucide-react'
import type { MemberAccess } from '@/lib/member-access/queries'
import { words } from '@/messages/words'
import { RoleTag } from '../members/role-tag'
import { Card } from '../ui/card'
import { Link } from '../ui/link'
import { Time } from '../ui/time'
import { Walk } from '../ui/walk'
import { HeldTeams, ReachedApps } from './access-cards'
import { ExplainCard } from './explain-card'

type MemberCardsProps = { userId: string; name: string; access: MemberAccess }
export type ActivityRow = { id: string; sentence: string; occurredAt: string }

/** What a member was given and what follows from it, with the reasons. */
export function MemberCards({ userId, name, access }: MemberCardsProps) {
  const { account, teams, apps } = access
  const page = `/${account}/members/${userId}`
  return (
    <>
      <Card title={words('memberAccess.teams')}>
        <HeldTeams account={account} teams={teams} />
      </Card>
      <Card title={words('memberAccess.apps')} description={words('memberAccess.appsText', { name })}>
        {apps.length > 0 ? (
          <ReachedApps account={account} apps={apps} />
        ) : (
          <p className="text-muted">{words('memberAccess.appsNone', { name })}</p>
        )}
        <Walk path={page} name="apps" cursor={access.cursor} trail={access.trail} next={access.next} />
      </Card>
      <ExplainCard userId={userId} name={name} access={access} />
    </>
  )
}

/** The open invitations that somebody sent. */
export function SentInvitations({
  name,
  access: { account, invitations },
}: Omit<MemberCardsProps, 'userId'>) {
  if (!invitations) return null
  return (
    <Card
      title={words('memberAccess.invitations')}
      description={words('memberAccess.invitationsText', { name })}
    >
      {invitations.length === 0 ? (
        <p className="text-muted">{words('memberAccess.invitationsNone')}</p>
      ) : (
        <ul className="grid gap-3">
          {invitations.map(({ id, email, role, sentAt }) => (
            <li key={id} className="grid gap-1">
              <Link
                className="text-link wrap-anywhere"
                href={`/${account}/members/invitations?q=${encodeURIComponent(email)}`}
              >
                {email}
              </Link>
              <span className="flex flex-wrap items-center gap-2 text-[13px] text-muted">
                <RoleTag role={role} /> <Time at={sentAt} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

/** What somebody did here last. */
export function MemberActivity({
  account,
  userId,
  rows,
}: {
  account: string
  userId: string
  rows: ActivityRow[]
}) {
  return (
    <Card title={words('memberAccess.activity')}>
      {rows.length === 0 ? (
        <p className="text-muted">{words('memberAccess.activityNone')}</p>
      ) : (
        <ol className="grid gap-2">
          {rows.map(({ id, sentence, occurredAt }) => (
            <li key={id} className="wrap-anywhere">
              {sentence.charAt(0).toUpperCase() + sentence.slice(1)}{' '}
              <span className="text-[13px] text-muted">
                <Time at={occurredAt} />
              </span>
            </li>
          ))}
        </ol>
      )}
      <Link
        className="text-link mt-3 inline-flex min-h-6 items-center gap-1"
        href={`/${account}/audit?actor=${userId}`}
      >
        {words('memberAccess.activityAll')}
        <ArrowRight aria-hidden="true" className="size-4" />
      </Link>
    </Card>
  )
}
