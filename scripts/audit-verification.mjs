import { coveredSql, hashOf, START, signatureFault, TABLES } from './audit-chain.mjs'

const BATCH = 1000

/**
 * Verifies every chain in one snapshot, a batch at a time.
 *
 * @param {import('postgres').Sql} sql as somebody who may read the tables whole: the database's owner
 * @param {object} options
 * @param {Map<string, import('node:crypto').KeyObject>} options.keys
 * @param {AsyncIterable<object> | Iterable<object>} [options.kept] checkpoints that were stored elsewhere
 * @param {string} [options.account] the handle of the only account to look at
 * @param {(checkpoint: object) => void} [options.onLatest] told the last checkpoint of each chain in order
 * @returns {Promise<{accounts: number, entries: number, waiting: boolean, findings: {account: string, says: string}[]}>} the
 *   first finding of each account
 */
export function verifyAudit(sql, { keys, kept = [], account: handle, onLatest }) {
  return sql.begin('isolation level repeatable read read only', async (tx) => {
    await tx`set local search_path = pg_catalog, public`
    const only = handle ? await accountOf(tx, handle) : null
    const findings = []
    const found = (account, says) => findings.push({ account, says })
    let accounts = 0
    let entries = 0
    for await (const orgId of only ? [only] : chains(tx)) {
      const account = await nameOf(tx, orgId)
      const chain = await verifyChain(tx, orgId, keys)
      accounts++
      entries += chain.entries
      if (chain.says) found(account, chain.says)
      else if (chain.latest) onLatest?.({ account, ...chain.latest })
    }
    for (const kind of Object.keys(TABLES)) {
      const stray = await strayRow(tx, kind, only)
      if (stray) found(await nameOf(tx, stray.orgId), stray.says)
    }
    for await (const one of kept) {
      if (only && one.orgId !== only) continue
      const says = await keptFault(tx, one, keys)
      const account = await nameOf(tx, one.orgId)
      if (says && !findings.some((finding) => finding.account === account)) found(account, says)
    }
    const [{ waiting }] = await tx`select exists (select from public.audit_waiting) as waiting`
    return { accounts, entries, waiting, findings }
  })
}

/** Every account with a chain, or with something left of one. */
async function* chains(tx) {
  let after = null
  for (;;) {
    const [row] = await tx`
      select least((select min(org_id::text) from public.audit_chains where ${after}::text is null or org_id > ${after}::uuid),
                   (select s.org_id::text from public.audit_seals s where ${after}::text is null or s.org_id > ${after}::uuid order by s.org_id limit 1),
                   (select c.org_id::text from public.audit_checkpoints c where ${after}::text is null or c.org_id > ${after}::uuid order by c.org_id limit 1)) as id`
    if (!row.id) return
    yield row.id
    after = row.id
  }
}

async function nameOf(tx, orgId) {
  const [row] =
    await tx`select display from public.handles where account_id = ${orgId}::uuid and state = 'current'`
  return row?.display ?? (orgId.startsWith('00000000-0000') ? 'addresses of nobody' : orgId)
}

async function accountOf(tx, handle) {
  const [row] = await tx`select account_id as id from public.handles where handle = ${handle.toLowerCase()}`
  if (!row?.id) throw new Error(`There is no account "${handle}".`)
  return row.id
}

