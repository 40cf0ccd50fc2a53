import { readFileSync } from 'node:fs'

/** Every variable that may also be given as a file: `APP_SECRET_FILE=/run/secrets/app`. `lib/env.ts` says what each has to look like. */
export const SETTINGS = [
  ...['PORT', 'APP_URL', 'APP_SECRET', 'DATA_DIR', 'MAIL_FROM', 'SMTP_URL', 'STORAGE_URL', 'MUSTER_DEMO'],
  ...['DATABASE_URL', 'APP_DATABASE_URL', 'WORKER_DATABASE_URL', 'DATABASE_DIRECT_URL'],
  ...['INVITATIONS_PER_HOUR', 'INVITATIONS_PER_HOUR_NEW', 'WEBHOOK_PRIVATE', 'API_REQUESTS_PER_SECOND'],
  ...['AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'],
]

/**
 * Reads the files that variables ending in `_FILE` name, and sets the variables to what stands in them, without the line's end. The
 * names of the files go: whoever is started from here finds the values alone.
 *
 * @param {Record<string, string | undefined>} env is changed
 * @throws a sentence that names the variable, where the file cannot be read or holds nothing, or both are given
 */
export function readEnvFiles(env) {
  for (const name of SETTINGS) {
    const file = env[`${name}_FILE`]
    if (!file) continue
    if (env[name]) throw new Error(`Both ${name} and ${name}_FILE are set. Take one of them away.`)
    const value = contentOf(name, file)
    if (value === '') throw new Error(`${name}_FILE names ${file}, which is empty. Write the value into it.`)
    env[name] = value
    delete env[`${name}_FILE`]
  }
}

function contentOf(name, file) {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    const why = { ENOENT: 'is not there', EACCES: 'this user may not read', EISDIR: 'is a folder' }[
      error.code
    ]
    throw new Error(`${name}_FILE names ${file}, which ${why ?? `cannot be read (${error.code})`}.`)
  }
}
