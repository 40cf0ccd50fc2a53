import { describe, expect } from 'vitest'
import type { Client } from '@/db/client'
import { database } from '@/db/client'
import { test } from '@/db/testing/test'
import { ownerSql, type Persona, type world as testWorld } from '@/db/testing/world'

type World = typeof testWorld

/** Runs `work` in a transaction that has entered `account`, with no guard in front: what is refused here, the database refuses. */
function inside<T>(
  who: Persona,
  account: string,
  app: string | null,
  work: (sql: Client) => Promise<T>,
): Promise<T> {
  return database().begin(async (tx) => {
    await tx`select enter(${who.id}::uuid, ${who.sessionId}::uuid, ${account}, ${app})`
    return work(tx as unknown as Client) // a transaction has everything of a client that these tests use
  }) as Promise<T>
}

/** Tables without a tenant: the app role may not even look. Everything else carries `org_id` and a policy. */
const CLOSED = [
  'accounts',
  'handles',
  'app_handles',
  'users',
  'user_emails',
  'sessions',
  'user_links',
  'worker_heartbeats',
  'mails',
  'audit_chains',
  'audit_waiting',
  'tokens',
  'token_approvals',
  'token_reach',
  'idempotency_keys',
  'share_links',
]
const OPEN = ['rate_limits']
/** What is only ever added to. */
const NEVER_UPDATED = [
  'audit_events',
  'refused_attempts',
  'audit_seals',
  'audit_checkpoints',
  'notifications',
  'app_marks',
]
/** What gives access: rows that are ended, never edited. */
const GRANTS = ['members', 'team_members', 'team_apps', 'collaborators']