/** Walks one chain from its beginning. Gives how far it holds, its last checkpoint, and what breaks it first. */
async function verifyChain(tx, orgId, keys) {
  const checkpoints = peekable(checkpointsOf(tx, orgId))
  let seq = 0
  let hash = START
  let sound = 0 // the last entry that a signed checkpoint vouches for
  let latest = null
  const broken = (says) => ({ entries: seq, latest: null, says })
  for await (const seal of sealsOf(tx, orgId)) {
    if (seal.seq !== seq + 1) return broken(gap(seq + 1, seal.seq - 1))
    const fault = await sealFault(tx, seal, hash)
    if (fault) return broken(fault)
    seq = seal.seq
    hash = seal.hash
    const checkpoint = await checkpoints.peek()
    if (checkpoint?.seq === seq) {
      await checkpoints.take()
      const says = signatureFault(keys, checkpoint)
      if (says) return broken(`the checkpoint at entry ${seq} ${says}.`)
      if (checkpoint.hash !== hash.toString('hex')) return broken(rewritten(sound + 1, seq))
      sound = seq
      latest = checkpoint
    }
  }
  const beyond = await checkpoints.peek()
  const [head] =
    await tx`select seq::int8 as seq, encode(hash, 'hex') as hash from public.audit_chains where org_id = ${orgId}::uuid`
  const end = Math.max(beyond?.seq ?? 0, Number(head?.seq ?? 0))
  if (end > seq) return broken(cut(seq, end))
  if (sound < seq)
    return broken(
      `entries ${sound + 1} to ${seq} are under no checkpoint: it was removed, or they were forged.`,
    )
  if (seq > 0 && head?.hash !== hash.toString('hex'))
    return broken(`the record of where the chain ends (entry ${seq}) was changed or removed.`)
  return { entries: seq, latest, says: null }
}

const gap = (from, to) =>
  from === to
    ? `entry ${from} was removed from the chain.`
    : `entries ${from} to ${to} were removed from the chain.`
const cut = (seq, end) => `the chain was cut off: it went on to entry ${end}, and ends at ${seq}.`
const rewritten = (from, to) =>
  `the chain was written anew: something of the entries ${from} to ${to} is not what was signed.`
const what = ({ kind, rowId }) => `${kind === 'event' ? 'event' : 'refused attempt'} ${rowId}`

async function sealFault(tx, seal, previous) {
  const here = `entry ${seal.seq} (${what(seal)}${seal.about ? `, ${seal.about}` : ''})`
  if (!(seal.kind in TABLES) || seal.form !== 1)
    return `${here} is of a form that this version does not know.`
  if (!seal.covered) return `${here}: the row was removed.`
  if (!hashOf(previous, seal).equals(seal.hash)) return `${here} ${await diagnosis(tx, seal, previous)}`
  return seal.isListedAsItIs
    ? null
    : `${here} is listed as something else than it is: the register was changed.`
}

/** What happened to the first entry that does not fit: its row, its seal, or its place. */
async function diagnosis(tx, seal, previous) {
  for await (const other of sealsOf(tx, seal.orgId)) {
    if (!other.covered) continue
    const stood = { ...seal, kind: other.kind, covered: other.covered }
    const renamed = { ...stood, covered: [seal.covered[0], ...other.covered.slice(1)] }
    if (other.seq !== seal.seq && (fits(stood) || (other.kind === seal.kind && fits(renamed))))
      return `was reordered: what was sealed here stands as ${what(other)} now.`
  }
  const [next] = await sealsAfter(tx, seal.orgId, seal.seq, 1)
  const computed = hashOf(previous, seal)
  if (next?.covered && hashOf(computed, next).equals(next.hash))
    return 'is unchanged, but its seal was replaced.'
  if (next?.covered && hashOf(seal.hash, next).equals(next.hash)) return 'was changed.'
  const [checkpoint] = await checkpointsAfter(tx, seal.orgId, seal.seq - 1, 1)
  if (checkpoint?.seq === seal.seq && checkpoint.hash === computed.toString('hex'))
    return 'is unchanged, but its seal was replaced.'
  return 'was changed.'

  function fits(entry) {
    return hashOf(previous, entry).equals(seal.hash)
  }
}

