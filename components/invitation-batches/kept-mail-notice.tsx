import { words } from '@/messages/words'
import { Notice } from '../ui/notice'

/** Said where no mail server is set up: what is sent now waits for one, or for somebody to hand it over. */
export function KeptMailNotice() {
  return (
    <Notice tone="warning" title={words('batches.progress.keptTitle')}>
      {words('batches.progress.keptHint')}
    </Notice>
  )
}
