'use client'

import { changeMemberRoleAction } from '@/lib/members/actions'
import type { Role } from '@/lib/permissions/roles'
import { Form } from '../ui/form'
import { Notice } from '../ui/notice'
import { RoleCards } from './role-cards'

/** Another role for a member, chosen on a page. */
export function RoleForm({ account, memberId, role }: { account: string; memberId: string; role: Role }) {
  return (
    <Form
      action={changeMemberRoleAction}
      hidden={{ account, memberId }}
      submit="Change role"
      done={({ name, role: label }) => (
        <Notice tone="success" role="status" action={<a href={`/${account}/members`}>All members</a>}>
          {name} is now {label}.
        </Notice>
      )}
    >
      <RoleCards legend="Role" defaultValue={role} />
    </Form>
  )
}