/** A row that no seal covers and that does not wait for one either: put in past the portal. */
async function strayRow(tx, kind, only) {
  const { table } = TABLES[kind]
  const [row] = await tx.unsafe(
    `select e.id::text as id, coalesce(e.org_id, '00000000-0000-0000-0000-000000000000')::text as org
       from public.${table} e
      where ($2::uuid is null or e.org_id = $2::uuid)
        and not exists (select from public.audit_seals s where s.kind = $1 and s.row_id = e.id)
        and not exists (select from public.audit_waiting w where w.kind = $1 and e.occurred_at between w.from_at and w.to_at
                           and w.org_id = coalesce(e.org_id, '00000000-0000-0000-0000-000000000000'))
      order by e.id limit 1`,
    [kind, only],
  )
  return row
    ? {
        orgId: row.org,
        says: `${what({ kind, rowId: row.id })} stands in the history, but not in the chain, and does not wait for its seal: it was put in from outside.`,
      }
    : null
}

/** What a checkpoint from elsewhere finds that the database no longer tells. */
async function keptFault(tx, kept, keys) {
  const says = signatureFault(keys, kept)
  if (says) return `the stored checkpoint at entry ${kept.seq} ${says}.`
  const [seal] = await tx`
    select encode(hash, 'hex') as hash from public.audit_seals where org_id = ${kept.orgId}::uuid and seq = ${kept.seq}`
  if (seal) return seal.hash === kept.hash ? null : rewritten(1, kept.seq)
  const [last] =
    await tx`select max(seq)::int8 as seq from public.audit_seals where org_id = ${kept.orgId}::uuid`
  return cut(Number(last?.seq ?? 0), kept.seq)
}

async function* sealsOf(tx, orgId) {
  let after = 0
  for (;;) {
    const seals = await sealsAfter(tx, orgId, after, BATCH)
    yield* seals
    if (seals.length < BATCH) return
    after = seals[seals.length - 1].seq
  }
}

async function sealsAfter(tx, orgId, after, limit) {
  const rows = await tx.unsafe(
    `select s.seq::text, s.kind, s.row_id::text, s.form, encode(s.hash, 'hex') as hash,
            case when e.id is not null then ${coveredSql('event', 'e')} when r.id is not null then ${coveredSql('refusal', 'r')} end as covered,
            coalesce(e.event, r.operation) as about,
            coalesce(e.occurred_at, r.occurred_at) is not distinct from s.occurred_at
              and coalesce(e.event, r.operation) is not distinct from s.event
              and coalesce(e.actor_id, r.actor_id) is not distinct from s.actor_id
              and e.target_kind is not distinct from s.target_kind and e.target_id is not distinct from s.target_id
              and s.outcome = case s.kind when 'event' then 'done' else 'refused' end as listed
       from (select * from public.audit_seals where org_id = $1::uuid and seq > $2 order by seq limit $3) s
       left join public.audit_events e on s.kind = 'event' and e.id = s.row_id
       left join public.refused_attempts r on s.kind = 'refusal' and r.id = s.row_id
      order by s.seq`,
    [orgId, after, limit],
  )
  return rows.map((row) => ({
    orgId,
    seq: Number(row.seq),
    kind: row.kind,
    rowId: row.row_id,
    form: row.form,
    hash: Buffer.from(row.hash, 'hex'),
    covered: row.covered,
    about: row.about,
    isListedAsItIs: row.listed,
  }))
}

async function* checkpointsOf(tx, orgId) {
  let after = 0
  for (;;) {
    const rows = await checkpointsAfter(tx, orgId, after, BATCH)
    yield* rows
    if (rows.length < BATCH) return
    after = rows[rows.length - 1].seq
  }
}

async function checkpointsAfter(tx, orgId, after, limit) {
  const rows = await tx`
    select seq::text, encode(hash, 'hex') as hash, key_id as "keyId", encode(signature, 'base64') as signature,
           to_char(sealed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "sealedAt"
      from public.audit_checkpoints c where org_id = ${orgId}::uuid and seq > ${after} order by c.seq limit ${limit}`
  return rows.map((row) => ({ ...row, orgId, seq: Number(row.seq) }))
}

function peekable(source) {
  let held
  const peek = async () => {
    held ??= (await source.next()).value ?? null
    return held
  }
  return {
    peek,
    take: async () => {
      await peek()
      held = undefined
    },
  }
}
