import 'server-only'
import type { WorkerDatabase } from '@/lib/jobs/worker-database'
import { ROLES } from '@/lib/permissions/roles'
import type { MailFacts } from './facts'
import { type Letter, moment } from './letter'
import { createLinkSecret, linkTo } from './link-secrets'
import type { MailRequest } from './schemas'
import { resetPasswordLetter, signUpAttemptLetter, verifyEmailLetter } from './templates/account-letters'
import {
  accountDeletedLetter,
  addressesChangedLetter,
  addressTakenLetter,
  verifyAddressLetter,
} from './templates/address-letters'
import { answerLetter, invitationLetter } from './templates/invitation-letters'
import { organizationDeletedLetter, organizationRestoredLetter } from './templates/organization-letters'
import {
  passwordChangedLetter,
  reinstatedLetter,
  removedLetter,
  roleChangedLetter,
  sessionsEndedLetter,
  signedInLetter,
} from './templates/security-letters'
import { shareLetter } from './templates/share-letters'
import { webhookDisabledLetter } from './templates/webhook-letters'

/** The mail is not to be sent any more: the invitation was revoked, the person is gone, the address proven already. */
export class NothingToSend extends Error {}

const LINK_LIVES = { verify_email: '24 hours', verify_address: '24 hours', reset_password: '1 hour' } as const

/**
 * Writes the letter of a request. Links are made here, at every attempt anew: only their hash is stored, and a link that an earlier
 * attempt may have delivered stays alive. Throws NothingToSend.
 */
export function composeLetter(
  sql: WorkerDatabase,
  request: MailRequest,
  facts: MailFacts,
  appUrl: string,
): Promise<Letter> | Letter {
  switch (request.template) {
    case 'verify_email':
    case 'verify_address':
    case 'reset_password':
      return composeOwnLink(sql, request, facts, appUrl)
    case 'invitation':
      return composeInvitation(sql, request.orgId, facts, appUrl)
    case 'app_share':
      return composeShare(sql, facts, appUrl)
    case 'invitation_accepted':
    case 'invitation_declined':
      return composeAnswer(
        request.template === 'invitation_accepted' ? 'accepted' : 'declined',
        facts,
        appUrl,
      )
    default:
      return composeNotice(request, facts, appUrl)
  }
}

type OwnLink = Extract<MailRequest, { template: keyof typeof LINK_LIVES }>

async function composeOwnLink(
  sql: WorkerDatabase,
  { template: purpose, addressId }: OwnLink,
  facts: MailFacts,
  appUrl: string,
): Promise<Letter> {
  const person = present(facts.person, 'the account is gone')
  if (addressId) present(facts.address, 'the address was removed')
  if (purpose === 'verify_address' && facts.address?.isTaken)
    return addressTakenLetter(facts.address.email, new URL('/sign-in', appUrl).href)
  const { secret, hash } = createLinkSecret()
  const [opened] = await sql<{ expires: Date | null }[]>`
    select worker_open_user_link(${person.id}, ${purpose}, ${hash}, ${LINK_LIVES[purpose]}::interval, ${addressId ?? null}::uuid) as expires`
  const expires = moment(present(opened?.expires, 'the address is confirmed already'))
  const link = linkTo(appUrl, purpose, secret)
  switch (purpose) {
    case 'verify_email':
      return verifyEmailLetter(person, link, expires)
    case 'verify_address':
      return verifyAddressLetter(person, link, expires)
    case 'reset_password':
      return resetPasswordLetter(person, link, expires)
  }
}

async function composeInvitation(
  sql: WorkerDatabase,
  orgId: string,
  facts: MailFacts,
  appUrl: string,
): Promise<Letter> {
  const invitation = present(facts.invitation, 'the invitation is gone')
  const { secret, hash } = createLinkSecret()
  const [opened] = await sql<{ isOpen: boolean }[]>`
    select worker_open_invitation_link(${orgId}, ${invitation.id}, ${hash}) as "isOpen"`
  if (!opened?.isOpen) throw new NothingToSend('the invitation is no longer open')
  const letterFacts = {
    inviter: invitation.inviterName,
    organization: present(facts.organization, 'the organization is gone').name,
    email: invitation.email,
    role: roleWords(invitation.role),
    expires: moment(invitation.expiresAt),
    message: invitation.message,
  }
  return invitationLetter(letterFacts, linkTo(appUrl, 'invitation', secret))
}

