// `npm test`: everything, from nothing. Its last line is `N passed, N failed`: tests, and each check as one.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { buildOutdated } from './build.mjs'
import { check } from './check.mjs'
import { installMissing, withCheckout } from './install.mjs'
import { root } from './settings.mjs'

const results = path.join(root, '.data/test-results')
mkdirSync(results, { recursive: true })
await withCheckout(installMissing)

const built = { passed: 1, failed: 0 }
const counts = [check(), unitTests(), await build()]
counts.push(counts[2] === built ? await browserTests() : notRun('browser tests', 'there is no build'))
const sum = (key) => counts.reduce((total, count) => total + count[key], 0)
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`)
process.exit(sum('failed') ? 1 : 0)

function unitTests() {
  console.log('\n== tests')
  const file = fresh('vitest.json')
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const { status } = runNode('node_modules/vitest/vitest.mjs', args)
  return counted(file, status, ({ numPassedTests, numFailedTests, testResults }) => {
    const unloaded = testResults.filter((one) => one.status === 'failed' && one.assertionResults.length === 0)
    return { passed: numPassedTests, failed: numFailedTests + unloaded.length }
  })
}

async function build() {
  console.log('\n== build')
  try {
    await withCheckout(buildOutdated)
    return built
  } catch (error) {
    console.error(error.message)
    return { passed: 0, failed: 1 }
  }
}

async function browserTests() {
  console.log('\n== browser tests')
  const file = fresh('playwright.json')
  const [port, smtpPort] = await freePorts(2)
  const { status } = runNode('node_modules/@playwright/test/cli.js', ['test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
    E2E_PORT: String(port),
    E2E_SMTP_PORT: String(smtpPort),
  })
  return counted(file, status, ({ stats }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
  }))
}

function notRun(what, why) {
  console.error(`The ${what} did not run: ${why}.`)
  return { passed: 0, failed: 1 }
}

/** A runner that fails without naming a test (a file that does not load, an error outside) is one failure. */
function counted(file, status, read) {
  const count = existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8'))) : { passed: 0, failed: 0 }
  return status === 0 || count.failed > 0 ? count : { ...count, failed: 1 }
}

function runNode(program, args, env = {}) {
  const { MUSTER_DEMO: _demo, SMTP_URL: _smtp, ...inherited } = process.env
  return spawnSync(process.execPath, [program, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...inherited, ...env },
  })
}

function fresh(name) {
  const file = path.join(results, name)
  rmSync(file, { force: true })
  return file
}

async function freePorts(count) {
  const servers = Array.from({ length: count }, () => createServer())
  await Promise.all(servers.map((server) => new Promise((done) => server.listen(0, '127.0.0.1', done))))
  const ports = servers.map((server) => server.address().port)
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))))
  return ports
}
