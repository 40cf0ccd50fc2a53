import type { Viewer } from '@/lib/frame/queries'
import type { Profile } from '@/lib/profile/queries'
import { words } from '@/messages/words'
import { AddressesCard } from '../addresses/addresses-card'
import { LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { Notice } from '../ui/notice'
import { PageHeader } from '../ui/page-header'
import { NamesForm } from './names-form'
import { PictureForm } from './picture-form'
import { UsernameCard } from './username-card'

/** Who one is here, by which addresses, and the way out. */
export function PersonalAccount({ viewer, profile }: { viewer: Viewer; profile: Profile }) {
  const { username: account, firstName, lastName } = profile
  return (
    <div className="grid max-w-[720px] gap-4">
      <PageHeader title={words('profile.title')}>{words('profile.intro')}</PageHeader>
      {viewer.isOperator ? <Notice>{words('profile.operator')}</Notice> : null}
      <Card title={words('profile.card.title')} description={words('profile.card.intro')}>
        <div className="grid gap-6">
          <PictureForm
            account={account}
            id={viewer.id}
            name={`${firstName} ${lastName}`}
            picture={viewer.picture}
          />
          <NamesForm account={account} firstName={firstName} lastName={lastName} />
        </div>
      </Card>
      <UsernameCard username={account} former={profile.formerUsernames} />
      <AddressesCard account={account} addresses={profile.addresses} />
      <Card title={words('accountDeletion.card')} description={words('accountDeletion.cardText')}>
        <LinkButton href={`/${account}/account/delete-account`} variant="danger-soft">
          {words('accountDeletion.button')}
        </LinkButton>
      </Card>
    </div>
  )
}
