import 'server-only'
import { type EventName, events } from './events'

type Kind =
  | 'member'
  | 'team'
  | 'invitation'
  | 'invitation_batch'
  | 'app'
  | 'collaborator'
  | 'share'
  | 'organization'
  | 'user'
  | 'webhook'
  | 'collaborator'
  | 'share'
type AccountKind = 'user' | 'organization'

/** What the log of an account can be narrowed to, without what never happens there. */
const KINDS: Record<AccountKind, readonly Kind[]> = {
  organization: [
    'member',
    'team',
    'invitation',
    'invitation_batch',
    'app',
    'collaborator',
    'share',
    'organization',
    'webhook',
  ],
  user: ['user', 'app', 'collaborator', 'share', 'organization', 'invitation'],
}

/** The first halves of events that happen in people's own accounts alone, and in organizations alone. */
const ONLY: Record<AccountKind, readonly string[]> = {
  user: ['account', 'email', 'password', 'session', 'profile'],
  organization: ['member', 'members', 'invitations', 'team', 'webhook'],
}

export const kindsFor = (account: AccountKind) => KINDS[account]

/** The events that can happen in such an account, by their first half. */
export function eventsFor(account: AccountKind): Map<string, EventName[]> {
  const groups = new Map<string, EventName[]>()
  for (const name of events) {
    const [group = name] = name.split('.')
    if (ONLY[account === 'user' ? 'organization' : 'user'].includes(group)) continue
    groups.set(group, [...(groups.get(group) ?? []), name])
  }
  return groups
}
