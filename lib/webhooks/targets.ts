import 'server-only'
import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'

export type Target = { address: string; family: number }

type Net = [address: string, prefix: number]

/** What no webhook ever needs, also where private addresses are allowed: the metadata of clouds, multicast, reserved space. */
const NEVER_V4: Net[] = [
  ['0.0.0.0', 8],
  ['100.100.100.200', 32], // Alibaba's metadata
  ['168.63.129.16', 32], // Azure's, in public space
  ['169.254.0.0', 16],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]
const PRIVATE_V4: Net[] = [
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
]
/** Of IPv6 only what is global unicast is public at all; within it, what holds an IPv4 address or belongs to nobody. */
const GLOBAL_V6: Net = ['2000::', 3]
const NEVER_V6: Net[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['fd00:ec2::', 32], // Amazon's metadata
]
const PRIVATE_V6: Net[] = [
  ['::1', 128],
  ['fc00::', 7],
]

const never = listOf(NEVER_V4, NEVER_V6)
// Apart, since a list answers for IPv4 addresses inside IPv6 ones as well, which lead past what this machine's own rules say.
const privateV4 = listOf(PRIVATE_V4, [])
const privateV6 = listOf([], PRIVATE_V6)
const global = listOf([], [GLOBAL_V6])

/** Whether a webhook may be sent to this IP address. */
export function isAllowedAddress(address: string, allowsPrivate: boolean): boolean {
  const family = isIP(address)
  if (family === 0 || address.includes('%')) return false // a zone leads to a link of this machine
  const is = (list: BlockList) => list.check(address, family === 4 ? 'ipv4' : 'ipv6')
  if (is(never)) return false
  if (family === 4) return allowsPrivate || !is(privateV4)
  return is(global) || (allowsPrivate && is(privateV6))
}

/**
 * Where a host of an address leads, asked once: the connection goes to these and to nothing that the name says a moment later. Gives null
 * where any of them is not allowed. Throws what the resolver says of a name that is none.
 */
export async function findTargets(hostname: string, allowsPrivate: boolean): Promise<Target[] | null> {
  const host = hostname.replace(/^\[(.*)\]$/, '$1')
  const family = isIP(host)
  const targets = family ? [{ address: host, family }] : await lookup(host, { all: true })
  return targets.every(({ address }) => isAllowedAddress(address, allowsPrivate)) ? targets : null
}

/** Whether an address that somebody types can be seen to be refused, without asking any resolver. */
export function isRefusedHost(hostname: string, allowsPrivate: boolean): boolean {
  const host = hostname
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '')
    .toLowerCase()
  if (isIP(host)) return !isAllowedAddress(host, allowsPrivate)
  return !allowsPrivate && /(^|\.)(localhost|local|internal|home\.arpa)$/.test(host)
}

function listOf(v4: Net[], v6: Net[]): BlockList {
  const list = new BlockList()
  for (const [address, prefix] of v4) list.addSubnet(address, prefix, 'ipv4')
  for (const [address, prefix] of v6) list.addSubnet(address, prefix, 'ipv6')
  return list
}
