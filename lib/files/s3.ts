import 'server-only'
import { AwsClient } from 'aws4fetch'
import { type Environment, env } from '@/lib/env'
import { checkedKey } from './key'
import type { FileStore } from './store'

const PATIENCE_MS = 10_000

type Credentials = Partial<
  Pick<Environment, 'AWS_REGION' | 'AWS_ACCESS_KEY_ID' | 'AWS_SECRET_ACCESS_KEY' | 'AWS_SESSION_TOKEN'>
>

export type S3Place = {
  /** Everything before the key, with a slash at the end. */
  base: string
  region: string
  accessKeyId: string
  secretAccessKey: string
  sessionToken: string | undefined
}

/**
 * Reads `s3://bucket/folder?region=eu-central-1&endpoint=https://s3.example.org`. Without an endpoint it is Amazon's own. The credentials
 * stand before the bucket (`s3://key:secret@bucket`, percent-encoded) or in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.
 * Throws a sentence that says what is missing.
 */
export function readS3Url(storageUrl: string, environment: Credentials): S3Place {
  const url = new URL(storageUrl)
  const region = url.searchParams.get('region') ?? environment.AWS_REGION ?? 'us-east-1'
  const endpoint = url.searchParams.get('endpoint')
  if (endpoint && !/^https?:\/\//.test(endpoint))
    throw new Error('STORAGE_URL: its endpoint must begin with https:// or http://')
  const accessKeyId = decodeURIComponent(url.username) || environment.AWS_ACCESS_KEY_ID
  const secretAccessKey = decodeURIComponent(url.password) || environment.AWS_SECRET_ACCESS_KEY
  if (!url.hostname || !accessKeyId || !secretAccessKey)
    throw new Error(
      'STORAGE_URL must name a bucket, and its credentials: s3://key:secret@bucket, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
    )
  const host = endpoint
    ? `${endpoint.replace(/\/+$/, '')}/${url.hostname}`
    : `https://${url.hostname}.s3.${region}.amazonaws.com`
  const folder = url.pathname.replace(/^\/+|\/+$/g, '')
  return {
    base: `${host}/${folder ? `${folder}/` : ''}`,
    region,
    accessKeyId,
    secretAccessKey,
    sessionToken: url.username ? undefined : environment.AWS_SESSION_TOKEN,
  }
}

/** Keeps files in a bucket. Throws where the bucket does not answer in 10 seconds, or refuses. */
export function openS3(storageUrl: string): FileStore {
  const { base, ...credentials } = readS3Url(storageUrl, env)
  const client = new AwsClient({ ...credentials, service: 's3', retries: 2 })
  const ask = async (key: string, init: RequestInit): Promise<Response> => {
    const signal = AbortSignal.timeout(PATIENCE_MS)
    const answer = await client.fetch(base + checkedKey(key), { ...init, cache: 'no-store', signal })
    if (answer.ok || answer.status === 404) return answer
    throw new Error(`the file store answered ${answer.status} to ${init.method}: ${await reasonOf(answer)}`)
  }
  return {
    async put(key, bytes, contentType) {
      const body = new Uint8Array(bytes)
      const answer = await ask(key, { method: 'PUT', body, headers: { 'content-type': contentType } })
      if (!answer.ok) throw new Error('the file store has no such bucket')
    },
    async get(key) {
      const answer = await ask(key, { method: 'GET' })
      return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null
    },
    async remove(key) {
      await ask(key, { method: 'DELETE' })
    },
  }
}

/** What S3 says of itself, without what it repeats of the request. */
const reasonOf = async (answer: Response) =>
  (await answer.text()).match(/<Code>([\w.]{1,60})<\/Code>/)?.[1] ?? 'without a reason'
