import type { Route } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type { Caller } from '@/lib/actor'
import { findMovedApp } from '@/lib/app-frame/queries'
import type { InApp } from '@/lib/permissions/facts'

type Address = { account: string; app: string }

/**
 * Sends whoever came by a former ID, or by the account that had the app before, on to where it is now, with the rest of the path and the
 * query. Only who may open it there; for everybody else there is nothing here. Forms are left alone, as in `leadOn`.
 */
export async function leadOnApp(caller: Caller, came: Address, entered: InApp | null): Promise<void> {
  const present = entered
    ? { account: entered.account.handle, app: entered.app.handle }
    : await findMovedApp(caller, came.account, came.app)
  if (!present || isSame(came, present)) return
  const address = (await headers()).get('x-address')
  if (address)
    redirect(address.replace(/^\/[^/?]*\/apps\/[^/?]*/, `/${present.account}/apps/${present.app}`) as Route) // the same page where it is now
}

const isSame = (came: Address, present: Address) =>
  came.app.toLowerCase() === present.app &&
  (came.account === 'me' || came.account.toLowerCase() === present.account.toLowerCase())
