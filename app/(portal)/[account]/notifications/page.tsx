import type { Metadata } from 'next'
import { NotificationsView } from '@/components/notifications/notifications-view'
import { listNotifications } from '@/lib/notifications/queries'
import { NotificationsSearch } from '@/lib/notifications/schemas'
import { words } from '@/messages/words'
import { answer } from '../../answer'

export const generateMetadata = (): Metadata => ({ title: words('notifications.page.notifications') })

type Props = PageProps<'/[account]/notifications'>

export default async function NotificationsPage({ params, searchParams }: Props) {
  const [{ account }, search] = await Promise.all([params, searchParams])
  return answer(`/${account}/notifications`, async (caller) => {
    const list = await listNotifications(caller, account, NotificationsSearch.parse(search))
    return <NotificationsView account={account} list={list} />
  })
}
