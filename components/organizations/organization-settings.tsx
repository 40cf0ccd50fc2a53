import { env } from '@/lib/env'
import { RESTORABLE_DAYS } from '@/lib/organizations/ending'
import type { DeletionPreview, OrganizationSettings as Settings } from '@/lib/organizations/settings'
import { FORMER_HANDLES, REDIRECT_DAYS, RENAMES_A_DAY } from '@/lib/rename-handle'
import { richWords, words } from '@/messages/words'
import { Card } from '../ui/card'
import { Copyable } from '../ui/copyable'
import { DialogLink } from '../ui/dialog-link'
import { KeyValue } from '../ui/key-value'
import { Notice } from '../ui/notice'
import { PageHeader } from '../ui/page-header'
import { Time } from '../ui/time'
import { DeleteForm } from './delete-form'
import { IdForm, InvitationLifeForm, NameForm, SharingForm } from './settings-forms'
import { WhatWillBeLost } from './what-will-be-lost'

type SettingsProps = { settings: Settings; losses: DeletionPreview | null; isIdChanged: boolean }

/** The settings of an organization, or what of them its reader may see, and why they cannot be changed. */
export function OrganizationSettings({ settings, losses, isIdChanged }: SettingsProps) {
  const { name, handle, can } = settings
  return (
    <div className="grid max-w-[720px] gap-4">
      <PageHeader title={words('settings.title')}>
        {words('settings.intro', { organization: name })}
      </PageHeader>
      {isIdChanged && can.edit ? (
        <Notice tone="success" role="status" title={words('settings.id.changed', { id: handle })} />
      ) : null}
      {can.edit ? <Editable settings={settings} /> : <ReadOnly settings={settings} />}
      {losses ? <Danger losses={losses} /> : null}
    </div>
  )
}

function Editable({
  settings: { name, handle, billingEmail, invitationDays, collaboratorsMayShare, formers },
}: {
  settings: Settings
}) {
  return (
    <>
      <Card title={words('settings.general.title')}>
        <NameForm account={handle} name={name} billingEmail={billingEmail ?? ''} />
      </Card>
      <Card
        title={words('settings.id.title')}
        description={words('settings.id.hint')}
        action={<Copyable value={handle} what={words('settings.id.copyWhat')} />}
      >
        <div className="grid gap-4">
          {formers.length > 0 ? <Formers formers={formers} /> : null}
          <Notice title={words('settings.id.whatTitle')}>
            <ul className="list-disc ps-4">
              <li>{words('settings.id.redirects', { days: REDIRECT_DAYS })}</li>
              <li>{words('settings.id.after')}</li>
              <li>{words('settings.id.limits', { renames: RENAMES_A_DAY, formers: FORMER_HANDLES })}</li>
            </ul>
          </Notice>
          <IdForm account={handle} origin={new URL(env.APP_URL).host} />
        </div>
      </Card>
      <Card title={words('settings.invitations.title')}>
        <InvitationLifeForm account={handle} days={invitationDays ?? 7} />
      </Card>
      <Card title={words('settings.sharing.title')}>
        <SharingForm account={handle} mayShare={collaboratorsMayShare} />
      </Card>
    </>
  )
}

function Formers({ formers }: Pick<Settings, 'formers'>) {
  return (
    <div className="grid gap-1">
      <p className="font-medium">{words('settings.id.formers')}</p>
      <ul className="grid gap-1">
        {formers.map(({ handle, redirectsUntil }) => (
          <li key={handle} className="flex flex-wrap gap-x-2">
            <code className="wrap-anywhere">{handle}</code>
            <span className="text-muted">
              {richWords('settings.id.former', { until: <Time at={redirectsUntil} show="date" /> })}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

function ReadOnly({ settings: { name, handle, billingEmail, invitationDays, why } }: { settings: Settings }) {
  return (
    <>
      <Notice title={words('settings.readOnly')}>{why}</Notice>
      <Card title={words('settings.general.title')}>
        <KeyValue
          items={[
            { label: words('settings.general.name'), value: name },
            {
              label: words('settings.id.present'),
              value: <Copyable value={handle} what={words('settings.id.copyWhat')} />,
            },
            ...(billingEmail ? [{ label: words('settings.general.billingEmail'), value: billingEmail }] : []),
            ...(invitationDays === null
              ? []
              : [
                  {
                    label: words('settings.invitations.label'),
                    value: words('settings.invitations.value', { days: invitationDays }),
                  },
                ]),
          ]}
        />
      </Card>
    </>
  )
}

function Danger({ losses }: { losses: DeletionPreview }) {
  const { name, handle } = losses
  return (
    <Card
      title={words('settings.danger.title')}
      description={words('settings.danger.hint', { organization: name, days: RESTORABLE_DAYS })}
    >
      <DialogLink
        href={`/${handle}/settings/delete`}
        title={words('settings.delete.title', { organization: name })}
        label={words('settings.danger.open')}
        variant="danger-soft"
        dialogSize="lg"
      >
        <DeleteForm account={handle} organization={name}>
          <WhatWillBeLost losses={losses} />
        </DeleteForm>
      </DialogLink>
    </Card>
  )
}
