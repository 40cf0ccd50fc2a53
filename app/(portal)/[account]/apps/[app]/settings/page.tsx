import type { Metadata } from 'next'
import { AppSettings } from '@/components/app-settings/app-settings'
import { TeamsCard } from '@/components/app-settings/teams-card'
import { CollaboratorsCard } from '@/components/collaborators/collaborators-card'
import { AppKeysCard } from '@/components/tokens/app-keys-card'
import { getAppSettings } from '@/lib/app-settings/queries'
import { listTeamsOfApp } from '@/lib/app-settings/teams'
import { listCollaborators } from '@/lib/collaborators/queries'
import { listAppKeys } from '@/lib/tokens/app-keys'
import { words } from '@/messages/words'
import { answer } from '../../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('settings.title') })

/** All of them stand on their own page. */
const IN_CARD = 5

type Props = PageProps<'/[account]/apps/[app]/settings'>

export default async function AppSettingsPage({ params, searchParams }: Props) {
  const [{ account, app }, search] = await Promise.all([params, searchParams])
  return answer(`/${account}/apps/${app}/settings`, async (caller) => {
    const settings = await getAppSettings(caller, account, app, {})
    const listed = settings.can.viewTeams
      ? await listTeamsOfApp(caller, account, app, { cursor: search.teams })
      : null
    const teams = listed ? (
      <TeamsCard
        at={{ account: settings.account.handle, app: settings.handle }}
        listed={listed}
        said={
          (['teamsAdded', 'teamChanged', 'teamRemoved'] as const).find((one) => one === search.said) ?? null
        }
        why={settings.can.addTeams.why}
      />
    ) : null
    const keys = settings.can.viewKeys ? (
      <AppKeysCard
        listed={await listAppKeys(caller, account, app, { cursor: search.keys, size: 25 })}
        isFirst={search.keys === undefined}
        isRevoked={search.said === 'keyRevoked'}
      />
    ) : null
    const collaborators = settings.can.viewCollaborators ? (
      <CollaboratorsCard listed={await listCollaborators(caller, account, app, { size: IN_CARD })} />
    ) : null
    return (
      <AppSettings
        settings={settings}
        isIdChanged={search.said === 'id'}
        teams={teams}
        collaborators={collaborators}
        keys={keys}
      />
    )
  })
}
