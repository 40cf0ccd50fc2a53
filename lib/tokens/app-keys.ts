import 'server-only'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { appCommand } from '@/lib/command'
import { notFound } from '@/lib/errors'
import { can, decide } from '@/lib/permissions/decide'
import type { Permission } from '@/lib/permissions/rules'
import { appQuery } from '@/lib/query'
import { entryOf, mustBeAsSeen } from './commands'
import { curlOf } from './curl'
import { dated, lineOf, pageOfLines, type TokenLine } from './rows'
import { AppKeysSearch, CreateAppKeyInput, RotateTokenInput, TokenInput } from './schemas'
import { makeTokenSecret } from './secret'
import { mustHold, type Outcome, refusal } from './within'

/** The keys of an app, the newest first, each with whoever made it; for who may have keys here. */
export const listAppKeys = appQuery({
  name: 'listAppKeys',
  permission: 'appKey.view',
  input: AppKeysSearch,
  async run({ sql, input, account, app, access, person }) {
    const page = await pageOfLines<TokenLine>(
      input,
      ({ at, after, isBack, limit }) =>
        sql`select app_keys(null, ${at}::timestamptz, ${after}::uuid, ${isBack}, ${limit}) as line`,
    )
    const verdict = (permission: Permission) => ({
      may: can(access, permission),
      why: can(access, permission) ? '' : decide(access, permission).says,
    })
    return {
      ...page,
      account,
      app,
      viewerId: person.id,
      can: { create: verdict('appKey.create'), revoke: verdict('appKey.revoke') },
    }
  },
})
export type AppKeysList = Awaited<ReturnType<typeof listAppKeys>>

/** One key of an app. Throws `not_found` where there is none of this id, or it was revoked. */
export const getAppKey = appQuery({
  name: 'getAppKey',
  permission: 'appKey.view',
  input: TokenInput,
  async run({ sql, input, account, app, access, person }) {
    const key = await lineOf<TokenLine>(sql`select app_keys(${input.id}::uuid, null, null, false, 1) as line`)
    if (!key) throw notFound()
    return {
      ...key,
      at: { account, app },
      can: {
        rotate: can(access, 'appKey.create') && key.owner.id === person.id,
        revoke: can(access, 'appKey.revoke'),
      },
    }
  },
})
export type AppKey = Awaited<ReturnType<typeof getAppKey>>

/** For whoever is about to make a key: where they are. */
export const openAppKeyForm = appQuery({
  name: 'openAppKeyForm',
  permission: 'appKey.create',
  input: z.object({}),
  async run({ account, app }) {
    return { handle: account.handle, app: { handle: app.handle, name: app.name } }
  },
})

/** Makes a key of an app. It acts as its maker within that app, as long as they may; its secret is in the answer and nowhere else. */
export const createAppKey = appCommand({
  name: 'createAppKey',
  permission: 'appKey.create',
  input: CreateAppKeyInput,
  async run(context) {
    const { sql, input, account, app, person } = context
    const { name, scopes, until } = input
    mustHold(context, scopes, 'appKey.create')
    const { secret, hash, lastFour } = makeTokenSecret('app')
    const [made] = await sql<[{ outcome: Outcome | 'made'; line: TokenLine; max_days: number | null }]>`
      select * from make_app_key(${input.id ?? randomUUID()}::uuid, ${name}, ${[...scopes]}::text[], ${hash}, ${lastFour}, ${until?.toISOString() ?? null}::timestamptz,
                                 ${person.token?.id ?? null}::uuid)`
    if (made.outcome !== 'made') throw refusal(made.outcome, 'appKey.create', made.max_days)
    return {
      result: {
        secret,
        curl: curlOf(made.line, secret),
        token: dated(made.line),
        handle: account.handle,
        app: app.handle,
      },
      audit: [entryOf('appKey.created', made.line)],
    }
  },
})

/** Gives a key a new secret, by its maker alone. Throws `forbidden` for somebody else's, `conflict` for one that has expired. */
export const rotateAppKey = appCommand({
  name: 'rotateAppKey',
  permission: 'appKey.create',
  input: RotateTokenInput,
  async run({ sql, input, account, app, person }) {
    const present = await lineOf<TokenLine>(
      sql`select app_keys(${input.id}::uuid, null, null, false, 1) as line`,
    )
    if (!present) throw notFound()
    mustBeAsSeen(present.lastFour, input.was)
    const { secret, hash, lastFour } = makeTokenSecret('app')
    const [row] = await sql<[{ answer: { outcome: Outcome | 'rotated'; line: TokenLine } | null }]>`
      select rotate_app_key(${input.id}::uuid, ${hash}, ${lastFour}, ${person.token?.id ?? null}::uuid) as answer`
    if (!row.answer) throw notFound()
    const { outcome, line } = row.answer
    if (outcome !== 'rotated') throw refusal(outcome, 'appKey.create')
    return {
      result: {
        secret,
        curl: curlOf(line, secret),
        token: dated(line),
        handle: account.handle,
        app: app.handle,
      },
      audit: [entryOf('appKey.rotated', line)],
    }
  },
})

/** Ends a key of an app, whoever made it; they are told. */
export const revokeAppKey = appCommand({
  name: 'revokeAppKey',
  permission: 'appKey.revoke',
  input: TokenInput,
  async run({ sql, input, account, app, person, change }) {
    const [row] = await sql<[{ line: TokenLine | null }]>`
      select revoke_app_key(${input.id}::uuid, ${change}::uuid) as line`
    if (!row.line) throw notFound()
    const { line } = row
    const detail = {
      by: `${person.firstName} ${person.lastName}`,
      token: line.name,
      app: app.name,
      href: `/${account.handle}/apps/${app.handle}`,
    }
    return {
      result: { name: line.name, account: account.handle, app: app.handle },
      audit: [entryOf('appKey.revoked', line)],
      notices:
        line.owner.id === person.id
          ? []
          : [
              {
                userId: line.owner.id,
                orgId: account.id,
                kind: 'appKey.revoked',
                subjectId: line.id,
                detail,
              },
            ],
    }
  },
})