describe('the second wall', () => {
  test('every table has a place: a tenant and a policy, or a reason', async () => {
    const tables = await ownerSql()<
      { name: string; is_walled: boolean; has_tenant: boolean; policies: number }[]
    >`
      select c.relname as name, c.relrowsecurity as is_walled,
             exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'org_id' and not a.attisdropped) as has_tenant,
             (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
        from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`
    for (const table of tables) {
      if (OPEN.includes(table.name)) continue
      expect(table.is_walled, `${table.name} has row security`).toBe(true)
      if (CLOSED.includes(table.name)) expect(table.policies, `${table.name} is closed`).toBe(0)
      else
        expect([table.has_tenant, table.policies > 0], `${table.name} has a tenant and a policy`).toEqual([
          true,
          true,
        ])
    }
  })

  test('the app role owns nothing, bypasses nothing and deletes nothing', async () => {
    const [role] = await database()`select rolsuper, rolbypassrls from pg_roles where rolname = current_user`
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false })
    const owned =
      await database()`select relname from pg_class where relowner = (select oid from pg_roles where rolname = current_user)`
    expect(owned).toHaveLength(0)
    const deletable = await database()`
      select table_name from information_schema.role_table_grants where grantee = current_user and privilege_type in ('DELETE', 'TRUNCATE')`
    expect(deletable.map((row) => row.table_name)).toEqual(OPEN)
  })

  test('closed tables cannot be read at all', async () => {
    for (const table of CLOSED) {
      await expect(database()`select 1 from ${database()(table)} limit 1`, table).rejects.toThrow(
        /permission denied/,
      )
    }
  })

  test('nothing entered: no rows, in no table', async ({ world }) => {
    await furnished(world)
    for (const table of await tenantTables()) {
      expect(await database()`select 1 from ${database()(table)} limit 1`, table).toHaveLength(0)
    }
  })

  test('with the guard away, a member of one organization finds nothing of another, table by table', async ({
    world,
  }) => {
    const theirs = await furnished(world)
    const mine = await furnished(world)
    for (const table of await tenantTables()) {
      const [really] =
        await ownerSql()`select count(*)::int as n from ${ownerSql()(table)} where org_id = ${theirs.id}`
      expect(really?.n, `${table} has rows to be found`).toBeGreaterThan(0)
      const seen = await inside(
        mine.admin,
        mine.account,
        null,
        (sql) => sql`select org_id from ${sql(table)} where org_id = ${theirs.id}`,
      )
      expect(seen, table).toHaveLength(0)
    }
  })

  test('with the guard away, nothing of another organization can be written, table by table', async ({
    world,
  }) => {
    const theirs = await furnished(world)
    const mine = await furnished(world)
    for (const table of await tenantTables()) {
      if (NEVER_UPDATED.includes(table)) continue // no update is granted
      const changed = await inside(mine.admin, mine.account, null, (sql) =>
        GRANTS.includes(table) // of these, only the end may be written
          ? sql`update ${sql(table)} set ended_at = now() where org_id = ${theirs.id} returning 1`
          : table === 'organizations' // of these, what its settings change
            ? sql`update organizations set name = name where org_id = ${theirs.id} returning 1`
            : sql`update ${sql(table)} set org_id = org_id where org_id = ${theirs.id} returning 1`,
      )
      expect(changed, table).toHaveLength(0)
    }
    const forged = inside(
      mine.admin,
      mine.account,
      null,
      (sql) =>
        sql`insert into members (org_id, user_id, role) values (${theirs.id}, ${mine.admin.id}, 'admin')`,
    )
    await expect(forged).rejects.toThrow(/row-level security/)
  })

  test('a stranger enters nothing, and a wrong sign-in is none', async ({ world }) => {
    const place = await furnished(world)
    const stranger = await world.person()
    for (const account of [place.account, place.account.toUpperCase()]) {
      expect(await inside(stranger, account, null, (sql) => sql`select 1 from members`)).toHaveLength(0)
    }
    const borrowed = { ...place.admin, sessionId: stranger.sessionId }
    expect(await inside(borrowed, place.account, null, (sql) => sql`select 1 from members`)).toHaveLength(0)
  })

  test('a labeler enters one app at a time, and sees no other person', async ({ world }) => {
    const place = await world.organization()
    const labeler = await world.member(place, 'team_contributor')
    const [assigned, other] = [await world.app(place), await world.app(place)]
    const team = await world.team(place, { people: [labeler] })
    await world.teamApp(place, team.id, assigned.id, 'labeler_worker')
    const apps = (app: string | null) =>
      inside(labeler, place.account, app, (sql) => sql<{ id: string }[]>`select id from apps`)
    expect(await apps(null)).toHaveLength(0)
    expect((await apps(assigned.handle)).map((row) => row.id)).toEqual([assigned.id])
    expect(await apps(other.handle)).toHaveLength(0)
    const people = await inside(
      labeler,
      place.account,
      null,
      (sql) => sql<{ user_id: string }[]>`select user_id from members`,
    )
    expect(people.map((row) => row.user_id)).toEqual([labeler.id])
  })

  test('a manager reaches no app, not by a restricted team either', async ({ world }) => {
    const place = await world.organization()
    const app = await world.app(place)
    for (const isRestricted of [false, true])
      for (const role of ['financial_manager', 'infrastructure_manager'] as const) {
        const manager = await world.member(place, role)
        const team = await world.team(place, { people: [manager], isRestricted })
        await world.teamApp(place, team.id, app.id, 'full_access')
        for (const table of ['apps', 'team_apps'])
          expect(
            await inside(manager, place.account, app.handle, (sql) => sql`select 1 from ${sql(table)}`),
            `${role}, ${isRestricted ? 'restricted' : 'not restricted'}: ${table}`,
          ).toHaveLength(0)
      }
  })

  test('who reaches no app opens a public one of their organization as a stranger does, and a restricted one does not', async ({
    world,
  }) => {
    const place = await world.organization()
    const [shown, hidden] = [await world.app(place, { visibility: 'public' }), await world.app(place)]
    const team = await world.team(place)
    for (const { id } of [shown, hidden]) await world.teamApp(place, team.id, id, 'full_access')
    const count = async (who: Persona, table: string, app: string) =>
      (await inside(who, place.account, app, (sql) => sql`select 1 from ${sql(table)}`)).length
    for (const role of ['team_contributor', 'financial_manager', 'infrastructure_manager'] as const) {
      const who = await world.member(place, role)
      expect(await count(who, 'apps', shown.handle), role).toBe(1)
      expect(await count(who, 'team_apps', shown.handle), `${role}: who else reaches it`).toBe(0)
      expect(await count(who, 'apps', hidden.handle), role).toBe(0)
      await world.team(place, { people: [who], isRestricted: true })
      expect(await count(who, 'apps', shown.handle), `${role}, restricted`).toBe(0)
    }
  })

  test('a team tells its people of the apps that they reach by it: no manager, and nobody restricted beyond', async ({
    world,
  }) => {
    const place = await world.organization()
    const app = await world.app(place)
    const people = {
      labeler: await world.member(place, 'team_contributor'),
      manager: await world.member(place, 'financial_manager'),
      restricted: await world.member(place, 'team_contributor'),
    }
    const team = await world.team(place, { people: Object.values(people) })
    await world.teamApp(place, team.id, app.id, 'full_access')
    await world.team(place, { people: [people.restricted], isRestricted: true })
    const told = async (who: Persona) =>
      (
        await inside(
          who,
          place.account,
          null,
          (sql) => sql`select 1 from own_team_apps(${team.id}, null, null, null, 10)`,
        )
      ).length
    expect([await told(people.labeler), await told(people.manager), await told(people.restricted)]).toEqual([
      1, 0, 0,
    ])
  })

  test('a bell is read in the own account alone: inside an organization the actor may be viewed as', async ({
    world,
  }) => {
    const place = await furnished(world)
    const bell = (account: string) =>
      inside(place.admin, account, null, (sql) => sql`select 1 from notifications`)
    expect(await bell('me')).not.toHaveLength(0)
    expect(await bell(place.account)).toHaveLength(0)
    expect(
      await inside(
        place.admin,
        place.account,
        null,
        (sql) => sql`update notifications set read_at = now() returning 1`,
      ),
    ).toHaveLength(0)
  })

  test('the history is for Admins, also with the guard away', async ({ world }) => {
    const place = await furnished(world)
    const tables = (await tenantTables()).filter((name) => /^audit_|^refused_/.test(name))
    const seen = (who: Persona, table: string) =>
      inside(who, place.account, null, (sql) => sql`select 1 from ${sql(table)}`)
    const user = await world.member(place, 'organization_user')
    for (const table of tables) expect(await seen(user, table), table).toHaveLength(0)
    expect(await seen(place.admin, 'audit_events')).not.toHaveLength(0)
  })

  test('a labeler finds no invitation and no history', async ({ world }) => {
    const place = await furnished(world)
    const labeler = await world.member(place, 'team_contributor')
    for (const table of [
      'invitations',
      'invitation_links',
      'invitation_batches',
      'invitation_lines',
      'audit_events',
      'refused_attempts',
    ]) {
      expect(
        await inside(labeler, place.account, null, (sql) => sql`select 1 from ${sql(table)}`),
        table,
      ).toHaveLength(0)
    }
  })

  test('a labeler sees the own teams, and in them nobody else', async ({ world }) => {
    const place = await world.organization()
    const labeler = await world.member(place, 'team_contributor')
    const colleague = await world.member(place, 'team_contributor')
    const own = await world.team(place, { people: [labeler, colleague] })
    const left = await world.team(place, { people: [labeler] })
    await ownerSql()`update team_members set ended_at = now() where team_id = ${left.id}`
    await world.team(place, { people: [colleague] })
    const teams = await inside(
      labeler,
      place.account,
      null,
      (sql) => sql<{ id: string }[]>`select id from teams`,
    )
    expect(teams.map((row) => row.id)).toEqual([own.id])
    const people = await inside(
      labeler,
      place.account,
      null,
      (sql) => sql<{ user_id: string }[]>`select distinct user_id from team_members`,
    )
    expect(people.map((row) => row.user_id)).toEqual([labeler.id])
    expect(
      await inside(place.admin, place.account, null, (sql) => sql`select id from teams`),
      'who reaches everything sees all of them',
    ).toHaveLength(3)
  })

  test('a labeler past the guard gives themselves no role, team or organization', async ({ world }) => {
    const place = await world.organization()
    const labeler = await world.member(place, 'team_contributor')
    const team = await world.team(place)
    const trying = (work: (sql: Client) => Promise<unknown>) => inside(labeler, place.account, null, work)
    const { id: org } = place
    await expect(
      trying(
        (sql) => sql`insert into members (org_id, user_id, role) values (${org}, ${labeler.id}, 'admin')`,
      ),
    ).rejects.toThrow(/row-level security/)
    await expect(
      trying(async (sql) => {
        await sql`update members set ended_at = now() where user_id = ${labeler.id}`
        await sql`insert into members (org_id, user_id, role) values (${org}, ${labeler.id}, 'admin')`
      }),
    ).rejects.toThrow(/row-level security/)
    for (const change of ['role', 'user_id', 'org_id', 'expires_at', 'started_at'])
      await expect(
        trying(
          (sql) => sql`update members set ${sql(change)} = ${sql(change)} where user_id = ${labeler.id}`,
        ),
        `a membership's ${change}`,
      ).rejects.toThrow(/permission denied/)
    await expect(
      trying((sql) => sql`update members set ended_at = null where user_id = ${labeler.id}`),
    ).rejects.toThrow(/row-level security/)
    await expect(
      trying(
        (sql) =>
          sql`insert into members (org_id, user_id, role, ended_at) values (${org}, ${labeler.id}, 'admin', now())`,
      ),
      'nor a past from which they could be reinstated',
    ).rejects.toThrow(/row-level security/)
    await ownerSql()`
      insert into members (org_id, user_id, role, ended_at, ended_by) values (${org}, ${labeler.id}, 'organization_user', now() - interval '1 day', ${place.admin.id})`
    expect(
      await trying((sql) => sql`update members set ended_at = now() where ended_at is not null returning 1`),
      'what has ended stays as it ended',
    ).toHaveLength(0)
    await expect(
      trying(
        (sql) =>
          sql`insert into team_members (org_id, team_id, user_id) values (${org}, ${team.id}, ${labeler.id})`,
      ),
    ).rejects.toThrow(/row-level security/)
    await expect(
      trying((sql) => sql`insert into teams (org_id, handle, name) values (${org}, 'mine', 'Mine')`),
    ).rejects.toThrow(/row-level security/)
    await expect(trying((sql) => sql`update organizations set name = 'Mine'`)).rejects.toThrow(
      /row-level security/,
    )
    expect(
      await trying(
        (sql) => sql`update members set ended_at = now() where user_id = ${labeler.id} returning 1`,
      ),
      'leaving stays possible',
    ).toHaveLength(1)
  })

  test('a labeler inside their app changes neither it nor who else reaches it', async ({ world }) => {
    const place = await world.organization()
    const labeler = await world.member(place, 'team_contributor')
    const guest = await world.person()
    const app = await world.app(place)
    const team = await world.team(place, { people: [labeler] })
    await world.teamApp(place, team.id, app.id, 'labeler_worker')
    await world.collaborator(place, app.id, guest, ['Inputs:Get'])
    const { id: org } = place
    for (const who of [labeler, guest]) {
      const trying = (work: (sql: Client) => Promise<unknown>) => inside(who, place.account, app.handle, work)
      expect(await trying((sql) => sql`select 1 from apps`), 'is inside').toHaveLength(1)
      for (const attempt of [
        (sql: Client) => sql`update apps set visibility = 'public'`,
        (sql: Client) => sql`insert into apps (org_id, handle, name) values (${org}, 'mine', 'Mine')`,
        (sql: Client) =>
          sql`insert into collaborators (org_id, app_id, user_id, scopes) values (${org}, ${app.id}, ${who.id}, ${['All']})`,
        (sql: Client) =>
          sql`insert into team_apps (org_id, team_id, app_id, permission) values (${org}, ${team.id}, ${app.id}, 'full_access')`,
        (sql: Client) => sql`update collaborators set ended_at = now()`,
        (sql: Client) => sql`update team_apps set ended_at = now()`,
      ])
        await expect(trying(attempt), attempt.toString()).rejects.toThrow(/row-level security/)
    }
  })

  test('nobody rewrites what gives access, not even an Admin: it is ended, and another begins', async ({
    world,
  }) => {
    const place = await furnished(world)
    for (const [table, column] of [
      ['members', 'role'],
      ['team_members', 'expires_at'],
      ['team_apps', 'permission'],
      ['collaborators', 'scopes'],
    ] as const)
      await expect(
        inside(
          place.admin,
          place.account,
          null,
          (sql) => sql`update ${sql(table)} set ${sql(column)} = ${sql(column)}`,
        ),
        table,
      ).rejects.toThrow(/permission denied/)
  })

  test('somebody without a membership sees of an organization only its public app, and writes nothing', async ({
    world,
  }) => {
    const place = await world.organization()
    const stranger = await world.person()
    const shown = await world.app(place, { visibility: 'public' })
    const hidden = await world.app(place)
    expect(
      await inside(stranger, place.account, shown.handle, (sql) => sql`select id from apps`),
    ).toHaveLength(1)
    expect(
      await inside(stranger, place.account, hidden.handle, (sql) => sql`select id from apps`),
    ).toHaveLength(0)
    await expect(
      inside(stranger, place.account, shown.handle, (sql) => sql`update apps set name = 'mine' returning 1`),
    ).rejects.toThrow(/row-level security/)
    expect(
      await inside(stranger, place.account, shown.handle, (sql) => sql`select 1 from members`),
    ).toHaveLength(0)
  })

  test('the billing address is for Admins and Financial Managers, also with the guard away', async ({
    world,
  }) => {
    const place = await furnished(world)
    const shown = async (who: Persona) => {
      const [row] = await inside(who, place.account, null, (sql) => sql`select billing_email() as it`)
      return row?.it
    }
    expect(await shown(place.admin)).toBe('billing@example.test')
    expect(await shown(await world.member(place, 'financial_manager'))).toBe('billing@example.test')
    for (const role of ['organization_contributor', 'organization_user', 'team_contributor'] as const) {
      const member = await world.member(place, role)
      expect(await shown(member), role).toBeNull()
      await expect(
        inside(member, place.account, null, (sql) => sql`select billing_email from organizations`),
        role,
      ).rejects.toThrow(/permission denied/)
    }
  })

  test('nobody but an Admin deletes or restores, also with the guard away', async ({ world }) => {
    const place = await furnished(world)
    const contributor = await world.member(place, 'organization_contributor')
    const trying = (work: (sql: Client) => Promise<unknown>) => inside(contributor, place.account, null, work)
    for (const attempt of [
      (sql: Client) => sql`select delete_organization(gen_random_uuid())`,
      (sql: Client) => sql`update organizations set deleted_at = now()`,
      (sql: Client) => sql`update organizations set restorable_until = now()`,
    ])
      await expect(trying(attempt), attempt.toString()).rejects.toThrow(/only an Admin|permission denied/)
  })

  test('nobody but its owner, an Admin or a Contributor restores an app, also with the guard away', async ({
    world,
  }) => {
    const place = await furnished(world)
    const app = await world.app(place)
    await ownerSql()`update apps set deleted_at = now(), restorable_until = now() + interval '1 day' where id = ${app.id}`
    for (const role of ['organization_user', 'team_contributor', 'financial_manager'] as const) {
      const member = await world.member(place, role)
      const restoring = inside(member, place.account, null, (sql) => sql`select restore_app(${app.id}::uuid)`)
      await expect(restoring, role).rejects.toThrow(/not theirs to restore/)
    }
    const elsewhere = await world.organization()
    await inside(elsewhere.admin, elsewhere.account, null, (sql) => sql`select restore_app(${app.id}::uuid)`)
    const [row] = await ownerSql()`select deleted_at from apps where id = ${app.id}`
    expect(row?.deleted_at).not.toBeNull()
  })

  test('every grant counts until its end date, and not a moment longer', async ({ world }) => {
    const place = await world.organization()
    const past = new Date(Date.now() - 1000)
    const gone = await world.member(place, 'admin', { until: past })
    expect(await inside(gone, place.account, null, (sql) => sql`select 1 from organizations`)).toHaveLength(0)
  })

  test('the history can be added to and read, never changed', async ({ world }) => {
    const place = await furnished(world)
    await expect(
      inside(place.admin, place.account, null, (sql) => sql`update audit_events set event = 'x'`),
    ).rejects.toThrow(/permission denied/)
    await expect(
      inside(place.admin, place.account, null, (sql) => sql`delete from audit_events`),
    ).rejects.toThrow(/permission denied/)
  })

  test('functions that cross the wall are the ones named here, each with a pinned search path', async () => {
    const functions = await ownerSql()<{ name: string; path: string[] | null }[]>`
      select p.proname as name, p.proconfig as path from pg_proc p
       where p.pronamespace = 'public'::regnamespace and p.prosecdef order by 1`
    for (const { name, path } of functions) expect(path?.[0], name).toBe('search_path=public, pg_temp')
    expect([...new Set(functions.map((one) => one.name))]).toMatchInlineSnapshot(`
      [
        "add_own_address",
        "added_by_collaborators",
        "answer_invitation",
        "answer_share",
        "app_destinations",
        "app_id_is_kept",
        "app_key_line",
        "app_keys",
        "app_losses",
        "apps_given_to",
        "apps_of_member",
        "audit_matching",
        "audit_waiting_since",
        "await_sealing",
        "batch_failures",
        "batch_mails",
        "begin_idempotent",
        "begin_membership",
        "begin_session",
        "begin_share_answer",
        "begin_viewing",
        "bells",
        "billing_email",
        "carry_address",
        "carry_app_name",
        "carry_member_name",
        "carry_person",
        "change_app",
        "change_collaborator",
        "change_own_names",
        "change_own_password",
        "change_own_picture",
        "change_own_primary",
        "change_token",
        "changes_app",
        "claim_handle",
        "claim_user_link",
        "collaboration_began",
        "collaboration_begins",
        "collaboration_ended",
        "collaborators_may_share",
        "collaborators_of_app",
        "count_my_apps",
        "count_organization_tokens",
        "count_sign_in",
        "current_teams",
        "decide_token",
        "delete_app",
        "delete_organization",
        "delete_own_account",
        "deleted_apps",
        "deleted_organizations",
        "deletes_app",
        "disable_webhook",
        "discard_sign_up",
        "end_everything_held",
        "end_holdings",
        "end_idempotent",
        "end_own_sessions",
        "end_session",
        "end_viewing",
        "enqueue",
        "enqueue_many",
        "enter",
        "enter_as_admin",
        "find_invitation",
        "find_share",
        "forget_idempotent",
        "forget_person",
        "former_app_handles",
        "former_handles",
        "former_members",
        "found_organization",
        "frame",
        "free_app_id",
        "given_apps",
        "gives_app",
        "grant_of_owner",
        "grants_change",
        "handle_is_free",
        "held_on_app",
        "hold_deleted_app_id",
        "holds_scopes",
        "holds_until",
        "invitation_mails",
        "invitation_proves",
        "invitation_state",
        "invited_teams",
        "is_admin_now",
        "is_last_operator",
        "join_invited_teams",
        "keep_app_handle",
        "keeps_keys",
        "leave_app",
        "live_viewing",
        "lock_address",
        "lock_admins",
        "mailed_invitation",
        "make_app_key",
        "make_token",
        "makes_apps",
        "mark_app",
        "may_see_picture",
        "may_share",
        "members_by_other_address",
        "members_matching",
        "membership_begins",
        "membership_ended_shares",
        "move_app",
        "moved_app",
        "my_apps",
        "my_collaborations",
        "my_invitations",
        "my_shares",
        "my_tokens",
        "note_token_reach",
        "offer_app",
        "operator_mail",
        "operator_mails",
        "operator_send_mails",
        "organization_name_is_free",
        "organization_tokens",
        "organizations_of",
        "organizations_resting_on",
        "outside_collaborators",
        "own_account_holds",
        "own_addresses",
        "own_organizations",
        "own_password",
        "own_sessions",
        "own_team_apps",
        "own_token_line",
        "owner_of_share",
        "owns_address",
        "people_at",
        "people_of_app",
        "person_at",
        "portal_is_fresh",
        "prove_address",
        "read_address_link",
        "read_user_link",
        "reads_history",
        "record_bound_token",
        "record_refusal",
        "record_viewing_ended",
        "remember_reader",
        "remove_collaborators",
        "remove_own_address",
        "rename_account",
        "rename_app",
        "resend_share",
        "reset_password",
        "restorable_app",
        "restore_app",
        "restore_collaborators",
        "restore_organization",
        "retire_handles",
        "revoke_app_key",
        "revoke_own_token",
        "revoke_token",
        "ring",
        "ring_of_notifications",
        "ring_of_person",
        "ring_of_session",
        "rotate_app_key",
        "rotate_token",
        "rules_tokens",
        "seen_person",
        "sees_collaborator_addresses",
        "session_is_alive",
        "settle_invitations",
        "settle_shares",
        "share_giver",
        "share_proves",
        "share_state",
        "shares_of_app",
        "sign_in",
        "sign_up",
        "signed_in_person",
        "spread_app_name",
        "spread_member_name",
        "spread_person",
        "still_shares",
        "sweep_unproven",
        "teammates",
        "teams_matching",
        "tell_invited",
        "tell_invitees",
        "tell_shared",
        "tell_token_waits",
        "tell_webhooks",
        "token_gives",
        "token_line",
        "token_places",
        "tokens_stopped_by",
        "told_invitation_state",
        "told_invitations",
        "told_share_state",
        "told_shares",
        "touch_session",
        "touch_token",
        "verify_email",
        "verify_own_address",
        "void_invitations_sent",
        "void_shares_of",
        "withdraw_shares",
        "worker_alive",
        "worker_beat",
        "worker_bury",
        "worker_close_delivery",
        "worker_close_mail",
        "worker_end_viewing",
        "worker_keep_checkpoint",
        "worker_open_delivery",
        "worker_open_invitation_link",
        "worker_open_mail",
        "worker_open_share_link",
        "worker_open_user_link",
        "worker_picture_is_used",
        "worker_purge_apps",
        "worker_purge_step",
        "worker_remind_of_tokens",
        "worker_rest",
        "worker_seal_audit",
        "worker_sweep",
      ]
    `)
    const open = await ownerSql()`
      select p.proname from pg_proc p where p.pronamespace = 'public'::regnamespace and has_function_privilege('public', p.oid, 'execute')
         and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')`
    expect(open).toHaveLength(0)
  })
})

