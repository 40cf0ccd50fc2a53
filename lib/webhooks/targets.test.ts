import { describe, expect, test } from 'vitest'
import { post } from './post'
import { findTargets, isAllowedAddress, isRefusedHost } from './targets'
import { startReceiver } from './testing/receiver'

const PUBLIC = [
  '1.1.1.1',
  '8.8.8.8',
  '100.63.255.255',
  '100.128.0.0',
  '172.15.255.255',
  '172.32.0.1',
  '2606:4700::1111',
  '2a00:1450::1',
]
const PRIVATE = [
  ['loopback', '127.0.0.1'],
  ['loopback', '127.255.255.254'],
  ['loopback', '::1'],
  ['private', '10.0.0.1'],
  ['private', '172.16.0.1'],
  ['private', '172.31.255.255'],
  ['private', '192.168.1.1'],
  ['CGNAT', '100.64.0.1'],
  ['CGNAT', '100.127.255.255'],
  ['unique local', 'fd12:3456::1'],
] as const
const NEVER = [
  ['this network', '0.0.0.0'],
  ['link-local', '169.254.1.1'],
  ['metadata', '169.254.169.254'],
  ['metadata of Alibaba', '100.100.100.200'],
  ['metadata of Azure', '168.63.129.16'],
  ['metadata of Oracle', '192.0.0.192'],
  ['metadata of Amazon', 'fd00:ec2::254'],
  ['documentation', '192.0.2.1'],
  ['benchmarks', '198.18.0.1'],
  ['multicast', '224.0.0.1'],
  ['multicast', 'ff02::1'],
  ['broadcast', '255.255.255.255'],
  ['reserved', '240.0.0.1'],
  ['unspecified', '::'],
  ['link-local', 'fe80::1'],
  ['link-local with a zone', 'fe80::1%eth0'],
  ['mapped', '::ffff:127.0.0.1'],
  ['mapped', '::ffff:7f00:1'],
  ['mapped, though public', '::ffff:8.8.8.8'],
  ['compatible', '::127.0.0.1'],
  ['NAT64', '64:ff9b::7f00:1'],
  ['6to4', '2002:7f00:1::'],
  ['Teredo', '2001:0:4136:e378:8000:63bf:3fff:fdd2'],
  ['documentation', '2001:db8::1'],
  ['no address', 'example.com'],
] as const

describe('where a webhook may go', () => {
  test.each(PUBLIC)('%s: always', (address) => {
    expect([isAllowedAddress(address, false), isAllowedAddress(address, true)]).toEqual([true, true])
  })
  test.each(PRIVATE)('%s %s: only where the operator allows it', (_what, address) => {
    expect([isAllowedAddress(address, false), isAllowedAddress(address, true)]).toEqual([false, true])
  })
  test.each(NEVER)('%s %s: never', (_what, address) => {
    expect([isAllowedAddress(address, false), isAllowedAddress(address, true)]).toEqual([false, false])
  })
})

// As `new URL` reads them: what people write to get around a list.
const DISGUISED = [
  'https://127.1/',
  'https://2130706433/',
  'https://0x7f.0.0.1/',
  'https://0177.0.0.1/',
  'https://127.0.0.1./',
  'https://[::1]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[0:0:0:0:0:ffff:7f00:1]/',
  'https://①②⑦.0.0.1/',
  'https://LOCALHOST/',
  'https://localhost./',
  'https://hooks.localhost/',
  'https://metadata.google.internal/',
]

test.each(DISGUISED)('%s is refused as it is typed, and where it leads', async (url) => {
  const { hostname } = new URL(url)
  expect(isRefusedHost(hostname, false)).toBe(true)
  // A name that no resolver here knows leads nowhere.
  expect(await findTargets(hostname, false).catch(() => null)).toBeNull()
})

test('a name that leads to this machine is refused when it is sent, and nothing arrives', async () => {
  const receiver = await startReceiver()
  const sent = (url: string, allowsPrivate: boolean) =>
    post({ url, headers: {}, body: '{}', allowsPrivate, timeoutMs: 5_000 })
  expect(isRefusedHost('looks-public.example', false)).toBe(false)
  expect(await findTargets('localhost', false)).toBeNull()
  expect(await sent(`https://localhost:${receiver.port}/`, false)).toMatchObject({
    failure: 'private',
    status: null,
  })
  expect(await sent(receiver.url, false)).toMatchObject({ failure: 'private', status: null })
  expect(receiver.received).toEqual([])
  expect(await sent(receiver.url, true)).toMatchObject({ failure: null, status: 204 })
  expect(await sent(`http://localhost:${receiver.port}/`, true)).toMatchObject({ failure: null, status: 204 })
  expect(receiver.received).toHaveLength(2)
  await receiver.close()
})
