import { randomUUID } from 'node:crypto'
import { describe, expect } from 'vitest'
import type { Client } from '@/db/client'
import { database } from '@/db/client'
import { test } from '@/db/testing/test'
import { ownerSql, type Persona } from '@/db/testing/world'

type Claim = { user: string | null; session: string | null; account: string | null; app?: string | null }

/** What entering answers, and what it set. */
async function claim(sql: Client, { user, session, account, app = null }: Claim) {
  const [row] = await sql`
    select e.*, current_setting('app.tenant', true) as tenant, current_setting('app.actor', true) as actor,
           current_setting('app.tie', true) as set_tie, current_setting('app.reach', true) as set_reach
      from enter(${user}::uuid, ${session}::uuid, ${account}, ${app}) e`
  const [after] = await sql`
    select current_tenant() as tenant, current_actor() as actor, current_tie() as tie, current_reach() as reach, current_app() as app`
  return { row, after }
}
const NOTHING = { tenant: null, actor: null, tie: '', reach: '', app: null }
const inTransaction = <T>(work: (sql: Client) => Promise<T>): Promise<T> =>
  database().begin((tx) => work(tx as unknown as Client)) as Promise<T> // a transaction has all of a client that is used here

/** Past the guard, in a transaction that has entered. */
const inside = <T>(who: Persona, account: string, work: (sql: Client) => Promise<T>): Promise<T> =>
  inTransaction(async (sql) => {
    await sql`select enter(${who.id}::uuid, ${who.sessionId}::uuid, ${account}, null)`
    return work(sql)
  })

describe('entering with what does not belong together', () => {
  test('one’s own session for somebody else, theirs for oneself, made-up and missing ones', async ({
    world,
  }) => {
    const place = await world.organization()
    const { admin, account } = place
    const thief = await world.person()
    const claims: Claim[] = [
      { user: admin.id, session: thief.sessionId, account },
      { user: thief.id, session: admin.sessionId, account },
      { user: admin.id, session: randomUUID(), account },
      { user: admin.id, session: admin.id, account },
      { user: admin.id, session: null, account },
      { user: null, session: admin.sessionId, account },
      { user: null, session: null, account: null },
    ]
    for (const one of claims) {
      const { row, after } = await inTransaction((sql) => claim(sql, one))
      expect(row, JSON.stringify(one)).toMatchObject({
        signed_in: false,
        tie: null,
        email: null,
        org_id: null,
      })
      expect(after, JSON.stringify(one)).toEqual(NOTHING)
    }
  })

  test.for([
    ['ended', `revoked_at = now()`],
    ['run out', `expires_at = now()`],
    ['unused for a week', `last_seen_at = now() - interval '7 days 1 minute'`],
  ] as const)(
    'a sign-in that is %s opens nothing, and is not brought back by use',
    async ([, change], { world }) => {
      const { admin, account } = await world.organization()
      await ownerSql().unsafe(`update sessions set ${change} where id = '${admin.sessionId}'`)
      const before = await ownerSql()`select * from sessions where id = ${admin.sessionId}`
      await database()`select touch_session(${admin.sessionId}::uuid)`
      expect(await ownerSql()`select * from sessions where id = ${admin.sessionId}`).toEqual(before)
      const { row, after } = await inTransaction((sql) =>
        claim(sql, { user: admin.id, session: admin.sessionId, account }),
      )
      expect([row?.signed_in, after]).toEqual([false, NOTHING])
      expect(await database()`select * from frame(${admin.id}::uuid, ${admin.sessionId}::uuid)`).toEqual([])
      const [alive] =
        await database()`select session_is_alive(${admin.id}::uuid, ${admin.sessionId}::uuid) as it`
      expect(alive?.it).toBe(false)
    },
  )

  test('accounts that are none: patterns, quotes, nothing, and apps of other accounts', async ({ world }) => {
    const place = await world.organization()
    const theirs = await world.organization()
    const app = await world.app(theirs, { visibility: 'private' })
    const { admin } = place
    for (const account of [
      '%',
      '_',
      '',
      ' ',
      null,
      `${theirs.account}' or true --`,
      theirs.id,
      theirs.account,
    ]) {
      const { row, after } = await inTransaction((sql) =>
        claim(sql, { user: admin.id, session: admin.sessionId, account }),
      )
      expect(row, String(account)).toMatchObject({ tie: null, org_id: null, name: null, role: null })
      expect(after, String(account)).toEqual(NOTHING)
    }
    const { row } = await inTransaction((sql) =>
      claim(sql, { user: admin.id, session: admin.sessionId, account: place.account, app: app.handle }),
    )
    expect(row?.app).toBeNull()
  })

  test('a former name leads its people on, tells strangers nothing, and nobody else gets it', async ({
    world,
  }) => {
    const { admin, account, id } = await world.organization()
    const stranger = await world.person()
    const former = `former-${randomUUID().slice(0, 8)}`
    await ownerSql()`insert into handles (handle, display, account_id, state) values (${former}, ${former}, ${id}, 'former')`
    const asked = (who: Persona, name: string) =>
      inTransaction((sql) => claim(sql, { user: who.id, session: who.sessionId, account: name }))
    expect((await asked(admin, former)).row).toMatchObject({ tie: 'member', handle: account })
    const [real, none] = [await asked(stranger, former), await asked(stranger, `no-${former}`)]
    expect(real).toEqual(none)
    expect(await database()`select handle_is_free(${former.toUpperCase()}) as it`).toEqual([{ it: false }])
    const taking = inside(
      stranger,
      'me',
      (sql) => sql`select * from found_organization(${former}, 'Taken', ${former}, 'a@example.test', null)`,
    )
    await expect(taking).rejects.toThrow(/handles_pkey/)
  })

  test('what fails to enter also leaves what was entered before', async ({ world }) => {
    const { admin, account } = await world.organization()
    const theirs = await world.organization()
    const after = await inTransaction(async (sql) => {
      await claim(sql, { user: admin.id, session: admin.sessionId, account })
      return (await claim(sql, { user: admin.id, session: admin.sessionId, account: theirs.account })).after
    })
    expect(after).toEqual(NOTHING)
  })
})

