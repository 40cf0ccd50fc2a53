import 'server-only'
import { database } from '@/db/client'

/** Whether nobody has an account yet: the first one runs the portal. */
export async function isPortalFresh(): Promise<boolean> {
  const [row] = await database()<[{ fresh: boolean }]>`select portal_is_fresh() as fresh`
  return row.fresh
}