async function tenantTables(): Promise<string[]> {
  const rows = await ownerSql()<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`
  return rows.map((row) => row.name).filter((name) => !CLOSED.includes(name))
}

/** An organization with at least one row in every table of a tenant. */
async function furnished(world: World) {
  const sql = ownerSql()
  const place = await world.organization()
  const someone = await world.member(place, 'team_contributor')
  const team = await world.team(place, { people: [someone] })
  const app = await world.app(place)
  await world.teamApp(place, team.id, app.id, 'full_access')
  await world.collaborator(place, app.id, someone, ['Inputs:Get'])
  await world.belowApp(place, app.id)
  const [hook] = await sql<[{ id: string }]>`
    insert into webhooks (org_id, url, secret, created_by) values (${place.id}, 'https://example.test', '', ${place.admin.id}) returning id`
  await sql`insert into webhook_deliveries (org_id, webhook_id, event, payload) values (${place.id}, ${hook.id}, 'test', '{}')`
  await sql`insert into app_marks (org_id, user_id, app_id, kind) values (${place.id}, ${someone.id}, ${app.id}, 'pin')`
  const [invitation] = await sql<[{ id: string }]>`
    insert into invitations (org_id, email, email_normalized, role, invited_by, inviter_name, expires_at)
    values (${place.id}, 'a@example.test', 'a@example.test', 'admin', ${place.admin.id}, 'A', now() + interval '1 day') returning id`
  await sql`insert into invitation_links (org_id, invitation_id, kind, token_hash) values (${place.id}, ${invitation.id}, 'mailed', sha256(gen_random_uuid()::text::bytea))`
  await sql`insert into audit_events (org_id, change_id, event, actor_kind, actor_name) values (${place.id}, gen_random_uuid(), 'member.joined', 'system', 'test')`
  await sql`insert into refused_attempts (org_id, account, operation, reason, actor_kind, actor_name) values (${place.id}, 'x', 'x', 'forbidden', 'person', 'x')`
  // Number 0, which no chain has: a real sealer may come by later.
  await sql`insert into audit_seals (org_id, seq, kind, row_id, hash, occurred_at, event, outcome, search_text)
    select ${place.id}, 0, 'event', id, '', occurred_at, event, 'done', '' from audit_events where org_id = ${place.id}`
  await sql`insert into audit_checkpoints values (${place.id}, 0, '', now(), '', '')`
  await sql`insert into notifications (user_id, org_id, kind, detail) values (${place.admin.id}, ${place.id}, 'member.removed', '{}')`
  const [batch] = await sql<[{ id: string }]>`
    insert into invitation_batches (org_id, kind, state, created_by, creator_name) values (${place.id}, 'invite', 'draft', ${place.admin.id}, 'A') returning id`
  await sql`insert into invitation_lines (org_id, batch_id, line, typed) values (${place.id}, ${batch.id}, 1, 'a@example.test')`
  return place
}
