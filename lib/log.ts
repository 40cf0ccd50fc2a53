import 'server-only'
import pino, { type DestinationStream, type Logger } from 'pino'

const SECRETS = [
  ...['password', 'currentPassword', 'newPassword', 'passwordHash', 'token', 'tokenHash', 'secret', 'totp'],
  ...['authorization', 'cookie', 'set-cookie', 'appSecret', 'smtpUrl', 'databaseUrl'],
]
const LINK_TOKEN = /(\/(?:invitations|verify|reset)\/)[^/?#\s"']+/g
const URL_PASSWORD = /(\b[a-z]+:\/\/[^\s:/@]*:)[^\s@]+@/g

/** One JSON object a line on standard output; `LOG_LEVEL` says from which severity on. */
export const log = createLog()

export function createLog(destination?: DestinationStream): Logger {
  const options: pino.LoggerOptions = {
    level: process.env.LOG_LEVEL ?? 'info',
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: SECRETS.flatMap(everyDepth), censor: '[secret]' },
    serializers: { err: describeError },
    hooks: { streamWrite: withoutSecrets },
  }
  return destination ? pino(options, destination) : pino(options)
}

function everyDepth(name: string): string[] {
  return ['', '*', '*.*'].map((path) => `${path}["${name}"]`)
}

/** Links that open something and passwords inside addresses, wherever in a line they stand. */
function withoutSecrets(line: string): string {
  return line.replace(LINK_TOKEN, '$1[secret]').replace(URL_PASSWORD, '$1[secret]@')
}

type Described = { type: string; message: string; stack?: string; code?: string; cause?: Described }

/** Database errors carry their statement's parameters, among them what people typed: only chosen fields are kept. */
function describeError(error: unknown, depth = 0): Described {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) }
  const { code } = error as Error & { code?: unknown }
  return {
    type: error.name,
    message: withoutParameters(error.message),
    stack: error.stack && withoutParameters(error.stack),
    ...(code === undefined ? {} : { code: String(code) }),
    ...(error.cause && depth < 3 ? { cause: describeError(error.cause, depth + 1) } : {}),
  }
}

/** Drizzle's messages end in a line with all parameters; in the stack, the calls follow it. */
function withoutParameters(text: string): string {
  return text.replace(/\nparams: [\s\S]*?(?=\n {4}at |$)/, '')
}
