import type { Viewer } from '@/lib/frame/queries'
import { words } from '@/messages/words'
import { Card } from '../ui/card'
import { Copyable } from '../ui/copyable'
import { KeyValue } from '../ui/key-value'
import { PageHeader } from '../ui/page-header'
import { Tag } from '../ui/tag'

/** Who one is here. */
export function PersonalAccount({ viewer }: { viewer: Viewer }) {
  return (
    <div className="grid max-w-[720px] gap-4">
      <PageHeader title={words('organizations.personalAccount.account')}>
        {words('organizations.personalAccount.whoYouAreInThisPortalAndHow')}
      </PageHeader>
      <Card
        title={words('organizations.personalAccount.profile')}
        description={words('organizations.personalAccount.adminsOfYourOrganizationsSee')}
      >
        <KeyValue
          items={[
            { label: words('organizations.personalAccount.firstName'), value: viewer.firstName },
            { label: words('organizations.personalAccount.lastName'), value: viewer.lastName },
            {
              label: words('organizations.personalAccount.username'),
              value: (
                <Copyable
                  value={viewer.username}
                  what={words('organizations.personalAccount.usernameCopied')}
                />
              ),
            },
            {
              label: words('organizations.personalAccount.email'),
              value: (
                <span className="inline-flex flex-wrap items-center gap-2">
                  {viewer.email}{' '}
                  {viewer.isVerified ? (
                    <Tag tone="success">{words('organizations.personalAccount.verified')}</Tag>
                  ) : (
                    <Tag tone="warning">{words('organizations.personalAccount.notVerified')}</Tag>
                  )}
                </span>
              ),
            },
            ...(viewer.isOperator
              ? [
                  {
                    label: words('organizations.personalAccount.operator'),
                    value: words('organizations.personalAccount.youRunThisPortal'),
                  },
                ]
              : []),
          ]}
        />
      </Card>
    </div>
  )
}
