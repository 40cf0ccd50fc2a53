import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { CreateAppKey } from '@/components/tokens/create-token'
import { APP_SCOPES } from '@/lib/permissions/scopes'
import { openAppKeyForm } from '@/lib/tokens/app-keys'
import { suggestedEnd } from '@/lib/tokens/suggested-end'
import { words } from '@/messages/words'
import { answer } from '../../../../../../answer'

export const generateMetadata = (): Metadata => ({ title: words('tokens.keys.create') })

type Props = PageProps<'/[account]/apps/[app]/settings/keys/new'>

export default async function NewAppKeyPage({ params }: Props) {
  const { account, app: asked } = await params
  return answer(`/${account}/apps/${asked}/settings/keys/new`, async (caller) => {
    const { handle, app } = await openAppKeyForm(caller, account, asked, {})
    return (
      <CreateAppKey
        account={handle}
        app={app}
        formId={randomUUID()}
        until={suggestedEnd()}
        scopes={APP_SCOPES}
      />
    )
  })
}
