import 'server-only'
import { BlockList, isIP } from 'node:net'
import type { Origin } from '@/lib/actor'
import { PEER_HEADER } from './peer-address'

const MAX_USER_AGENT = 400

/** Where a request came from, as its headers tell. */
export function originOf(headers: Pick<Headers, 'get'>): Origin {
  return {
    requestId: headers.get('x-request-id'),
    address: clientAddress(headers.get('x-forwarded-for'), headers.get(PEER_HEADER)),
    userAgent: headers.get('user-agent')?.slice(0, MAX_USER_AGENT) ?? null,
  }
}

/**
 * The address of the browser. Where the connection comes from a private network, a proxy of this deployment may stand there, and the
 * last hop of `X-Forwarded-For` is what it added; what stands before that was written by the client and proves nothing. A connection
 * from a public address is the client's own, whatever it claims.
 */
export function clientAddress(forwardedFor: string | null, peer: string | null): string | null {
  const direct = addressIn(peer)
  if (direct && !isPrivate(direct)) return direct
  return addressIn(forwardedFor?.split(',').at(-1)) ?? direct
}

function addressIn(text: string | null | undefined): string | null {
  const bare = (text ?? '')
    .trim()
    .replace(/^\[(.*)\](?::\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/^::ffff:(?=\d+\.)/i, '')
  return isIP(bare) ? bare.toLowerCase() : null
}

const privateNetworks = new BlockList()
privateNetworks.addSubnet('127.0.0.0', 8)
privateNetworks.addSubnet('10.0.0.0', 8)
privateNetworks.addSubnet('172.16.0.0', 12)
privateNetworks.addSubnet('192.168.0.0', 16)
privateNetworks.addSubnet('100.64.0.0', 10)
privateNetworks.addSubnet('169.254.0.0', 16)
privateNetworks.addAddress('::1', 'ipv6')
privateNetworks.addSubnet('fc00::', 7, 'ipv6')
privateNetworks.addSubnet('fe80::', 10, 'ipv6')

const isPrivate = (address: string) => privateNetworks.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
