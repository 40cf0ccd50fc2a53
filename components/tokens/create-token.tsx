import type { Scope } from '@/lib/permissions/scopes'
import type { TokenPlace } from '@/lib/tokens/queries'
import { words } from '@/messages/words'
import { BackLink } from '../ui/back-link'
import { Card } from '../ui/card'
import { Notice } from '../ui/notice'
import { PageHeader } from '../ui/page-header'
import { CreateAppKeyForm, CreateTokenForm } from './create-token-form'

type Form = { formId: string; until: string; scopes: readonly Scope[] }

/** "Create a token": what it may do, where, until when, and what the organizations ask that it could reach. */
export function CreateToken({ account, places, ...form }: Form & { account: string; places: TokenPlace[] }) {
  const asking = places.filter(({ maxDays, approval }) => maxDays !== null || approval !== 'none')
  return (
    <div className="grid max-w-[720px] grid-cols-1 gap-4">
      <BackLink href={`/${account}/security/tokens`}>{words('tokens.title')}</BackLink>
      <PageHeader title={words('tokens.create.title')}>{words('tokens.create.purpose')}</PageHeader>
      {asking.length > 0 ? (
        <Notice title={words('tokens.create.asks')}>
          <ul className="grid gap-1">
            {asking.map((place) => (
              <li key={place.handle}>{askedBy(place)}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <Card>
        <CreateTokenForm {...form} account={account} places={places} />
      </Card>
    </div>
  )
}

function askedBy({ name: organization, maxDays, approval }: TokenPlace): string {
  return [
    maxDays === null ? '' : words('tokens.create.asksAge', { organization, days: maxDays }),
    approval === 'some' ? words('tokens.create.asksSome', { organization }) : '',
    approval === 'all' ? words('tokens.create.asksAll', { organization }) : '',
  ]
    .filter(Boolean)
    .join(' ')
}

type CreateAppKeyProps = Form & { account: string; app: { handle: string; name: string } }

/** "Create an API key" of one app. */
export function CreateAppKey({ account, app, ...form }: CreateAppKeyProps) {
  return (
    <div className="grid max-w-[720px] grid-cols-1 gap-4">
      <BackLink href={`/${account}/apps/${app.handle}/settings#keys`}>{words('tokens.keys.back')}</BackLink>
      <PageHeader title={words('tokens.keys.create')}>
        {words('tokens.keys.createPurpose', { app: app.name })}
      </PageHeader>
      <Card>
        <CreateAppKeyForm {...form} account={account} app={app.handle} />
      </Card>
    </div>
  )
}
