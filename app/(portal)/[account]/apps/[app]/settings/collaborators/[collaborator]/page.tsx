import type { Metadata } from 'next'
import { CollaboratorPage } from '@/components/collaborators/form-pages'
import { getCollaborator } from '@/lib/collaborators/queries'
import { dayOf } from '@/messages/dates'
import { words } from '@/messages/words'
import { answer } from '../../../../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('collaborators.title') })

type Props = PageProps<'/[account]/apps/[app]/settings/collaborators/[collaborator]'>

export default async function OnePage({ params }: Props) {
  const { account, app, collaborator } = await params
  return answer(`/${account}/apps/${app}/settings/collaborators/${collaborator}`, async (caller) => {
    const found = await getCollaborator(caller, account, app, { collaborator })
    return <CollaboratorPage found={found} day={dayOf(found.collaborator.until)} />
  })
}
