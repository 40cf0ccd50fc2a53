import 'server-only'
import { z } from 'zod'
import { notFound } from '@/lib/errors'
import { query } from '@/lib/query'
import { lineOf, type OwnTokenLine, pageOfLines } from './rows'
import { TokenInput, TokensSearch } from './schemas'

/** One's own tokens that are not revoked, also expired ones, the newest first: personal, keys of apps, those of collaborations. */
export const listTokens = query({
  name: 'listTokens',
  permission: 'ownToken.view',
  input: TokensSearch,
  async run({ sql, input, account }) {
    const page = await pageOfLines<OwnTokenLine>(
      input,
      ({ at, after, isBack, limit }) =>
        sql`select my_tokens(null, ${input.q || null}, ${at}::timestamptz, ${after}::uuid, ${isBack}, ${limit}) as line`,
    )
    return { ...page, handle: account.handle, search: input }
  },
})
export type TokensList = Awaited<ReturnType<typeof listTokens>>

/** One of one's own tokens. Throws `not_found` where there is none of this id, or it was revoked. */
export const getToken = query({
  name: 'getToken',
  permission: 'ownToken.view',
  input: TokenInput,
  async run({ sql, input, account }) {
    const token = await lineOf<OwnTokenLine>(
      sql`select my_tokens(${input.id}::uuid, null, null, null, false, 1) as line`,
    )
    if (!token) throw notFound()
    return { ...token, handle: account.handle }
  },
})
export type OwnToken = Awaited<ReturnType<typeof getToken>>

export type TokenPlace = {
  handle: string
  name: string
  maxDays: number | null
  approval: 'none' | 'some' | 'all'
}

/** Where a token of one's own can be limited to, with what those organizations ask of tokens. */
export const listTokenPlaces = query({
  name: 'listTokenPlaces',
  permission: 'ownToken.create',
  input: z.object({}),
  async run({ sql, account }) {
    const places = await sql<TokenPlace[]>`
      select handle, name, max_days as "maxDays", approval from token_places()`
    return { handle: account.handle, places: [...places] }
  },
})
