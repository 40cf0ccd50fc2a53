'use client'

import { words } from '@/messages/words'
import { DialogPanel } from '../ui/dialog-panel'
import { CreateAppForm } from './create-app-form'

type DialogProps = { account: string; isOpen: boolean; onClose: () => void }

/** "Create an App" as a dialog. */
export function CreateAppDialog({ account, isOpen, onClose }: DialogProps) {
  return (
    <DialogPanel
      title={words('apps.create.title')}
      description={words('apps.create.purpose')}
      isOpen={isOpen}
      onClose={onClose}
    >
      <CreateAppForm account={account} />
    </DialogPanel>
  )
}
