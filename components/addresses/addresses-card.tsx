import { UNPROVEN_DAYS } from '@/lib/addresses/limits'
import type { AddressRow } from '@/lib/addresses/own'
import { richWords, words } from '@/messages/words'
import { Card } from '../ui/card'
import { DialogLink } from '../ui/dialog-link'
import { Tag } from '../ui/tag'
import { Time } from '../ui/time'
import { AddAddressForm } from './add-address-form'
import { MakePrimaryForm } from './make-primary-form'
import { RemoveAddressForm } from './remove-address-form'
import { ResendAddressLink } from './resend-address-link'

type CardProps = { account: string; addresses: AddressRow[] }

/** All of one's addresses, what each is good for, and what can be done with it. */
export function AddressesCard({ account, addresses }: CardProps) {
  const former = addresses.find((one) => one.isPrimary)?.email ?? ''
  return (
    <Card
      title={words('addresses.title')}
      description={words('addresses.intro')}
      footer={
        <DialogLink
          href={`/${account}/account/emails/add`}
          label={words('addresses.add')}
          title={words('addresses.addTitle')}
          description={words('addresses.addIntro')}
        >
          <AddAddressForm account={account} />
        </DialogLink>
      }
    >
      <ul className="-my-2 divide-y divide-[var(--line)]" aria-label={words('addresses.list')}>
        {addresses.map((address) => (
          <AddressItem key={address.id} {...{ account, address, former }} />
        ))}
      </ul>
    </Card>
  )
}

type ItemProps = { account: string; address: AddressRow; former: string }

function AddressItem({ account, address, former }: ItemProps) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-medium wrap-anywhere">{address.email}</span>
          <Standing address={address} />
        </p>
        {address.verifiedAt ? null : (
          <p className="text-[13px] text-muted">
            {richWords('addresses.expires', { at: <Time at={forgottenAt(address)} /> })}
          </p>
        )}
      </div>
      {address.isPrimary ? null : <Doings {...{ account, address, former }} />}
    </li>
  )
}

export function Standing({ address: { isPrimary, verifiedAt } }: { address: AddressRow }) {
  return (
    <>
      {isPrimary ? <Tag tone="accent">{words('addresses.primary')}</Tag> : null}
      {verifiedAt ? (
        <Tag tone="success">{words('addresses.verified')}</Tag>
      ) : (
        <Tag tone="warning">{words('addresses.unverified')}</Tag>
      )}
    </>
  )
}

function Doings({ account, address: { id, email, verifiedAt }, former }: ItemProps) {
  const href = `/${account}/account/emails/${id}`
  const isProven = verifiedAt !== null
  return (
    <div className="flex flex-wrap gap-2">
      {isProven ? (
        <DialogLink
          href={href}
          size="sm"
          label={
            <Precise
              short={words('addresses.makePrimary')}
              full={words('addresses.makePrimaryOf', { email })}
            />
          }
          title={words('addresses.makePrimaryTitle', { email })}
        >
          <MakePrimaryForm {...{ account, address: id, email, former }} />
        </DialogLink>
      ) : (
        <ResendAddressLink {...{ account, address: id, email }} />
      )}
      <DialogLink
        href={href}
        size="sm"
        variant="danger-soft"
        label={<Precise short={words('addresses.remove')} full={words('addresses.removeOf', { email })} />}
        title={words('addresses.removeTitle', { email })}
      >
        <RemoveAddressForm {...{ account, address: id, email, isProven }} />
      </DialogLink>
    </div>
  )
}

/** One word to look at, the whole of it to hear. */
function Precise({ short, full }: { short: string; full: string }) {
  return (
    <>
      <span aria-hidden="true">{short}</span>
      <span className="sr-only">{full}</span>
    </>
  )
}

const DAY_MS = 86_400_000
const forgottenAt = ({ createdAt }: AddressRow) => new Date(createdAt.getTime() + UNPROVEN_DAYS * DAY_MS)
