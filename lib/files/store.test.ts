import { createHash, createHmac, randomUUID } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openFolder } from './folder'
import { openS3, readS3Url } from './s3'
import type { FileStore } from './store'

const KEY_ID = 'AKIDEXAMPLE'
const SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'
const bytes = (text: string) => new TextEncoder().encode(text)
const text = (found: Uint8Array | null) => found && new TextDecoder().decode(found)

/** A bucket that takes nothing whose signature it cannot make itself: Signature Version 4, as Amazon writes it down. */
async function bucket() {
  const kept = new Map<string, Buffer>()
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer) // a request without an encoding gives buffers
    const body = Buffer.concat(chunks)
    const refused = refusal(request, body)
    const where = request.url ?? ''
    if (refused) response.writeHead(403).end(`<Error><Code>${refused}</Code></Error>`)
    else if (!where.startsWith('/muster/'))
      response.writeHead(404).end('<Error><Code>NoSuchBucket</Code></Error>')
    else if (request.method === 'PUT') response.writeHead(kept.set(where, body) && 200).end()
    else if (request.method === 'DELETE') response.writeHead(kept.delete(where) ? 204 : 204).end()
    else if (kept.has(where)) response.writeHead(200).end(kept.get(where))
    else response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on TCP
  return { port, kept, stop: () => new Promise((resolve) => server.close(resolve)) }
}

const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest()
const sha = (data: string | Buffer) => createHash('sha256').update(data).digest('hex')

function refusal({ method, url = '', headers }: IncomingMessage, body: Buffer): string | null {
  const [, day = '', region = '', signed = '', given = ''] =
    headers.authorization?.match(
      new RegExp(
        `^AWS4-HMAC-SHA256 Credential=${KEY_ID}/(\\d{8})/([\\w-]+)/s3/aws4_request, SignedHeaders=([\\w;-]+), Signature=([0-9a-f]{64})$`,
      ),
    ) ?? []
  if (!given) return 'AccessDenied'
  if (!signed.split(';').includes('host')) return 'AccessDenied'
  const at = String(headers['x-amz-date'])
  const hash = String(headers['x-amz-content-sha256'])
  if (hash !== 'UNSIGNED-PAYLOAD' && hash !== sha(body)) return 'XAmzContentSHA256Mismatch'
  const lines = signed.split(';').map((name) => `${name}:${headers[name]}\n`)
  const canonical = [method, url, '', lines.join(''), signed, hash].join('\n')
  const scope = `${day}/${region}/s3/aws4_request`
  const key = hmac(hmac(hmac(hmac(`AWS4${SECRET}`, day), region), 's3'), 'aws4_request')
  const expected = hmac(key, ['AWS4-HMAC-SHA256', at, scope, sha(canonical)].join('\n')).toString('hex')
  return expected === given ? null : 'SignatureDoesNotMatch'
}

let s3: Awaited<ReturnType<typeof bucket>>
let folder: string
const url = (secret = SECRET, name = 'muster/files') =>
  `s3://${KEY_ID}:${encodeURIComponent(secret)}@${name}?region=eu-central-1&endpoint=http://127.0.0.1:${s3.port}`

beforeAll(async () => {
  s3 = await bucket()
  folder = await mkdtemp(path.join(tmpdir(), 'files-'))
})
afterAll(() => s3.stop())

const stores: [string, () => FileStore][] = [
  ['a folder', () => openFolder(folder)],
  ['a bucket', () => openS3(url())],
]

describe.each(stores)('%s', (_name, open) => {
  test('gives back what was put, also to another process, and forgets what was removed', async () => {
    const key = `pictures/${randomUUID()}-96.webp`
    await open().put(key, bytes('first'), 'image/webp')
    await open().put(key, bytes('second'), 'image/webp')
    expect(text(await open().get(key))).toBe('second')
    await open().remove(key)
    expect(await open().get(key)).toBeNull()
    await open().remove(key)
  })

  test.each(['../secret', '/etc/passwd', 'a/../../b', 'a//b', 'A', '', 'a\0b', 'a?b', '%2e%2e/b'])(
    'has no place for %j',
    async (key) => {
      for (const attempt of [
        () => open().get(key),
        () => open().put(key, bytes('x'), 'text/plain'),
        () => open().remove(key),
      ])
        await expect(attempt()).rejects.toThrow('is no key')
    },
  )
})

test('a folder never holds half a file under its name, and nothing of an attempt that failed', async () => {
  const store = openFolder(folder)
  await store.put('whole/file', bytes('x'), 'text/plain')
  await expect(store.put('whole/file/below', bytes('y'), 'text/plain')).rejects.toThrow()
  expect(existsSync(path.join(folder, 'whole/file'))).toBe(true)
  expect(readdirSync(path.join(folder, 'whole'))).toEqual(['file'])
})

test('a bucket that refuses is an error that names no secret', async () => {
  for (const [address, says] of [
    [url('another secret'), '403 to GET: SignatureDoesNotMatch'],
    [url().replace(KEY_ID, 'AKIDOTHER'), '403 to GET: AccessDenied'],
  ] as const) {
    const error = await openS3(address)
      .get('pictures/a')
      .catch((e: Error) => e)
    expect(String(error)).toContain(says)
    expect(String(error)).not.toContain('secret')
  }
  await expect(openS3(url(SECRET, 'elsewhere')).put('a', bytes('x'), 'text/plain')).rejects.toThrow(
    'no such bucket',
  )
})

test('the address of a bucket says where it is, and what is missing', () => {
  const amazon = readS3Url('s3://pictures', {
    AWS_ACCESS_KEY_ID: 'a',
    AWS_SECRET_ACCESS_KEY: 'b',
    AWS_REGION: 'eu-west-1',
  })
  expect(amazon).toMatchObject({
    base: 'https://pictures.s3.eu-west-1.amazonaws.com/',
    region: 'eu-west-1',
    accessKeyId: 'a',
  })
  expect(readS3Url('s3://a:b%2Fc@x/y?endpoint=https://s3.test/', {})).toMatchObject({
    base: 'https://s3.test/x/y/',
    secretAccessKey: 'b/c',
  })
  expect(() => readS3Url('s3://pictures', {})).toThrow('AWS_ACCESS_KEY_ID')
  expect(() => readS3Url('s3://a:b@x?endpoint=ftp://x', {})).toThrow('endpoint')
})
