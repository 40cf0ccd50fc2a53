'use client'

import { words } from '@/messages/words'
import { DialogPanel } from '../ui/dialog-panel'
import { CreateOrganizationForm } from './create-organization-form'

type DialogProps = { account: string; email: string; isOpen: boolean; onClose: () => void }

/** "Add an Organization" as a dialog. */
export function AddOrganizationDialog({ account, email, isOpen, onClose }: DialogProps) {
  return (
    <DialogPanel
      title={words('organizations.addOrganizationDialog.addAnOrganization')}
      description={words('organizations.addOrganizationDialog.purpose')}
      isOpen={isOpen}
      onClose={onClose}
    >
      <CreateOrganizationForm account={account} email={email} origin={location.host} />
    </DialogPanel>
  )
}
