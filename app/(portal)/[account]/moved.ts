import type { Route } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type { Frame } from '@/lib/frame/queries'

/**
 * Sends whoever came by a former name on to the present one, with the rest of the path and the query. Only who may know of the
 * account has entered it; for everybody else there is nothing here. Forms are left alone: an answer to a POST that redirects would
 * send it twice, and commands take a former name as well.
 */
export async function leadOn(account: string, frame: Frame | null): Promise<void> {
  const present = frame?.entered?.account.handle
  if (!present || account === 'me' || present.toLowerCase() === account.toLowerCase()) return
  const address = (await headers()).get('x-address')
  if (address) redirect(address.replace(/^\/[^/?]*/, `/${present}`) as Route) // the same page under its present name
}
