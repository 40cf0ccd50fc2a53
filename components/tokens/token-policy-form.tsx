'use client'

import { changeTokenPolicyAction } from '@/lib/tokens/actions'
import { words } from '@/messages/words'
import { Form } from '../ui/form'

type SaveTokenPolicyFormProps = { account: string; maxDays: number | null; approval: string }

export function SaveTokenPolicyForm({ account, maxDays, approval }: SaveTokenPolicyFormProps) {
  return (
    <Form
      action={changeTokenPolicyAction}
      hidden={{ account, maxDays: maxDays === null ? '' : String(maxDays), approval }}
      submit={words('tokens.policy.save')}
    />
  )
}
