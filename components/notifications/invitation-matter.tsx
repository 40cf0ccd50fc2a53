import type { Matter } from '@/lib/notifications/told-invitations'
import { richWords, words } from '@/messages/words'
import { Link } from '../ui/link'

type InvitationMatterProps = {
  state: Exclude<Matter, 'open'>
  organization: string
  handle: string | null
}

/** What became of an invitation that waits for no answer any more. */
export function InvitationMatter({ state, organization, handle }: InvitationMatterProps) {
  return (
    <p className="text-[13px] text-muted">
      {state === 'accepted'
        ? richWords('notifications.matter.accepted', {
            organization,
            link: (inside) => (
              <Link key="organization" className="text-link" href={handle ? `/${handle}` : '/'}>
                {inside}
              </Link>
            ),
          })
        : words(`notifications.matter.${state}`)}
    </p>
  )
}
