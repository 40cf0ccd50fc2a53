'use client'

import type { FormEvent } from 'react'
import { words } from '@/messages/words'
import { Button } from '../ui/button'
import { RoleCards } from './role-cards'

type ChooseRoleProps = {
  /** On a page: the address of the review, and what was chosen. */
  action?: string
  fields?: Record<string, string>
  onSubmit?: (event: FormEvent<HTMLFormElement>) => void
}

/** The first step of changing the roles of many: which. A plain GET form that leads to the review. */
export function ChooseRole({ action, fields = {}, onSubmit }: ChooseRoleProps) {
  return (
    <form method="get" action={action} className="form" onSubmit={onSubmit}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <RoleCards legend={words('members.bulk.newRole')} name="newRole" isRequired />
      <div className="form__actions form__actions--end">
        <Button type="submit" variant="primary">
          {words('members.bulk.continue')}
        </Button>
      </div>
    </form>
  )
}
