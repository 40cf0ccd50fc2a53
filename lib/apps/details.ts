import 'server-only'
import { z } from 'zod'
import type { Connection } from '@/db/client'
import type { Visibility } from '@/lib/app-settings/choices'
import { notFound } from '@/lib/errors'
import { type Access, can } from '@/lib/permissions/decide'
import type { InApp } from '@/lib/permissions/facts'
import { appQuery } from '@/lib/query'

export type AppDetails = {
  handle: string
  name: string
  description: string
  notes: string
  visibility: Visibility
  defaultLanguage: string
  /** Null where none runs, or it is not theirs to see. */
  baseWorkflow: string | null
  /** As the database writes it, to the microsecond. */
  createdAt: string
  updatedAt: string
}

/** What an app says of itself, and nothing of who is in it. */
export const getApp = appQuery({
  name: 'getApp',
  permission: 'app.view',
  input: z.object({}),
  run: async ({ sql, account, app, access }) => ({
    account: account.handle,
    app: await detailsOf(sql, app, access),
  }),
})

/** The same, inside a transaction that has entered the app. */
export async function detailsOf(
  sql: Connection,
  { id }: Pick<InApp['app'], 'id'>,
  access: Access,
): Promise<AppDetails> {
  const [row] = await sql<AppDetails[]>`
    select handle, name, description, notes, visibility, default_language as "defaultLanguage", base_workflow as "baseWorkflow",
           created_at as "createdAt", updated_at as "updatedAt" from apps where id = ${id}::uuid and deleted_at is null`
  if (!row) throw notFound('app')
  return { ...row, baseWorkflow: can(access, 'baseWorkflow.view') ? row.baseWorkflow : null }
}
