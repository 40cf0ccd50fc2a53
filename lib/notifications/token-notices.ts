import { words } from '@/messages/words'
import type { NoticeKind, Sentence } from './sentences'

type Kind = Extract<NoticeKind, `token.${string}` | `appKey.${string}`>

const tokensOf = (handle: string) => `/${handle}/security/tokens`

/** What the bell says of tokens. */
export const tokenNotices: Record<Kind, Sentence> = {
  'token.created': ({ token = '', handle = '' }) => ({
    text: words('tokens.notices.created', { token }),
    href: tokensOf(handle),
  }),
  'token.rotated': ({ token = '', handle = '' }) => ({
    text: words('tokens.notices.rotated', { token }),
    href: tokensOf(handle),
  }),
  'token.waiting': ({ by = '', token = '', organization = '', handle = '' }) => ({
    text: words('tokens.notices.waiting', { by, token, organization }),
    href: `${tokensOf(handle)}?only=waiting`,
  }),
  'token.approved': ({ by = '', token = '', organization = '', handle = '' }) => ({
    text: words('tokens.notices.approved', { by, token, organization }),
    href: tokensOf(handle),
  }),
  'token.refused': ({ by = '', token = '', organization = '', handle = '' }) => ({
    text: words('tokens.notices.refused', { by, token, organization }),
    href: tokensOf(handle),
  }),
  'token.revoked': ({ by = '', token = '', organization = '', handle = '' }) => ({
    text: words('tokens.notices.revoked', { by, token, organization }),
    href: tokensOf(handle),
  }),
  'token.expiring': ({ token = '', until, handle = '' }) => ({
    text: words('tokens.notices.expiring', { token, until: new Date(until ?? 0) }),
    href: tokensOf(handle),
  }),
  'appKey.revoked': ({ by = '', token = '', app = '', href }) => ({
    text: words('tokens.notices.keyRevoked', { by, token, app }),
    href: href ?? null,
  }),
}
