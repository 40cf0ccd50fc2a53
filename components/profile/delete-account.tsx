import type { AccountHolds } from '@/lib/profile/queries'
import { words } from '@/messages/words'
import { RoleTag } from '../members/role-tag'
import { BackLink } from '../ui/back-link'
import { Card } from '../ui/card'
import { Link } from '../ui/link'
import { Notice } from '../ui/notice'
import { PageHeader } from '../ui/page-header'
import { DeleteAccountForm } from './delete-account-form'

const KEPT_DAYS = 90 // as `delete_own_account` keeps them

type DeleteAccountProps = { username: string; holds: AccountHolds }

/** What ends with one's account, or who has to be asked first; then the question. */
export function DeleteAccount({ username, holds }: DeleteAccountProps) {
  const isBlocked = holds.restingOn.length > 0 || holds.isLastOperator
  return (
    <div className="grid max-w-[640px] gap-4">
      <BackLink href={`/${username}/account`}>{words('profile.title')}</BackLink>
      <PageHeader title={words('accountDeletion.title')} />
      {isBlocked ? <HandOver holds={holds} /> : null}
      <Card>
        <div className="grid gap-5">
          <Losses username={username} holds={holds} />
          {isBlocked ? null : <DeleteAccountForm username={username} />}
        </div>
      </Card>
    </div>
  )
}

function HandOver({ holds: { restingOn, isLastOperator } }: { holds: AccountHolds }) {
  return (
    <>
      {restingOn.length > 0 ? (
        <Notice tone="warning" title={words('accountDeletion.blockedTitle')}>
          <p>{words('accountDeletion.blocked', { count: restingOn.length })}</p>
          <ul className="mt-1 grid gap-1">
            {restingOn.map(({ name, handle }) => (
              <li key={handle}>
                <Link className="prose-link" href={`/${handle}/members`}>
                  {words('accountDeletion.blockedMembers', { organization: name })}
                </Link>
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {isLastOperator ? (
        <Notice tone="warning" title={words('accountDeletion.blockedTitle')}>
          {words('accountDeletion.lastOperator')} {words('accountDeletion.lastOperatorHow')}
        </Notice>
      ) : null}
    </>
  )
}

function Losses({ username, holds: { organizations, apps } }: DeleteAccountProps) {
  return (
    <div className="grid gap-3">
      <p>{words('accountDeletion.loses')}</p>
      {organizations.length > 0 ? (
        <div>
          <p>{words('accountDeletion.losesMemberships', { count: organizations.length })}</p>
          <ul className="mt-2 grid gap-2">
            {organizations.map(({ name, handle, role }) => (
              <li key={handle} className="flex flex-wrap items-center gap-2">
                <span className="font-medium wrap-anywhere">{name}</span>
                <RoleTag role={role} />
              </li>
            ))}
          </ul>
        </div>
      ) : (
        <p>{words('accountDeletion.losesNoMembership')}</p>
      )}
      {apps.length > 0 ? (
        <div>
          <p>{words('accountDeletion.losesApps', { count: apps.length })}</p>
          <ul className="mt-2 grid list-disc gap-1 ps-5">
            {apps.map((name) => (
              <li key={name} className="wrap-anywhere">
                {name}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <p>{words('accountDeletion.losesSignIns')}</p>
      <p className="text-muted">{words('accountDeletion.keeps', { username, days: KEPT_DAYS })}</p>
    </div>
  )
}
