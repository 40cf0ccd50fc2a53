// `npm run audit:verify`: says whether the history is what was sealed. Exit 0: it is. 1: it is not, and where first. 2: it could not be
// asked.
import { once } from 'node:events'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { keyring, publicKeyOf } from './audit-chain.mjs'
import { verifyAudit } from './audit-verification.mjs'
import { readSettings } from './settings.mjs'

const HELP = `npm run audit:verify [-- options]
  --checkpoint FILE   also hold the chains against checkpoints that were stored elsewhere: tells when a tail was cut off
  --save FILE         where all is well, write the latest checkpoint of every account there, to be stored elsewhere
  --account ID        look at this account alone
  --key KEY           a public key (base64) that signed earlier checkpoints, under another APP_SECRET; may be repeated
  --print-key         print the public key of this installation, to be stored elsewhere, and end`

try {
  process.exitCode = await main()
} catch (error) {
  console.error(error.message)
  process.exitCode = 2
}

async function main() {
  const { values } = parseArgs({
    options: {
      checkpoint: { type: 'string' },
      save: { type: 'string' },
      account: { type: 'string' },
      key: { type: 'string', multiple: true, default: [] },
      'print-key': { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) return say(HELP)
  const { databaseUrl, dataDir, appSecret } = readSettings()
  const own = publicKeyOf(appSecret)
  if (values['print-key']) return say(own)
  if (values.checkpoint && !existsSync(values.checkpoint))
    throw new Error(`${values.checkpoint} is not there.`)
  const server = databaseUrl ? { url: databaseUrl, stop: async () => {} } : await bundled(dataDir)
  const { default: postgres } = await import('postgres')
  const sql = postgres(server.url, {
    max: 1,
    onnotice: () => {},
    connection: { application_name: 'muster audit' },
  })
  try {
    const latest = values.save ? checkpointFile(`${values.save}.part`, own) : null
    const verdict = await verifyAudit(sql, {
      keys: keyring([own, ...values.key]),
      kept: values.checkpoint ? checkpointsIn(values.checkpoint) : [],
      account: values.account,
      onLatest: latest?.add,
    })
    await latest?.end()
    return await tell(verdict, values.save)
  } finally {
    await sql.end({ timeout: 5 })
    await server.stop()
  }
}

async function bundled(dataDir) {
  const { localDatabase } = await import('./local-db.mjs')
  return localDatabase(dataDir)
}

async function tell({ accounts, entries, waiting, findings }, save) {
  for (const { account, says } of findings) console.error(`${account}: ${says}`)
  if (findings.length > 0) {
    console.error(`The history of ${findings.length} of ${accounts} accounts is not what was sealed.`)
    return 1
  }
  const rest = waiting ? ' The latest wait for their seal.' : ''
  console.log(`${entries} entries of ${accounts} accounts are sealed and unchanged.${rest}`)
  if (save) {
    await rename(`${save}.part`, save)
    console.log(
      `Wrote the latest checkpoint of every account to ${save}. Keep it where nobody who reaches the database can write.`,
    )
  }
  return 0
}

function say(text) {
  console.log(text)
  return 0
}

/** One checkpoint a line, after a line that says what this is and by which key to verify it. */
function checkpointFile(path, publicKey) {
  const file = createWriteStream(path)
  const line = (value) => file.write(`${JSON.stringify(value)}\n`)
  line({ muster: 'audit checkpoints 1', publicKey, savedAt: new Date().toISOString() })
  return {
    add: line,
    end: async () => {
      file.end()
      await once(file, 'close')
    },
  }
}

async function* checkpointsIn(path) {
  let isFirst = true
  for await (const line of createInterface({
    input: createReadStream(path),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    if (isFirst && !line.includes('"muster":"audit checkpoints 1"'))
      throw new Error(`${path} holds no checkpoints of Muster.`)
    if (!isFirst && line) yield JSON.parse(line)
    isFirst = false
  }
}
