import { createHash, randomBytes } from 'node:crypto'
import { connect } from './database.mjs'
import { interleaved, line, median } from './rounds.mjs'

/** The organization that people are invited to here. */
const ACCOUNT = 'org-2'
const CONNECTIONS = 16

/**
 * Accepting an invitation with all that belongs to it (claim, membership, history, notice, mail job): the command on its own,
 * and the click on "Accept" as a browser without JavaScript sends it, against the empty page.
 */
export async function accepting({ base, ownerUrl, inside, load, rounds, seconds, perRound }) {
  const sql = await connect(ownerUrl)
  try {
    const form = await acceptForm(sql, base, inside)
    const measurements = {
      empty: () => load.ask({ url: `${base}/empty`, connections: CONNECTIONS, seconds, expects: 200 }),
      command: async () =>
        checked(
          sql,
          await inside.ask({ do: 'accept', answers: await invite(sql, perRound), atOnce: CONNECTIONS }),
          perRound,
        ),
    }
    if (form)
      measurements.click = async () => {
        const requests = await clicks(await invite(sql, perRound), form, base, inside)
        const answer = await load.ask({ url: base, connections: CONNECTIONS, requests, expects: 303 })
        return checked(sql, answer, perRound)
      }
    for (const measure of Object.values(measurements)) await measure()
    const results = await interleaved(rounds, measurements)
    const of = (one) => median(results, (round) => round[one].perSecond / round.empty.perSecond)
    return [
      line('the command, c=16, of the empty page', of('command'), { least: 0.72 }),
      ...(form ? [line('the click over HTTP, c=16, of the empty page', of('click'), { least: 0.72 })] : []),
      line(
        'the command',
        median(results, (round) => round.command.perSecond),
        {},
        '/s',
      ),
      ...(form
        ? [
            line(
              'the click',
              median(results, (round) => round.click.perSecond),
              {},
              '/s',
            ),
          ]
        : []),
      line(
        'the empty page',
        median(results, (round) => round.empty.perSecond),
        {},
        '/s',
      ),
    ]
  } finally {
    await clean(sql)
    await sql.end()
  }
}

/** A quick answer that changed nothing would be no news. */
async function checked(sql, answer, expected) {
  const [{ count }] =
    await sql`select count(*)::int as count from members where started_change is not null and ended_at is null`
  if (count !== expected) throw new Error(`${count} of ${expected} invitations made somebody a member.`)
  return answer
}

/** Fresh invitations for people who are not in the organization, each with a mailed link; what the last round left goes away. */
async function invite(sql, count) {
  await clean(sql)
  const people = await sql`
    select u.id as "userId", u.email_normalized as email, s.id as "sessionId"
      from users u join sessions s on s.user_id = u.id
     where not exists (select from members m join handles h on h.account_id = m.org_id and h.handle = ${ACCOUNT} where m.user_id = u.id)
     order by u.id limit ${count}`
  const answers = people.map(({ userId, sessionId, email }) => {
    const token = randomBytes(32).toString('base64url')
    return { userId, sessionId, email, token, hash: createHash('sha256').update(token).digest('hex') }
  })
  await sql`
    with o as (select o.org_id, m.user_id, m.first_name || ' ' || m.last_name as name from organizations o
                 join handles h on h.account_id = o.org_id and h.handle = ${ACCOUNT}
                 join members m on m.org_id = o.org_id and m.role = 'admin' limit 1),
         i as (insert into invitations (org_id, email, email_normalized, role, invited_by, inviter_name, expires_at)
               select o.org_id, x.email, x.email, 'organization_user', o.user_id, o.name, now() + interval '7 days'
                 from o, jsonb_to_recordset(${sql.json(answers)}) x(email text) returning id, org_id, email_normalized)
    insert into invitation_links (org_id, invitation_id, kind, token_hash)
    select i.org_id, i.id, 'mailed', decode(x.hash, 'hex')
      from i join jsonb_to_recordset(${sql.json(answers)}) x(email text, hash text) on x.email = i.email_normalized`
  return answers
}

async function clean(sql) {
  await sql`delete from graphile_worker._private_jobs`
  await sql`delete from notifications`
  await sql`delete from audit_events`
  await sql`delete from invitation_links`
  await sql`delete from invitations`
  await sql`delete from members where started_change is not null`
  for (const table of ['invitations', 'invitation_links', 'notifications', 'audit_events'])
    await sql.unsafe(`vacuum analyze ${table}`)
}

/** The fields of the form behind a mailed link; undefined where that page shows none. */
async function acceptForm(sql, base, inside) {
  const [one] = await invite(sql, 1)
  const { cookies } = await inside.ask({ do: 'seal', sessions: [one] })
  const html = await (
    await fetch(`${base}/invitations/${one.token}`, { headers: { cookie: cookies[0] } })
  ).text()
  const form = [...html.matchAll(/<form\b.*?<\/form>/gs)]
    .map(([text]) => text)
    .find((text) => />\s*Accept/.test(text))
  if (!form) return undefined
  const fields = [...form.matchAll(/<input\b[^>]*>/g)].flatMap(([input]) => {
    const attribute = (name) => unescaped(new RegExp(`\\b${name}="([^"]*)"`).exec(input)?.[1] ?? '')
    return attribute('name') ? [[attribute('name'), attribute('value')]] : []
  })
  return fields.map(([name, value]) => [name, value === one.token ? undefined : value])
}

const unescaped = (text) =>
  text
    .replace(/&quot;/g, '"')
    .replace(/&#x27;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')

async function clicks(answers, form, base, inside) {
  const { cookies } = await inside.ask({ do: 'seal', sessions: answers })
  const boundary = 'bench-boundary'
  return answers.map(({ token }, i) => ({
    method: 'POST',
    path: `/invitations/${token}`,
    headers: {
      cookie: cookies[i],
      origin: base,
      'content-type': `multipart/form-data; boundary=${boundary}`,
    },
    body: `${form.map(([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value ?? token}\r\n`).join('')}--${boundary}--\r\n`,
  }))
}