async function composeShare(sql: WorkerDatabase, facts: MailFacts, appUrl: string): Promise<Letter> {
  const share = present(facts.share, 'the share is gone')
  const { secret, hash } = createLinkSecret()
  const [opened] = await sql<{ isOpen: boolean }[]>`
    select worker_open_share_link(${share.id}, ${hash}) as "isOpen"`
  if (!opened?.isOpen) throw new NothingToSend('the share is no longer open')
  const letterFacts = {
    ...share,
    isNew: facts.person === null,
    expires: moment(share.expiresAt),
    until: share.accessUntil && moment(share.accessUntil),
  }
  return shareLetter(letterFacts, linkTo(appUrl, 'app_share', secret))
}

function composeAnswer(answer: 'accepted' | 'declined', facts: MailFacts, appUrl: string): Letter {
  present(facts.person, 'the inviter is gone')
  const invitation = present(facts.invitation, 'the invitation is gone')
  const organization = living(facts)
  const answerFacts = {
    answer,
    who: invitation.answeredBy,
    organization: organization.name,
    email: invitation.email,
    role: roleWords(invitation.role).label,
  }
  return answerLetter(answerFacts, new URL(`/${organization.handle}/members`, appUrl).href)
}

type Notice = Exclude<
  MailRequest,
  {
    template:
      | 'verify_email'
      | 'verify_address'
      | 'reset_password'
      | 'invitation'
      | 'app_share'
      | 'invitation_accepted'
      | 'invitation_declined'
  }
>

function composeNotice(request: Notice, facts: MailFacts, appUrl: string): Letter {
  if (request.template === 'account_deleted')
    return accountDeletedLetter(request, moment(new Date(request.at)))
  const person = present(facts.person, 'the account is gone')
  const at = moment(new Date(request.at))
  const signIn = new URL('/sign-in', appUrl).href
  const forgot = new URL('/forgot', appUrl).href
  switch (request.template) {
    case 'sign_up_attempt':
      return signUpAttemptLetter(person, signIn, forgot, at)
    case 'password_changed':
      return passwordChangedLetter(person, forgot, at)
    case 'signed_in':
      return signedInLetter(person, request, forgot, at)
    case 'addresses_changed':
      return addressesChangedLetter(person, request, forgot, at)
    case 'sessions_ended':
      return sessionsEndedLetter(person, signIn, at)
    case 'role_changed': {
      const { name, handle } = living(facts)
      return roleChangedLetter(person, name, roleWords(request.role), new URL(`/${handle}`, appUrl).href, at)
    }
    case 'reinstated': {
      const { name, handle } = living(facts)
      return reinstatedLetter(person, name, roleWords(request.role), new URL(`/${handle}`, appUrl).href, at)
    }
    case 'removed':
      return removedLetter(person, living(facts).name, at)
    case 'organization_deleted': {
      const { name, isGone } = present(facts.organization, 'the organization is gone')
      if (!isGone) throw new NothingToSend('the organization was restored')
      const restoreUrl = request.canRestore ? new URL('/organizations/deleted', appUrl).href : null
      const until = moment(new Date(request.until))
      return organizationDeletedLetter(person, { name, by: request.by, at, until }, restoreUrl)
    }
    case 'webhook_disabled': {
      const { name, handle } = living(facts)
      const url = new URL(`/${handle}/webhooks/${request.webhookId}`, appUrl).href
      return webhookDisabledLetter(person, { ...request, organization: name, at }, url)
    }
    case 'organization_restored': {
      const { name, handle } = living(facts)
      return organizationRestoredLetter(
        person,
        { name, by: request.by, at },
        new URL(`/${handle}`, appUrl).href,
      )
    }
  }
}

function living({ organization }: MailFacts) {
  if (!organization || organization.isGone) throw new NothingToSend('the organization is gone')
  return organization
}

function present<T>(value: T | null | undefined, otherwise: string): T {
  if (value === null || value === undefined) throw new NothingToSend(otherwise)
  return value
}

function roleWords(key: string): { label: string; description: string } {
  const role = ROLES.find((role) => role.key === key)
  if (!role) return { label: key, description: '' }
  return { label: role.reach ? `${role.label} (${role.reach})` : role.label, description: role.description }
}
