import type { AddressRow } from '@/lib/addresses/own'
import { words } from '@/messages/words'
import { BackLink } from '../ui/back-link'
import { Card } from '../ui/card'
import { Notice } from '../ui/notice'
import { PageHeader } from '../ui/page-header'
import { AddAddressForm } from './add-address-form'
import { Standing } from './addresses-card'
import { MakePrimaryForm } from './make-primary-form'
import { RemoveAddressForm } from './remove-address-form'
import { ResendAddressLink } from './resend-address-link'

/** What the dialog does, as a page. */
export function AddAddressPage({ account }: { account: string }) {
  return (
    <div className="grid max-w-[560px] gap-4">
      <BackLink href={`/${account}/account`}>{words('addresses.back')}</BackLink>
      <PageHeader title={words('addresses.addTitle')}>{words('addresses.addIntro')}</PageHeader>
      <Card>
        <AddAddressForm account={account} />
      </Card>
    </div>
  )
}

type PageProps = { account: string; address: AddressRow; primary: string }

/** One address and all that can be done with it, without JavaScript. */
export function AddressPage({ account, address, primary }: PageProps) {
  const { id, email, isPrimary, verifiedAt } = address
  const up = `/${account}/account`
  return (
    <div className="grid max-w-[560px] gap-4">
      <BackLink href={up}>{words('addresses.back')}</BackLink>
      <PageHeader
        title={
          <span className="flex flex-wrap items-center gap-2">
            <span className="wrap-anywhere">{email}</span>
            <Standing address={address} />
          </span>
        }
      >
        {words('addresses.manageIntro')}
      </PageHeader>
      {isPrimary ? (
        <Notice>{words('addresses.primaryIntro')}</Notice>
      ) : (
        <>
          {verifiedAt ? (
            <Card title={words('addresses.makePrimaryTitle', { email })}>
              <MakePrimaryForm {...{ account, email }} address={id} former={primary} cancelHref={up} />
            </Card>
          ) : (
            <Card title={words('addresses.resendFor', { email })}>
              <ResendAddressLink {...{ account, email }} address={id} />
            </Card>
          )}
          <Card title={words('addresses.removeTitle', { email })}>
            <RemoveAddressForm
              {...{ account, email }}
              address={id}
              isProven={verifiedAt !== null}
              cancelHref={up}
            />
          </Card>
        </>
      )}
    </div>
  )
}
