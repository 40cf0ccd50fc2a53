import type { Metadata } from 'next'
import { AnswerShare } from '@/components/collaborations/answer-share'
import { currentCaller } from '@/lib/auth/caller'
import { findShare } from '@/lib/collaborations/find'
import { words } from '@/messages/words'

export const generateMetadata = (): Metadata => ({
  title: words('collaborations.share.pageTitle'),
  robots: { index: false },
})

/** Shows what is shared and uses nothing up: that is the buttons' part. */
export default async function SharePage({ params }: PageProps<'/shares/[token]'>) {
  const { token } = await params
  const share = await findShare(token, await currentCaller())
  return <AnswerShare token={token} share={share} />
}
