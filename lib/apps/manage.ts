import 'server-only'
import { z } from 'zod'
import { can } from '@/lib/permissions/decide'
import { appQuery } from '@/lib/query'
import { countLosses } from './ending'

/** What somebody may do with one app of their list, and whether it is pinned or starred. */
export const getManagedApp = appQuery({
  name: 'getManagedApp',
  permission: 'app.view',
  input: z.object({}),
  async run({ sql, account, app, access, person }) {
    const mayDelete = can(access, 'app.delete')
    const [marks, losses] = await Promise.all([
      sql<{ kind: 'pin' | 'star' }[]>`
        select kind from app_marks where user_id = ${person.id}::uuid and org_id = ${account.id}::uuid and app_id = ${app.id}::uuid`,
      mayDelete ? countLosses(sql) : null,
    ])
    const has = (kind: 'pin' | 'star') => marks.some((mark) => mark.kind === kind)
    return {
      account: account.handle,
      handle: app.handle,
      name: app.name,
      isPinned: has('pin'),
      isStarred: has('star'),
      can: { duplicate: can(access, 'app.duplicate') && can(access, 'app.create'), delete: mayDelete },
      losses,
    }
  },
})
export type ManagedApp = Awaited<ReturnType<typeof getManagedApp>>
