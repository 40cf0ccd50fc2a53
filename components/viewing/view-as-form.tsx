'use client'

import { viewAsAction } from '@/lib/viewing/actions'
import { words } from '@/messages/words'
import { Form } from '../ui/form'

/** Begins to see the organization as a member does. */
export function ViewAsForm({ account, userId, name }: { account: string; userId: string; name: string }) {
  return (
    <Form
      action={viewAsAction}
      hidden={{ account, userId }}
      submit={words('viewing.begin', { name })}
      submitVariant="secondary"
    />
  )
}