describe('functions that cross the wall, called past the guard', () => {
  /**
   * What the app role may call without showing a live sign-in, and why that is all right. The app role is the portal itself: these
   * keep a forgotten check from becoming a leak, they do not keep out somebody who runs SQL of their own (ARCHITECTURE.md).
   */
  const WITHOUT_SIGN_IN: Record<string, string> = {
    // Nothing is told but what the portal shows to everybody.
    handle_is_free: 'usernames and IDs are public',
    organization_name_is_free: 'names of organizations are asked for while one is created',
    portal_is_fresh: 'the first visitor is told',
    worker_alive: 'readiness',
    // What has to be shown is a secret of 256 bits, of which the database keeps the hash.
    mailed_invitation: 'the secret of a mailed invitation',
    read_user_link: 'the secret of a mailed link; gives the hash so that a password set meanwhile is noticed',
    verify_email: 'the secret of a mailed link, and the hash that was checked',
    reset_password: 'the secret of a mailed link',
    // Signing in and up begins without a sign-in; the doors limit how often, and say the same whatever comes out.
    sign_up: 'makes a new account and touches no other',
    count_sign_in:
      'gives the hash to check and counts first; the password is checked in the portal, where Argon2 is',
    sign_in: 'wants the stored hash, which only who checked the password against it has just read',
    person_at: 'whom a mail goes to; its door answers alike for everybody',
    // Only ever takes away, or adds to a list.
    touch_session: 'moves the last use of a live sign-in',
    begin_idempotent: 'a key belongs to a live token, whose hash only who holds its secret has',
    end_idempotent: 'keeps an answer for a key that this token took',
    forget_idempotent: 'frees a key that this token took',
    own_organizations: 'wants one’s own account entered, and lists the memberships of the actor alone',
    seen_person: 'wants one’s own account entered, and shows whom one sees as a fellow member',
    touch_token: 'moves the last use of a live token, whose hash only who holds its secret has',
    remember_reader: 'the language and the zone of a live sign-in, for the mails to its person',
    record_refusal: 'adds to the list of refused attempts, also of strangers',
    enqueue: 'jobs carry ids alone; the worker looks up what they may do',
    enqueue_many: 'the same',
    // Answer from what was entered, and nothing where nothing was.
    current_teams: 'entered',
    members_matching: 'entered',
    teams_matching: 'entered',
    own_team_apps: 'entered',
    teammates: 'entered',
    apps_of_member: 'entered; of others for who reaches the whole organization, else of oneself',
    people_of_app: 'entered, one app; who reaches it alone is told of others what the documents say',
    lock_admins: 'entered',
    end_holdings: 'entered',
    former_members: 'entered',
    end_own_sessions: 'entered',
    own_password: 'entered',
    own_sessions: 'entered',
    change_own_password: 'entered',
    found_organization: 'entered',
    change_own_names: 'entered',
    change_own_picture: 'entered',
    own_addresses: 'entered',
    add_own_address: 'entered, and wants the hash that was checked',
    change_own_primary: 'entered, and wants the hash that was checked',
    remove_own_address: 'entered',
    own_account_holds: 'entered',
    delete_own_account: 'entered, and wants the hash that was checked',
    begin_viewing: 'entered, by an Admin, and only on a living sign-in of theirs',
    reads_history: 'entered; says whether the actor is an Admin',
    billing_email: 'entered, and shown to Admins and Financial Managers alone',
    delete_organization: 'entered, by an Admin',
    deleted_organizations: 'entered: the own account, for its Admin memberships',
    restore_organization: 'entered, by an Admin',
    rename_account: 'entered',
    former_handles: 'entered',
    change_app: 'entered the app, by who may change it',
    rename_app: 'entered the app, by who may change it',
    former_app_handles: 'entered the app, for who may change it',
    app_destinations: 'entered the app; lists the actor’s own memberships',
    move_app: 'entered the app, by who may change it and makes apps where it goes',
    audit_matching: 'entered',
    audit_waiting_since: 'entered',
    invitation_mails: 'entered',
    batch_mails: 'entered',
    batch_failures: 'entered',
    members_by_other_address: 'entered; tells of the own members alone',
    tell_invitees: 'entered',
    tell_invited: 'entered',
    told_invitations: 'entered',
    my_collaborations: 'entered: the own account, of the own grants',
    outside_collaborators: 'entered, by an Admin',
    tell_shared: 'entered; of shares of the entered app or account alone',
    told_shares: 'entered: the own account, of what its bell tells',
    my_apps: 'entered',
    count_my_apps: 'entered',
    mark_app: 'entered, the app itself',
    free_app_id: 'entered, reaching the whole account',
    deleted_apps: 'entered, reaching the whole account or given the app',
    restorable_app: 'entered, reaching the whole account or given the app',
    restore_app: 'entered as its owner, or as Admin or Contributor who reaches it',
    delete_app: 'entered, the app itself, by who may delete it',
    app_losses: 'entered, the app itself, for who may delete it',
    my_tokens: 'entered: the own account',
    token_places: 'entered: the own account; lists the actor’s own memberships',
    make_token: 'entered: the own account; bound to none but an account of the actor',
    rotate_token: 'entered: the own account, its own tokens',
    change_token: 'entered: the own account, its own tokens',
    revoke_own_token: 'entered: the own account, its own tokens',
    record_bound_token: 'entered: the own account; adds to the history where its own token is bound',
    app_keys: 'entered the app, by who may keep keys of it',
    make_app_key: 'entered the app, by who may keep keys of it',
    rotate_app_key: 'entered the app, by the key’s maker',
    revoke_app_key: 'entered the app, by who may keep keys of it',
    organization_tokens: 'entered, by an Admin',
    count_organization_tokens: 'entered, by an Admin',
    tokens_stopped_by: 'entered, by an Admin',
    decide_token: 'entered, by an Admin',
    revoke_token: 'entered, by an Admin',
    collaborators_may_share: 'entered, one app: what its account says of sharing, no more',
    offer_app: 'entered, the app itself, by who may share it, no further than they hold',
    withdraw_shares: 'entered, the app itself, by who may share it; collaborators their own offers',
    resend_share: 'entered, the app itself, by who may share it; collaborators their own offers',
    change_collaborator:
      'entered, the app itself, by who may share it, no further than they hold, nobody themselves',
    remove_collaborators: 'entered, the app itself, by who may remove, nobody who holds more',
    restore_collaborators:
      'entered, the app itself, by who may share it; collaborators what they removed themselves',
    collaborators_of_app:
      'entered, the app itself, by who is more than a passer-by; addresses for owners and Admins',
    added_by_collaborators: 'entered, the app itself: ids of its collaborators',
    shares_of_app: 'entered, the app itself, by who may share it; collaborators their own offers',
    // Shown live sign-ins, many at once.
    bells: 'tells of each sign-in that it was shown what its own bell shows',
  }

  test('each of them shows a live sign-in, or has its reason here', async () => {
    const granted = await ownerSql()<{ name: string; args: string }[]>`
      select p.proname as name, pg_get_function_identity_arguments(p.oid) as args from pg_proc p
       where p.pronamespace = 'public'::regnamespace and p.prosecdef and has_function_privilege('muster_app', p.oid, 'execute')`
    const without = granted.filter(({ args }) => !/p_user uuid, p_session uuid/.test(args))
    expect([...new Set(without.map(({ name }) => name))].sort()).toEqual(Object.keys(WITHOUT_SIGN_IN).sort())
  })

  test('nothing entered: they tell nothing and change nothing', async ({ world }) => {
    const place = await world.organization()
    const member = await world.member(place, 'team_contributor')
    const sql = database()
    for (const told of [
      await sql`select * from teammates()`,
      await sql`select * from own_team_apps(${randomUUID()}::uuid, null, null, null, 10)`,
      await sql`select * from former_members(array[${member.id}::uuid])`,
      await sql`select * from members_by_other_address(array[${member.email}])`,
      await sql`select * from own_password()`,
      await sql`select * from own_sessions()`,
      await sql`select * from invitation_mails(array[${randomUUID()}::uuid])`,
      await sql`select * from batch_mails(${randomUUID()}::uuid)`,
      await sql`select * from batch_failures(${randomUUID()}::uuid, null, 10)`,
      await sql`select * from told_invitations(array[${randomUUID()}::uuid])`,
      await sql`select * from my_collaborations(null, null, 'app', true, null, null, 10)`,
      await sql`select * from outside_collaborators(null, null, null, false, 10)`,
      await sql`select * from told_shares(array[${randomUUID()}::uuid])`,
      await sql`select my_tokens(null, null, null, null, false, 10)`,
      await sql`select * from token_places()`,
      await sql`select app_keys(null, null, null, false, 10)`,
      await sql`select organization_tokens(null, null, null, null, null, false, 10)`,
      await sql`select * from count_organization_tokens(10)`,
      await sql`select * from bells(array[${member.id}]::uuid[], array[${place.admin.sessionId}]::uuid[])`,
    ])
      expect(told).toEqual([])
    expect(await sql`select members_matching('e', true) as it`).toEqual([{ it: [] }])
    expect(await sql`select current_teams() as it`).toEqual([{ it: [] }])
    expect(await sql`select * from former_handles()`).toEqual([])
    expect(await sql`select * from former_app_handles()`).toEqual([])
    expect(await sql`select * from app_destinations()`).toEqual([])
    expect(await sql`select * from free_app_id('any')`).toEqual([])
    expect(await sql`select * from app_losses(10)`).toEqual([])
    expect(await sql`select * from collaborators_of_app(null, null, null, null, false, 10)`).toEqual([])
    expect(await sql`select * from shares_of_app(null, null, null, null, false, 10)`).toEqual([])
    expect(await sql`select * from added_by_collaborators(array[${randomUUID()}::uuid])`).toEqual([])
    expect(await sql`select collaborators_may_share() as it`).toEqual([{ it: false }])
    expect(await sql`select * from deleted_apps(false, null, null, 10)`).toEqual([])
    expect(await sql`select * from restorable_app(${randomUUID()}::uuid)`).toEqual([])
    expect(await sql`select * from own_addresses()`).toEqual([])
    expect(await sql`select own_account_holds() as it`).toEqual([{ it: null }])
    expect(await sql`select * from deleted_organizations()`).toEqual([])
    expect(await sql`select billing_email() as it`).toEqual([{ it: null }])
    expect(await sql`select audit_matching(array['lena']) as it`).toEqual([{ it: [] }])
    expect(await sql`select audit_waiting_since() as it`).toEqual([{ it: null }])
    expect(await sql`select lock_admins() as it`).toEqual([{ it: 0 }])
    for (const refused of [
      sql`select * from end_holdings(array[${member.id}::uuid], ${randomUUID()}::uuid)`,
      sql`select end_own_sessions(${member.sessionId}::uuid, null)`,
      sql`select * from rename_account('forged')`,
      sql`select change_app('{"name": "Forged"}')`,
      sql`select * from rename_app('forged')`,
      sql`select * from move_app(${place.account}, 'forged', 'Forged', true, ${randomUUID()}::uuid, 'A')`,
      sql`select delete_organization(${randomUUID()}::uuid)`,
      sql`select restore_organization(null, null)`,
      sql`select delete_app(${randomUUID()}::uuid)`,
      sql`select restore_app(${randomUUID()}::uuid)`,
      sql`select change_own_password('none', 'mine', null)`,
      sql`select change_own_names('Forged', 'Name')`,
      sql`select change_own_picture(null)`,
      sql`select * from add_own_address('none', 'a@example.test', 'a@example.test', 10)`,
      sql`select * from change_own_primary('none', ${randomUUID()}::uuid)`,
      sql`select * from remove_own_address(${randomUUID()}::uuid)`,
      sql`select delete_own_account('none', ${randomUUID()}::uuid, null, null, null)`,
      sql`select found_organization('forged', 'Forged', 'forged', 'a@example.test', null)`,
      sql`select * from make_token(${randomUUID()}::uuid, 'forged', '{All}', null, '\\x00'::bytea, 'aaaa', null, null)`,
      sql`select rotate_token(${randomUUID()}::uuid, '\\x00'::bytea, 'aaaa', null)`,
      sql`select change_token(${randomUUID()}::uuid, 'forged', null, null)`,
      sql`select revoke_own_token(${randomUUID()}::uuid, ${randomUUID()}::uuid)`,
      sql`select rotate_app_key(${randomUUID()}::uuid, '\\x00'::bytea, 'aaaa', null)`,
      sql`select revoke_app_key(${randomUUID()}::uuid, ${randomUUID()}::uuid)`,
      sql`select decide_token(${randomUUID()}::uuid, 'approved')`,
      sql`select revoke_token(${randomUUID()}::uuid, ${randomUUID()}::uuid)`,
    ])
      await expect(refused).rejects.toThrow(
        /entered|own account|from inside|by its Admins|not theirs to|by who may|only an Admin/,
      )
    const bell = [{ id: randomUUID(), email: member.email, detail: {} }]
    await sql`select tell_invitees(${JSON.stringify(bell)}::text::jsonb)`
    await sql`select tell_invited(array[${randomUUID()}]::uuid[], array[${member.email}], array['admin'], '{}')`
    expect(await ownerSql()`select 1 from notifications where user_id = ${member.id}`).toEqual([])
  })

  test('those for the portal’s own use cannot be called', async ({ world }) => {
    const { id } = await world.person()
    const sql = database()
    for (const call of [
      sql`select set_entered(${id}::uuid, ${id}::uuid, 'owner', 'all', null)`,
      sql`select begin_session(${id}::uuid, null, null)`,
      sql`select claim_handle(${id}::uuid, 'forged')`,
      sql`select changes_app(true)`,
      sql`select makes_apps(${id}::uuid, 'admin')`,
      sql`select keep_app_handle(${id}::uuid, 'forged', ${id}::uuid)`,
      sql`select retire_handles(${id}::uuid, now())`,
      sql`select discard_sign_up(${id}::uuid)`,
      sql`select forget_person(${id}::uuid)`,
      sql`select void_invitations_sent(${id}::uuid, ${id}::uuid, null, null, null)`,
      sql`select end_everything_held(${id}::uuid, ${id}::uuid, null, null, null)`,
      sql`select * from organizations_resting_on(${id}::uuid)`,
      sql`select is_last_operator(${id}::uuid)`,
      sql`select owns_address(${id}::uuid, 'a')`,
      sql`select * from people_at('a')`,
      sql`select lock_address('a')`,
      sql`select * from sweep_unproven()`,
      sql`select worker_picture_is_used(${id}::uuid, 'a')`,
      sql`select organizations_of(${id}::uuid)`,
      sql`select signed_in_person(${id}::uuid, ${id}::uuid)`,
      sql`select invitation_proves('\\x00'::bytea, 'a')`,
      sql`select claim_user_link('\\x00'::bytea, 'verify_email')`,
      sql`select worker_open_user_link(${id}::uuid, 'reset_password', '\\x00'::bytea, interval '1 day', null)`,
      sql`select worker_sweep()`,
      sql`select worker_purge_step(10)`,
      sql`select is_admin_now()`,
      sql`select worker_seal_audit()`,
      sql`select worker_open_delivery(${id}::uuid)`,
      sql`select worker_close_delivery(${id}::uuid, 'delivered', 200, null, '', 1, null)`,
      sql`select disable_webhook(null, 'gone')`,
      sql`select token_gives(null, '{All}', null, null, null)`,
      sql`select keeps_keys()`,
      sql`select rules_tokens()`,
      sql`select worker_remind_of_tokens()`,
    ])
      await expect(call).rejects.toThrow(/permission denied/)
  })

  test('a labeler takes nothing from others, and rings nobody’s bell', async ({ world }) => {
    const place = await world.organization()
    const labeler = await world.member(place, 'team_contributor')
    const colleague = await world.member(place, 'team_contributor')
    const team = await world.team(place, { people: [labeler, colleague] })
    const change = randomUUID()
    await expect(
      inside(
        labeler,
        place.account,
        (sql) => sql`select * from end_holdings(array[${colleague.id}::uuid], ${change}::uuid)`,
      ),
    ).rejects.toThrow(/own holdings/)
    const bell = [{ id: randomUUID(), email: colleague.email, detail: { organization: 'Forged' } }]
    await inside(labeler, place.account, async (sql) => {
      await sql`select tell_invitees(${JSON.stringify(bell)}::text::jsonb)`
      await sql`select tell_invited(array[${randomUUID()}]::uuid[], array[${colleague.email}], array['admin'], '{}')`
    })
    expect(await ownerSql()`select 1 from notifications where user_id = ${colleague.id}`).toEqual([])
    await inside(
      labeler,
      place.account,
      (sql) => sql`select * from end_holdings(array[${labeler.id}::uuid], ${change}::uuid)`,
    )
    const live =
      await ownerSql()`select user_id from team_members where team_id = ${team.id} and ended_at is null`
    expect(live.map((row) => row.user_id)).toEqual([colleague.id])
  })

  test('a stranger at a public app adds nothing to anybody’s bell', async ({ world }) => {
    const place = await world.organization()
    const app = await world.app(place, { visibility: 'public' })
    const stranger = await world.person()
    const ringing = inTransaction(async (sql) => {
      await claim(sql, {
        user: stranger.id,
        session: stranger.sessionId,
        account: place.account,
        app: app.handle,
      })
      await sql`insert into notifications (user_id, org_id, kind, detail) values (${place.admin.id}, ${place.id}, 'member.removed', '{}')`
    })
    await expect(ringing).rejects.toThrow(/row-level security/)
  })

  test('an invitation takes no other answer than yes and no', async ({ world }) => {
    const place = await world.organization()
    const invitee = await world.person()
    const [invitation] = await ownerSql()<[{ id: string }]>`
      insert into invitations (org_id, email, email_normalized, role, invited_by, inviter_name, expires_at)
      values (${place.id}, ${invitee.email}, ${invitee.email}, 'admin', ${place.admin.id}, 'A', now() + interval '1 day') returning id`
    for (const answer of ['revoked', 'void', 'pending', ''])
      await expect(
        database()`select answer_invitation(${invitee.id}::uuid, ${invitee.sessionId}::uuid, null, ${invitation.id}::uuid, ${answer}, null)`,
      ).rejects.toThrow(/no answer/)
    expect(await ownerSql()`select state from invitations where id = ${invitation.id}`).toEqual([
      { state: 'pending' },
    ])
  })

  test('a changed password ends the other sign-ins, whatever is named as the present one', async ({
    world,
  }) => {
    const person = await world.person()
    const ended = await inside(
      person,
      'me',
      (sql) => sql`select change_own_password('none', 'other', null) as ended`,
    )
    expect(ended).toEqual([{ ended: 1 }])
  })

  test('mails are the operator’s alone', async ({ world }) => {
    const { admin } = await world.organization()
    const operator = await world.person()
    await ownerSql()`update users set is_operator = true where id = ${operator.id}`
    const asked = (user: string, session: string) =>
      database()`select operator_mails(${user}::uuid, ${session}::uuid, null, null, 10) as it`
    expect(await asked(admin.id, admin.sessionId)).toEqual([{ it: null }])
    expect(await asked(operator.id, admin.sessionId)).toEqual([{ it: null }])
    expect(await asked(operator.id, operator.sessionId)).toMatchObject([{ it: { counts: {} } }])
    const sent = (user: string, session: string) =>
      database()`select operator_send_mails(${user}::uuid, ${session}::uuid, null) as many`
    expect(await sent(admin.id, admin.sessionId)).toEqual([{ many: null }])
    expect(await sent(operator.id, admin.sessionId)).toEqual([{ many: null }])
    await ownerSql()`update users set is_operator = false where id = ${operator.id}`
  })
})
