import type { Metadata } from 'next'
import { AddTeamsPage } from '@/components/app-settings/team-pages'
import { findTeamsForApp } from '@/lib/app-settings/teams'
import { words } from '@/messages/words'
import { answer } from '../../../../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('appSettings.teams.add') })

type Props = PageProps<'/[account]/apps/[app]/settings/teams/add'>

export default async function AddPage({ params, searchParams }: Props) {
  const [{ account, app }, search] = await Promise.all([params, searchParams])
  return answer(`/${account}/apps/${app}/settings/teams/add`, async (caller) => (
    <AddTeamsPage found={await findTeamsForApp(caller, account, app, search)} />
  ))
}
