import 'server-only'
import { randomBytes, randomUUID } from 'node:crypto'
import postgres, { type TransactionSql } from 'postgres'
import { hashPassword } from '@/lib/auth/password'
import { APPS } from './apps'
import { ENDING, EXPIRED, HISTORY, NOTICES, ORGANIZATIONS, PENDING, PEOPLE, TEAMS } from './people'

type Ids = Map<string, string>

const DAY = 24 * 60 * 60 * 1000
const daysAgo = (days: number) => new Date(Date.now() - days * DAY)

/**
 * Fills an empty database with a demo organization, as its owner. Gives how to sign in, or null where anybody has an account already.
 * The password is made up anew: a portal whose first visitor is somebody else must not open to a known one.
 */
export async function seedDemo(
  ownerUrl = process.env.DATABASE_URL,
): Promise<{ email: string; password: string } | null> {
  if (!ownerUrl) throw new Error('DATABASE_URL is not set: the demo is filled in by `npm start`')
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} })
  try {
    const password = randomBytes(15).toString('base64url')
    const hash = await hashPassword(password)
    const isSeeded = await sql.begin(async (tx) => {
      await tx`lock table accounts in exclusive mode`
      const [any] = await tx`select 1 from users limit 1`
      if (any) return false
      const people = await seedPeople(tx, hash)
      for (const organization of ORGANIZATIONS) await seedOrganization(tx, organization, people)
      return true
    })
    const [first] = PEOPLE
    return isSeeded && first ? { email: first.email, password } : null
  } finally {
    await sql.end()
  }
}

async function seedPeople(tx: TransactionSql, hash: string): Promise<Ids> {
  const ids: Ids = new Map()
  for (const { username, firstName, lastName, email, seen } of PEOPLE) {
    const id = randomUUID()
    ids.set(username, id)
    await tx`insert into accounts (id, kind, created_at) values (${id}, 'user', ${daysAgo(120)})`
    await tx`insert into handles (handle, display, account_id, state) values (${username}, ${username}, ${id}, 'current')`
    await tx`
      insert into users (id, username, first_name, last_name, email, email_normalized, email_verified_at, password_hash, last_active_at, created_at)
      values (${id}, ${username}, ${firstName}, ${lastName}, ${email}, ${email}, ${daysAgo(119)}, ${hash}, ${daysAgo(seen)}, ${daysAgo(120)})`
  }
  return ids
}

async function seedOrganization(
  tx: TransactionSql,
  organization: (typeof ORGANIZATIONS)[number],
  people: Ids,
) {
  const { handle, name, billingEmail, founder, founded, members } = organization
  const orgId = randomUUID()
  const founderId = idOf(people, founder)
  await tx`insert into accounts (id, kind, created_at) values (${orgId}, 'organization', ${daysAgo(founded)})`
  await tx`insert into handles (handle, display, account_id, state) values (${handle}, ${handle}, ${orgId}, 'current')`
  await tx`
    insert into organizations (org_id, name, name_normalized, billing_email, created_by, created_at)
    values (${orgId}, ${name}, ${name.toLowerCase()}, ${billingEmail}, ${founderId}, ${daysAgo(founded)})`
  for (const { username, role, joined, until } of members) {
    await tx`
      insert into members (org_id, user_id, role, joined_at, started_at, started_by, expires_at)
      values (${orgId}, ${idOf(people, username)}, ${role}, ${daysAgo(joined)}, ${daysAgo(joined)}, ${founderId}, ${until ? daysAgo(-until) : null})`
  }
  if (!organization.isFurnished) return
  await seedTeams(tx, orgId, people)
  await dateApps(tx, orgId)
  await seedInvitations(tx, orgId, people)
  await seedNotices(tx, orgId, people)
  await seedHistory(tx, orgId, people)
}

