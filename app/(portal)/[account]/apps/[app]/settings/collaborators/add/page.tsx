import type { Metadata } from 'next'
import { AddCollaboratorsPage } from '@/components/collaborators/form-pages'
import { getScopeChoices } from '@/lib/collaborators/queries'
import { dayOf } from '@/messages/dates'
import { words } from '@/messages/words'
import { answer } from '../../../../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('collaborators.addPage.title') })

type Props = PageProps<'/[account]/apps/[app]/settings/collaborators/add'>

export default async function AddPage({ params }: Props) {
  const { account, app } = await params
  return answer(`/${account}/apps/${app}/settings/collaborators/add`, async (caller) => {
    const choices = await getScopeChoices(caller, account, app, {})
    return <AddCollaboratorsPage choices={choices} day={dayOf(choices.until)} />
  })
}
