import type { DeletionPreview } from '@/lib/organizations/settings'
import { words } from '@/messages/words'
import { BackLink } from '../ui/back-link'
import { Card } from '../ui/card'
import { PageHeader } from '../ui/page-header'
import { DeleteForm } from './delete-form'
import { WhatWillBeLost } from './what-will-be-lost'

/** Deleting an organization as a page of its own. */
export function DeleteOrganization({ losses }: { losses: DeletionPreview }) {
  const { name, handle } = losses
  return (
    <div className="grid max-w-[640px] gap-4">
      <BackLink href={`/${handle}/settings`}>{words('shell.sections.settings')}</BackLink>
      <PageHeader title={words('settings.delete.title', { organization: name })} />
      <Card>
        <DeleteForm account={handle} organization={name} cancelHref={`/${handle}/settings`}>
          <WhatWillBeLost losses={losses} />
        </DeleteForm>
      </Card>
    </div>
  )
}
