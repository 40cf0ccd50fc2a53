'use client'

import { Modal } from '@heroui/react/modal'
import { type ReactNode, useEffect, useMemo, useRef } from 'react'
import { words } from '@/messages/words'
import { CloseOverlay } from './overlay-context'

export type DialogPanelProps = {
  title: ReactNode
  description?: ReactNode
  size?: 'sm' | 'md' | 'lg'
  isAlert?: boolean
  isOpen: boolean
  onClose: () => void
  children: ReactNode | ((close: () => void) => ReactNode)
}

/** The dialog itself, with the library behind it: fetched on first use, see `DialogLink`. */
export function DialogPanel({
  title,
  description,
  size = 'md',
  isAlert,
  isOpen,
  onClose,
  children,
}: DialogPanelProps) {
  const close = useMemo(() => onClose, [onClose])
  return (
    <Modal.Backdrop isOpen={isOpen} onOpenChange={(open) => open || onClose()} isDismissable={!isAlert}>
      <Modal.Container placement="center" size={size} scroll="outside">
        <Modal.Dialog role={isAlert ? 'alertdialog' : 'dialog'}>
          <Modal.CloseTrigger aria-label={words('ui.dialogPanel.close')} />
          <Modal.Header>
            <Modal.Heading>{title}</Modal.Heading>
            {description ? <p className="text-muted">{description}</p> : null}
          </Modal.Header>
          <Modal.Body>
            <CloseOverlay value={close}>
              <StartInField>{typeof children === 'function' ? children(onClose) : children}</StartInField>
            </CloseOverlay>
          </Modal.Body>
        </Modal.Dialog>
      </Modal.Container>
    </Modal.Backdrop>
  )
}

const FIELD = 'input:not([type="hidden"], [type="radio"], [type="checkbox"]), textarea'

/** Who opens a form wants to type: the first field has the focus. A question keeps it on the dialog. */
function StartInField({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.querySelector<HTMLElement>(FIELD)?.focus(), [])
  return <div ref={box}>{children}</div>
}