async function seedTeams(tx: TransactionSql, orgId: string, people: Ids) {
  const apps = await seedApps(tx, orgId)
  for (const team of TEAMS) {
    const teamId = randomUUID()
    await tx`
      insert into teams (id, org_id, handle, name, permission, is_restricted, created_at)
      values (${teamId}, ${orgId}, ${team.handle}, ${team.name}, ${team.permission}, ${team.isRestricted ?? false}, ${daysAgo(team.created)})`
    for (const [n, username] of team.people.entries()) {
      const until = team.handle === ENDING.team && username === ENDING.username ? daysAgo(-ENDING.days) : null
      await tx`
        insert into team_members (org_id, team_id, user_id, started_at, expires_at)
        values (${orgId}, ${teamId}, ${idOf(people, username)}, ${daysAgo(38 - 5 * n)}, ${until})`
    }
    for (const handle of team.apps) {
      await tx`
        insert into team_apps (org_id, team_id, app_id, permission, started_at)
        values (${orgId}, ${teamId}, ${idOf(apps, handle)}, ${team.permission}, ${daysAgo(70)})`
    }
  }
}

async function seedApps(tx: TransactionSql, orgId: string): Promise<Ids> {
  const apps: Ids = new Map()
  for (const { handle, name, description, notes, visibility } of APPS) {
    const id = randomUUID()
    apps.set(handle, id)
    await tx`
      insert into apps (id, org_id, handle, name, description, notes, visibility, created_at)
      values (${id}, ${orgId}, ${handle}, ${name}, ${description}, ${notes}, ${visibility}, ${daysAgo(75)})`
  }
  return apps
}

/** Giving apps to teams has moved them: in the demo they were changed at different times. */
async function dateApps(tx: TransactionSql, orgId: string) {
  for (const { handle, updated } of APPS)
    await tx`update apps set updated_at = ${daysAgo(updated)} where org_id = ${orgId} and handle = ${handle}`
}

async function seedInvitations(tx: TransactionSql, orgId: string, people: Ids) {
  for (const { email, role, by, sent, team = '' } of [...PENDING, ...EXPIRED]) {
    const id = randomUUID()
    const inviter = PEOPLE.find((one) => one.username === by)
    await tx`
      insert into invitations (id, org_id, email, email_normalized, role, team_ids, invited_by, inviter_name, created_at, sent_at, expires_at)
      values (${id}, ${orgId}, ${email}, ${email}, ${role},
              array(select t.id from teams t where t.org_id = ${orgId} and t.handle = ${team}), ${idOf(people, by)}, ${`${inviter?.firstName} ${inviter?.lastName}`},
              ${daysAgo(sent)}, ${daysAgo(sent)}, ${daysAgo(sent - 7)})`
    await tx`
      insert into mails (org_id, subject_id, template, to_address, status, attempts, created_at, sent_at)
      values (${orgId}, ${id}, 'invitation', ${email}, 'sent', 1, ${daysAgo(sent)}, ${daysAgo(sent)})`
  }
}

async function seedNotices(tx: TransactionSql, orgId: string, people: Ids) {
  for (const { days, to, kind, detail, isRead } of NOTICES) {
    await tx`
      insert into notifications (user_id, org_id, kind, detail, created_at, read_at)
      values (${idOf(people, to)}, ${orgId}, ${kind}, ${tx.json(detail)}, ${daysAgo(days)}, ${isRead ? daysAgo(days - 0.1) : null})`
  }
}

async function seedHistory(tx: TransactionSql, orgId: string, people: Ids) {
  for (const { days, by, event, about, before, after } of HISTORY) {
    const actor = PEOPLE.find((one) => one.username === by)
    const target = PEOPLE.find((one) => one.username === about)
    await tx`
      insert into audit_events (org_id, change_id, event, target_kind, target_id, target_name, before, after, actor_kind, actor_id, actor_name, occurred_at)
      values (${orgId}, ${randomUUID()}, ${event}, ${target ? 'member' : 'invitation'}, ${target ? idOf(people, target.username) : null},
              ${target ? `${target.firstName} ${target.lastName}` : about}, ${before ? tx.json(before) : null}, ${after ? tx.json(after) : null},
              'person', ${idOf(people, by)}, ${`${actor?.firstName} ${actor?.lastName}`}, ${daysAgo(days)})`
  }
}

function idOf(ids: Ids, name: string): string {
  const id = ids.get(name)
  if (!id) throw new Error(`the demo speaks of ${name}, who is not in it`)
  return id
}
