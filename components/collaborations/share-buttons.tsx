'use client'

import { acceptShareAction, declineShareAction } from '@/lib/collaborations/actions'
import { words } from '@/messages/words'
import { Form } from '../ui/form'

/** Accept and Decline, each a POST of its own. */
export function ShareButtons({ token }: { token: string }) {
  return (
    <div className="grid gap-2">
      <Form
        action={acceptShareAction}
        hidden={{ token }}
        submit={words('collaborations.share.accept')}
        isSubmitFullWidth
      />
      <Form
        action={declineShareAction}
        hidden={{ token }}
        submit={words('collaborations.share.decline')}
        submitVariant="secondary"
        isSubmitFullWidth
      />
    </div>
  )
}
