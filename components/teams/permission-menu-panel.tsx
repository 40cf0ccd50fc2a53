'use client'

import { Dropdown } from '@heroui/react/dropdown'
import { Check } from 'lucide-react'
import type { RefObject } from 'react'
import { TEAM_PERMISSIONS, type TeamPermission } from '@/lib/permissions/roles'
import { PermissionIcon } from './permission-tag'

type PermissionMenuPanelProps = {
  label: string
  current: TeamPermission
  anchor: RefObject<HTMLElement | null>
  isOpen: boolean
  onClose: () => void
  onChoose: (permission: TeamPermission) => void
}

/** The four team permissions, each explained where it is chosen. */
export function PermissionMenuPanel(props: PermissionMenuPanelProps) {
  const { label, current, anchor, isOpen, onClose, onChoose } = props
  const choose = (key: unknown) => {
    const permission = TEAM_PERMISSIONS.find((one) => one.key === key)
    if (permission) onChoose(permission.key)
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
        aria-label={label}
        autoFocus="first"
        selectionMode="single"
        selectedKeys={[current]}
        onAction={choose}
        onClose={onClose}
      >
        {TEAM_PERMISSIONS.map((permission) => (
          <Dropdown.Item key={permission.key} id={permission.key} textValue={permission.label}>
            <PermissionIcon permission={permission.key} />
            <span data-slot="label" className="min-w-0 flex-1">
              {permission.label}
              <span className="menu-reason">{permission.description}</span>
            </span>
            {permission.key === current ? <Check aria-hidden="true" /> : null}
          </Dropdown.Item>
        ))}
      </Dropdown.Menu>
    </Dropdown.Popover>
  )
}
