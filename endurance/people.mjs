import { randomUUID } from 'node:crypto'

/** People with an account, a proven address and a living sign-in, in a few statements. */
export async function makePeople(sql, prefix, count) {
  const people = Array.from({ length: count }, (_, i) => ({
    userId: randomUUID(),
    sessionId: randomUUID(),
    name: `${prefix}-${i}`,
  }))
  const email = ({ name }) => `${name}@example.test`
  const rows = sql`jsonb_to_recordset(${JSON.stringify(people)}::text::jsonb) as r("userId" uuid, "sessionId" uuid, name text)`
  await sql.begin(async (tx) => {
    await tx`insert into accounts (id, kind) select r."userId", 'user' from ${rows}`
    await tx`insert into handles (handle, display, account_id, state) select r.name, r.name, r."userId", 'current' from ${rows}`
    await tx`
      insert into users (id, username, first_name, last_name, email, email_normalized, email_verified_at, password_hash)
      select r."userId", r.name, 'Ada', r.name, r.name || '@example.test', r.name || '@example.test', now(), 'none' from ${rows}`
    await tx`insert into sessions (id, user_id, expires_at) select r."sessionId", r."userId", now() + interval '1 day' from ${rows}`
  })
  return people.map((one) => ({ ...one, email: email(one) }))
}

/** An organization with `admin` as its only Admin. */
export async function makeOrganization(sql, handle, admin) {
  const id = randomUUID()
  await sql.begin(async (tx) => {
    await tx`insert into accounts (id, kind) values (${id}, 'organization')`
    await tx`insert into handles (handle, display, account_id, state) values (${handle}, ${handle}, ${id}, 'current')`
    await tx`insert into organizations (org_id, name, name_normalized, billing_email, created_by)
             values (${id}, ${handle}, ${handle}, 'billing@example.test', ${admin.userId})`
    await tx`insert into members (org_id, user_id, role, started_by) values (${id}, ${admin.userId}, 'admin', ${admin.userId})`
  })
  return { id, handle }
}
