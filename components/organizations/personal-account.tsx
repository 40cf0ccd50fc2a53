import type { Viewer } from '@/lib/frame/queries'
import { Card } from '../ui/card'
import { Copyable } from '../ui/copyable'
import { KeyValue } from '../ui/key-value'
import { PageHeader } from '../ui/page-header'
import { Tag } from '../ui/tag'

/** Who one is here. */
export function PersonalAccount({ viewer }: { viewer: Viewer }) {
  return (
    <div className="grid max-w-[720px] gap-4">
      <PageHeader title="Account">Who you are in this portal, and how others find you.</PageHeader>
      <Card title="Profile" description="Admins of your organizations see this; other members see your name.">
        <KeyValue
          items={[
            { label: 'First name', value: viewer.firstName },
            { label: 'Last name', value: viewer.lastName },
            { label: 'Username', value: <Copyable value={viewer.username} what="username" /> },
            {
              label: 'Email',
              value: (
                <span className="inline-flex flex-wrap items-center gap-2">
                  {viewer.email}{' '}
                  {viewer.isVerified ? (
                    <Tag tone="success">verified</Tag>
                  ) : (
                    <Tag tone="warning">not verified</Tag>
                  )}
                </span>
              ),
            },
            ...(viewer.isOperator
              ? [
                  {
                    label: 'Operator',
                    value: 'You run this portal: you may read mail that could not be sent.',
                  },
                ]
              : []),
          ]}
        />
      </Card>
    </div>
  )
}
