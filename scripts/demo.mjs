import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { outputOf } from './build.mjs'
import { run } from './install.mjs'
import { isFirstStart } from './open-database.mjs'

/**
 * Fills an installation that nobody has used yet with the demo organization, and gives the sign-in of its admin: kept,
 * so that every later start can say it too.
 *
 * @returns {Promise<{email: string, password: string} | undefined>}
 */
export async function demoSignIn({ dataDir, hasDemo }, ownerUrl, env) {
  const file = path.join(dataDir, 'demo.json')
  if (hasDemo && existsSync(outputOf('seed')) && (await isFirstStart(ownerUrl))) {
    console.log('Filling in a demo organization (MUSTER_DEMO=off leaves it out)…')
    const output = await run(process.execPath, ['--input-type=module', '--eval', program()], {
      env: { ...env, DATABASE_URL: ownerUrl },
    })
    const signIn = output.trim().split('\n').at(-1) ?? 'null'
    if (signIn !== 'null') writeFileSync(file, signIn, { mode: 0o600 })
  }
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}

/** `seedDemo()` gives `{ email, password }` of somebody to sign in as, or null where there are people already. */
const program = () => `
  const { seedDemo } = await import(${JSON.stringify(pathToFileURL(outputOf('seed')).href)})
  const signIn = (await seedDemo()) ?? null
  process.stdout.write('\\n' + JSON.stringify(signIn), () => process.exit(0))`
