'use client'

import { Dropdown } from '@heroui/react/dropdown'
import { Check } from 'lucide-react'
import type { RefObject } from 'react'
import { ROLES, type Role } from '@/lib/permissions/roles'
import { words } from '@/messages/words'
import { RoleIcon } from './role-tag'

type RoleMenuPanelProps = {
  name: string
  current: Role | null
  anchor: RefObject<HTMLElement | null>
  isOpen: boolean
  onClose: () => void
  onChoose: (role: Role) => void
}

/** The six roles, each explained where it is chosen. */
export function RoleMenuPanel({ name, current, anchor, isOpen, onClose, onChoose }: RoleMenuPanelProps) {
  const choose = (key: unknown) => {
    const role = ROLES.find((one) => one.key === key)
    if (role) onChoose(role.key)
  }
  return (
    <Dropdown.Popover
      className="dropdown__popover role-menu"
      triggerRef={anchor}
      placement="bottom start"
      isOpen={isOpen}
      onOpenChange={(open) => open || onClose()}
    >
      <Dropdown.Menu
        className="dropdown__menu"
        aria-label={words('members.roleMenuPanel.roleOf', { name })}
        autoFocus="first"
        selectionMode="single"
        selectedKeys={current ? [current] : []}
        onAction={choose}
        onClose={onClose}
      >
        {ROLES.map((role) => (
          <Dropdown.Item key={role.key} id={role.key} textValue={role.label}>
            <RoleIcon role={role.key} />
            <span data-slot="label" className="min-w-0 flex-1">
              {role.label}
              {role.reach ? <span className="text-muted"> ({role.reach})</span> : null}
              <span className="menu-reason">{role.description}</span>
            </span>
            {role.key === current ? <Check aria-hidden="true" /> : null}
          </Dropdown.Item>
        ))}
      </Dropdown.Menu>
    </Dropdown.Popover>
  )
}
