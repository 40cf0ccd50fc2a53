import type { Metadata } from 'next'
import { RemoveCollaboratorsPage } from '@/components/collaborators/form-pages'
import { reviewRemoval } from '@/lib/collaborators/queries'
import { words } from '@/messages/words'
import { answer } from '../../../../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('collaborators.remove.title') })

type Props = PageProps<'/[account]/apps/[app]/settings/collaborators/remove'>

export default async function RemovePage({ params, searchParams }: Props) {
  const [{ account, app }, { ids }] = await Promise.all([params, searchParams])
  return answer(`/${account}/apps/${app}/settings/collaborators`, async (caller) => (
    <RemoveCollaboratorsPage review={await reviewRemoval(caller, account, app, { ids })} />
  ))
}
