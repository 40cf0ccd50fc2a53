import type { Metadata } from 'next'
import { AnswerInvitation } from '@/components/invitations/answer-invitation'
import { currentCaller } from '@/lib/auth/caller'
import { findInvitation } from '@/lib/invitations/queries'
import { words } from '@/messages/words'

export const generateMetadata = (): Metadata => ({
  title: words('invitations.page.invitation'),
  robots: { index: false },
})

export default async function InvitationPage({ params }: PageProps<'/invitations/[token]'>) {
  const { token } = await params
  const invitation = await findInvitation(token, await currentCaller())
  return <AnswerInvitation token={token} invitation={invitation} />
}
