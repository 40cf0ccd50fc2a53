import 'server-only'
import type { CommandContext, Outcome } from '@/lib/command'
import { mailJob } from '@/lib/mail/mail-job'
import type { MailRequest } from '@/lib/mail/schemas'
import type { NoticeKind } from '@/lib/notifications/sentences'
import type { Role } from '@/lib/permissions/rules'

type Context = CommandContext<unknown>
type Told = Pick<Outcome<unknown>, 'notices' | 'jobs'>
type Person = { userId: string }
type Letter = Extract<MailRequest, { template: 'role_changed' | 'removed' | 'reinstated' }>

/** A line in the bell and a mail for everybody who has another role now. */
export const tellRoleChanged = (context: Context, people: Person[], role: Role) =>
  tell(context, people, 'member.roleChanged', { role }, (to) => ({ template: 'role_changed', role, ...to }))

/** The same for everybody who was removed. */
export const tellRemoved = (context: Context, people: Person[]) =>
  tell(context, people, 'member.removed', {}, (to) => ({ template: 'removed', ...to }))

/** The same for everybody who is back, each with the role that they have again. */
export function tellReinstated(context: Context, people: (Person & { role: Role })[]): Told {
  const each = people.map((person) =>
    tell(context, [person], 'member.reinstated', { role: person.role }, (to) => ({
      template: 'reinstated',
      role: person.role,
      ...to,
    })),
  )
  return {
    notices: each.flatMap(({ notices }) => notices ?? []),
    jobs: each.flatMap(({ jobs }) => jobs ?? []),
  }
}

function tell(
  { account, person }: Context,
  people: Person[],
  kind: NoticeKind,
  more: Record<string, string>,
  letter: (to: { userId: string; orgId: string; at: string }) => Letter,
): Told {
  const at = new Date().toISOString()
  const by = `${person.firstName} ${person.lastName}`
  const detail = { organization: account.name, handle: account.handle, by, ...more }
  return {
    notices: people.map(({ userId }) => ({ userId, orgId: account.id, kind, subjectId: account.id, detail })),
    jobs: people.map(({ userId }) => mailJob(letter({ userId, orgId: account.id, at }))),
  }
}
