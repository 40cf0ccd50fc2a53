'use client'

import { changeMemberRoleAction } from '@/lib/members/actions'
import type { Role } from '@/lib/permissions/roles'
import { words } from '@/messages/words'
import { Form } from '../ui/form'
import { Notice } from '../ui/notice'
import { RoleCards } from './role-cards'

/** Another role for a member, chosen on a page. */
export function RoleForm({ account, memberId, role }: { account: string; memberId: string; role: Role }) {
  return (
    <Form
      action={changeMemberRoleAction}
      hidden={{ account, memberId }}
      submit={words('members.roleForm.changeRole')}
      done={({ name, role: label }) => (
        <Notice
          tone="success"
          role="status"
          action={<a href={`/${account}/members`}>{words('members.roleForm.allMembers')}</a>}
        >
          {words('members.roleForm.isNow', { name, label })}
        </Notice>
      )}
    >
      <RoleCards legend={words('members.roleForm.role')} defaultValue={role} />
    </Form>
  )
}
