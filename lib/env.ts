import 'server-only'
import { z } from 'zod'
import { readEnvFiles } from '../scripts/env-files.mjs'

const port = z.coerce.number('must be a number').int('must be a whole number').min(1).max(65_535)
const postgresUrl = z
  .url('must be a postgres:// address')
  .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
const webAddress = z
  .url('must be an address such as https://muster.example.org')
  .regex(/^https?:\/\//, 'must begin with http:// or https://')
  .refine((url) => !URL.canParse(url) || new URL(url).pathname === '/', 'must not have a path after the host')
  .transform((url) => new URL(url).origin)
const smtpUrl = z
  .url('must be an address such as smtp://user:password@mail.example.org:587')
  .regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://')
  .refine(
    (url) => !URL.canParse(url) || [null, 'optional'].includes(new URL(url).searchParams.get('tls')),
    'may end in ?tls=optional and in no other word for tls',
  )

const howMany = z.coerce
  .number('must be a number')
  .int('must be a whole number')
  .min(1, 'must be 1 or more')
  .max(1_000_000)

const LAUNCHERS = '`npm start`, `npm run dev`, `npm run worker` and `npm test` set it'

/** Every variable the portal reads, what it has to look like, and what to do where it is missing. */
const variables = {
  PORT: { schema: port.default(3000) },
  APP_URL: { schema: webAddress.default(`http://localhost:${process.env.PORT ?? 3000}`) },
  APP_SECRET: {
    schema: z.string('').min(32, 'must have at least 32 characters'),
    missing: `Make one with \`openssl rand -base64 32\`; ${LAUNCHERS} where you do not.`,
  },
  APP_DATABASE_URL: { schema: postgresUrl, missing: `It is the database as the app role; ${LAUNCHERS}.` },
  WORKER_DATABASE_URL: {
    schema: postgresUrl,
    missing: `It is the database as the worker role; ${LAUNCHERS}.`,
  },
  DATABASE_URL: { schema: postgresUrl.optional() },
  DATABASE_DIRECT_URL: { schema: postgresUrl.optional() },
  DATA_DIR: { schema: z.string().default('.data') },
  SMTP_URL: { schema: smtpUrl.optional() },
  MAIL_FROM: {
    schema: z.string().regex(/@/, 'must hold a mail address').default('Muster <muster@localhost>'),
  },
  INVITATIONS_PER_HOUR: { schema: howMany.default(12_000) },
  INVITATIONS_PER_HOUR_NEW: { schema: howMany.default(500) },
  WEBHOOK_PRIVATE: {
    schema: z.enum(['allow', 'refuse'], 'must be "allow" or "refuse"').default('refuse'),
  },
  API_REQUESTS_PER_SECOND: { schema: howMany.default(15) },
  STORAGE_URL: {
    schema: z
      .url('must be an address such as s3://bucket')
      .regex(/^s3:\/\//, 'must begin with s3://')
      .optional(),
  },
  AWS_REGION: { schema: z.string().optional() },
  AWS_ACCESS_KEY_ID: { schema: z.string().optional() },
  AWS_SECRET_ACCESS_KEY: { schema: z.string().optional() },
  AWS_SESSION_TOKEN: { schema: z.string().optional() },
  MUSTER_DEMO: { schema: z.enum(['on', 'off'], 'must be "on" or "off"').default('on') },
} satisfies Record<string, { schema: z.ZodType; missing?: string }>

type Name = keyof typeof variables
export type Environment = { readonly [N in Name]: z.output<(typeof variables)[N]['schema']> }

/**
 * The settings, each checked when it is first asked for: the web needs no worker's address, and a build needs neither.
 * An empty variable counts as absent. Throws a sentence that names the variable and what to do.
 */
export const env: Environment = environment(process.env)

/**
 * Sets the variables that are given as files (`APP_SECRET_FILE`). The launchers have done so before; whatever is started without them
 * calls this first. Throws a sentence that names the variable.
 */
export const takeInFiles = (): void => readEnvFiles(process.env)

/** Asks for every variable that a process needs, so that it ends at its start rather than at a person's first click. */
export function checkEnvironment(optional: readonly Name[] = []): void {
  for (const name of Object.keys(variables) as Name[]) if (!optional.includes(name)) env[name]
}

export function environment(source: Record<string, string | undefined>): Environment {
  const known = new Map<Name, unknown>()
  const target = {}
  for (const name of Object.keys(variables) as Name[]) {
    Object.defineProperty(target, name, {
      enumerable: true,
      get: () => {
        if (!known.has(name)) known.set(name, read(name, source[name] || undefined))
        return known.get(name)
      },
    })
  }
  return target as Environment // every name has just been given a getter that returns its schema's output
}

function read(name: Name, value: string | undefined): unknown {
  const { schema, missing }: { schema: z.ZodType; missing?: string } = variables[name]
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  if (value === undefined) throw new Error(`${name} is not set. ${missing ?? ''}`)
  throw new Error(`${name} ${parsed.error.issues[0]?.message ?? 'is not valid'}. Change it and start again.`)
}
