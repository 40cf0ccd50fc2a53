import 'server-only'
import { request as plainRequest } from 'node:http'
import { request as tlsRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import type { Failure } from './states'
import { findTargets, type Target } from './targets'

export const TIMEOUT_MS = 10_000
const ANSWER_BYTES = 2_048

/** What came of one attempt. `status` is null where nothing answered. */
export type Answer = {
  status: number | null
  failure: Failure | null
  /** The first characters of what was answered. */
  text: string | null
  milliseconds: number
}

export type Posting = {
  url: string
  headers: Record<string, string>
  body: string
  allowsPrivate: boolean
  timeoutMs?: number | undefined
  /** Of the worker that stops: the attempt is given up, and throws. */
  signal?: AbortSignal | undefined
}

/**
 * Sends one message, once. Follows no redirects, reads no more of the answer than its beginning, and takes no longer than ten seconds
 * with everything. Throws only where `signal` says so.
 */
export async function post({ timeoutMs = TIMEOUT_MS, ...posting }: Posting): Promise<Answer> {
  const from = performance.now()
  const deadline = AbortSignal.timeout(timeoutMs)
  const signal = posting.signal ? AbortSignal.any([deadline, posting.signal]) : deadline
  const answer = await attempt(posting, signal).catch((error: unknown) => {
    if (posting.signal?.aborted) throw error
    return nothing(deadline.aborted ? 'timeout' : failureOf(error))
  })
  return { ...answer, milliseconds: Math.round(performance.now() - from) }
}

type Answered = Omit<Answer, 'milliseconds'>

const nothing = (failure: Failure): Answered => ({ status: null, failure, text: null })

async function attempt(posting: Posting, signal: AbortSignal): Promise<Answered> {
  const url = new URL(posting.url)
  if (url.protocol !== 'https:' && !posting.allowsPrivate) return nothing('private')
  const targets = await orAborted(findTargets(url.hostname, posting.allowsPrivate), signal)
  return targets ? ask(url, posting, targets, signal) : nothing('private')
}

/** A resolver cannot be stopped, only left alone. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    work.then(resolve, reject)
  })
}

function ask(
  url: URL,
  { headers, body }: Posting,
  targets: Target[],
  signal: AbortSignal,
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? tlsRequest : plainRequest)(url, {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      agent: false,
      lookup: pinned(targets),
      signal,
    })
    request.on('error', reject)
    request.on('response', (response) => {
      const status = response.statusCode ?? 0
      const chunks: Buffer[] = []
      let size = 0
      // However the rest of an answer ends, that it was answered is known.
      const answered = () => {
        resolve({ status, failure: failureIn(status), text: plain(Buffer.concat(chunks)) })
        response.destroy()
      }
      request.prependListener('error', answered)
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        size += chunk.length
        if (size >= ANSWER_BYTES) answered()
      })
      for (const end of ['end', 'error', 'close']) response.on(end, answered)
    })
    request.end(body)
  })
}

const pinned =
  (targets: Target[]): LookupFunction =>
  (_hostname, { all }, callback) => {
    const [first] = targets
    if (all || !first) callback(null, targets)
    else callback(null, first.address, first.family)
  }

function failureIn(status: number): Failure | null {
  if (status >= 200 && status < 300) return null
  return status >= 300 && status < 400 ? 'redirect' : 'status'
}

function failureOf(error: unknown): Failure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (/^(ENOTFOUND|EAI_)/.test(code)) return 'name'
  if (/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|EADDRNOTAVAIL)$/.test(code)) return 'unreachable'
  if (/CERT|TLS|SSL|EPROTO|VERIFY|ISSUER/.test(code)) return 'tls'
  return 'broken'
}

/** As text that can be stored and shown: answers may be anything. */
function plain(bytes: Buffer): string {
  const text = bytes.subarray(0, ANSWER_BYTES).toString('utf8')
  return text.replace(/[^\P{Cc}\t\n\r]/gu, '').replace(/\ufffd+$/, '')
}
