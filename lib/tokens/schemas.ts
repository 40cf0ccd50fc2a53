import { z } from 'zod'
import { EndDate } from '@/lib/end-date'
import { isHandle } from '@/lib/handles'
import { PageSize } from '@/lib/page-size'
import { APP_SCOPES, readScope, type Scope, TOKEN_SCOPES, withNeeds } from '@/lib/permissions/scopes'
import { isStorable } from '@/lib/storable'
import { says, words } from '@/messages/words'

export const APPROVALS = ['none', 'some', 'all'] as const
/** How much a token may do: everything, looking at everything, or what was chosen. */
export const ACCESSES = ['all', 'read', 'chosen'] as const

const one = (value: unknown) => (Array.isArray(value) ? value[0] : value)
const text = (most: number) =>
  z.preprocess(one, z.string().trim().max(most).refine(isStorable).optional().catch(undefined))

const looks = (scope: Scope) => scope.endsWith(':Get') || scope === 'Search'
/** The scopes that change nothing: what `token_changes_things` in the database says no to. */
export const READ_SCOPES = TOKEN_SCOPES.filter(looks)
export const READ_APP_SCOPES = APP_SCOPES.filter(looks)

export const TokenId = z.uuid(says('tokens.errors.gone'))
const TokenName = z
  .string(says('tokens.errors.nameMissing'))
  .transform((name) => name.normalize('NFC').replace(/\s+/g, ' ').trim())
  .pipe(
    z
      .string()
      .min(1, says('tokens.errors.nameMissing'))
      .max(80, says('tokens.errors.nameTooLong'))
      // What cannot be seen would tell two tokens apart that look the same.
      .regex(/^[^\p{Cc}\p{Cf}\p{Co}]*$/u, says('tokens.errors.nameUnseen')),
  )

/** Scopes as boxes or a program give them, in both spellings; each brings what it needs. */
const ScopeList = z.preprocess(
  (value) => (Array.isArray(value) ? value : value === undefined || value === '' ? [] : [value]),
  z.array(z.string().max(100)).max(400).transform(read),
)

function read(names: string[], { addIssue }: z.core.$RefinementCtx): Scope[] {
  const scopes: Scope[] = []
  for (const name of names) {
    const scope = readScope(name)
    if (scope) scopes.push(scope)
    else
      addIssue({ code: 'custom', message: words('tokens.errors.noSuchScope', { scope: name }), input: name })
  }
  return scopes.includes('All') ? ['All'] : withNeeds(scopes)
}

const accessFields = { access: z.enum(ACCESSES).prefault('chosen'), scopes: ScopeList.prefault([]) }
type AccessFields = { access: (typeof ACCESSES)[number]; scopes: Scope[] }

const isChosen = ({ access, scopes }: AccessFields) => access !== 'chosen' || scopes.length > 0
const NONE_CHOSEN = { ...says('tokens.errors.noScopes'), path: ['scopes'] }

/** What a personal access token is made with. `id` is the form's own: sent twice, it makes one. `to`: the account that it is limited to. */
export const CreateTokenInput = z
  .object({
    id: z.uuid().optional(),
    name: TokenName,
    ...accessFields,
    to: z
      .string()
      .trim()
      .refine((to) => to === '' || isHandle(to), says('tokens.errors.nowhere'))
      .prefault(''),
    until: EndDate.prefault(''),
  })
  .refine(isChosen, NONE_CHOSEN)
  .transform(({ access, scopes, ...input }) => ({
    ...input,
    scopes: access === 'all' ? (['All'] as Scope[]) : access === 'read' ? [...READ_SCOPES] : scopes,
  }))

const ofApps = (scopes: readonly Scope[]) => scopes.every((scope) => APP_SCOPES.includes(scope))
/** The same for a key of one app, where "all" means all that concern an app. */
export const CreateAppKeyInput = z
  .object({ id: z.uuid().optional(), name: TokenName, ...accessFields, until: EndDate.prefault('') })
  .refine(isChosen, NONE_CHOSEN)
  .transform(({ access, scopes, ...input }) => ({
    ...input,
    scopes: access === 'all' ? [...APP_SCOPES] : access === 'read' ? [...READ_APP_SCOPES] : scopes,
  }))
  .refine(({ scopes }) => ofApps(scopes), { ...says('tokens.errors.notOfApps'), path: ['scopes'] })

/** What is left out stays as it is. */
export const UpdateTokenInput = z
  .object({ id: TokenId, name: TokenName.optional(), scopes: ScopeList.optional() })
  .refine(({ scopes }) => scopes === undefined || scopes.length > 0, NONE_CHOSEN)
export const TokenInput = z.object({ id: TokenId })
/** `was`: the end of the secret that a page showed, so that a form that is sent twice does not take back what it gave. */
export const RotateTokenInput = z.object({ id: TokenId, was: z.string().max(4).optional() })

/** Empty days: any age. */
export const TokenPolicyInput = z.object({
  maxDays: z.preprocess(
    (value) => (value === '' || value === null || value === undefined ? null : Number(value)),
    z
      .int(says('tokens.errors.days'))
      .min(1, says('tokens.errors.days'))
      .max(3650, says('tokens.errors.days'))
      .nullable(),
  ),
  approval: z.enum(APPROVALS, says('tokens.errors.approval')),
})

const pageFields = {
  size: PageSize,
  cursor: text(2000),
}
/** The addresses of the pages. Whatever does not fit falls back to its default. */
export const TokensSearch = z.object({ q: text(100), ...pageFields })
export type TokensSearch = z.output<typeof TokensSearch>
export const OrganizationTokensSearch = z.object({
  q: text(100),
  only: z.preprocess(one, z.literal('waiting').optional().catch(undefined)),
  ...pageFields,
})
export type OrganizationTokensSearch = z.output<typeof OrganizationTokensSearch>
export const AppKeysSearch = z.object(pageFields)
