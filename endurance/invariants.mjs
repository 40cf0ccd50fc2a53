/**
 * What must hold however often anything was killed: nothing that somebody was told is lost, nothing is half done, no mail is lost, and
 * one comes twice only where it was taken and the process killed before that could be written down.
 */
export async function checkInvariants({ sql, toldOf, taken, killed = [] }) {
  const violations = []
  const none = async (what, rows) => {
    const found = await rows
    if (found.length > 0) violations.push(`${found.length} × ${what}: ${JSON.stringify(found.slice(0, 3))}`)
  }
  await none(
    'told "invited", but there is no invitation',
    missing(toldOf.invited, sql`select email_normalized as email from invitations`),
  )
  await none(
    'told "accepted", but there is no member',
    missing(
      toldOf.accepted,
      sql`select u.email_normalized as email from members m join users u on u.id = m.user_id where m.ended_at is null`,
    ),
  )
  await none(
    'an accepted invitation without its member, or with several',
    sql`select i.id, count(m.id)::int as members from invitations i left join users u on u.email_normalized = i.email_normalized
          left join members m on m.org_id = i.org_id and m.user_id = u.id where i.state = 'accepted' group by i.id having count(m.id) <> 1`,
  )
  await none(
    'a member without an accepted invitation',
    sql`select m.id from members m join users u on u.id = m.user_id where m.role <> 'admin' and not exists (
          select from invitations i where i.org_id = m.org_id and i.email_normalized = u.email_normalized and i.state = 'accepted')`,
  )
  await none(
    'two invitations of one address',
    sql`select org_id, email_normalized from invitations group by 1, 2 having count(*) > 1`,
  )
  await none(
    'a change that the history does not hold exactly once',
    sql`select i.id, i.state, e.event, count(a.id)::int as rows from invitations i
          cross join lateral (values ('member.invited'), ('invitation.accepted')) e(event)
          left join audit_events a on a.org_id = i.org_id and a.target_id = i.id and a.event = e.event
         where e.event = 'member.invited' or i.state = 'accepted' group by 1, 2, 3 having count(a.id) <> 1`,
  )
  await none(
    'an organization without an Admin',
    sql`select o.org_id from organizations o where not exists (select from members m where m.org_id = o.org_id and m.role = 'admin' and m.ended_at is null)`,
  )
  await none(
    'a mail that did not go out',
    sql`select id, template, status, last_error from mails where status not in ('sent', 'dropped')`,
  )
  await none('a mail that nobody got', notTaken(sql, taken))
  const [counts] = await sql`
    select (select count(*)::int from invitations) as invitations, (select count(*)::int from invitations where state = 'accepted') as accepted,
           (select count(*)::int from mails) as mails`
  const doubles = doubled(taken)
  const isExplained = ({ first, again }) =>
    killed.some(({ what, at }) => what !== 'web' && at >= first - 3000 && at <= again)
  const unexplained = doubles.filter((one) => !isExplained(one))
  if (unexplained.length > 0)
    violations.push(
      `${unexplained.length} × a mail came twice although nothing was killed after the first: ${JSON.stringify(unexplained.slice(0, 3))}`,
    )
  return { ...counts, doubled: doubles.length, violations }
}

async function missing(told, query) {
  const there = new Set((await query).map(({ email }) => email))
  return [...told.keys()].filter((email) => !there.has(email))
}

/** Also what was dropped: where a worker is killed in between, a mail is out already when it is found that nobody needs it any more. */
async function notTaken(sql, taken) {
  const got = new Set(taken.map(({ id }) => id.slice(1, id.indexOf('@'))))
  const mails = await sql`select id, template, status, last_error from mails`
  return mails.filter(({ id }) => !got.has(id))
}

function doubled(taken) {
  const times = Map.groupBy ? Map.groupBy(taken, ({ id }) => id) : grouped(taken)
  return [...times.values()]
    .filter((same) => same.length > 1)
    .map(([one, other]) => ({ to: one.to, subject: one.subject, first: one.at, again: other.at }))
}

function grouped(taken) {
  const groups = new Map()
  for (const mail of taken) groups.set(mail.id, [...(groups.get(mail.id) ?? []), mail])
  return groups
}
