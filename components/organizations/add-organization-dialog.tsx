'use client'

import { DialogPanel } from '../ui/dialog-panel'
import { CreateOrganizationForm } from './create-organization-form'

type DialogProps = { account: string; email: string; isOpen: boolean; onClose: () => void }

/** "Add an Organization" as a dialog. */
export function AddOrganizationDialog({ account, email, isOpen, onClose }: DialogProps) {
  return (
    <DialogPanel
      title="Add an Organization"
      description={ORGANIZATION_PURPOSE}
      isOpen={isOpen}
      onClose={onClose}
    >
      <CreateOrganizationForm account={account} email={email} origin={location.host} />
    </DialogPanel>
  )
}

const ORGANIZATION_PURPOSE =
  'An organization has members with roles, and owns what they build together. You will be its Admin.'
