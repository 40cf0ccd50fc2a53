'use client'

import { useEffect, useState } from 'react'
import { reviewAppDeletionAction } from '@/lib/apps/actions'
import type { AppDeletionPreview } from '@/lib/apps/ending'
import { words } from '@/messages/words'
import { announce } from '../ui/announce'
import { Notice } from '../ui/notice'
import { Skeleton } from '../ui/skeleton'
import { toast } from '../ui/toast'
import { DeleteAppForm } from './delete-app-form'
import { WhatIsLost } from './what-is-lost'

type DeleteReviewProps = { account: string; app: { handle: string; name: string } }
type Known = { preview: AppDeletionPreview | null; message: string }

/** The question in the dialog of a list: who loses the app is counted when it opens. */
export function DeleteReview({ account, app }: DeleteReviewProps) {
  const { preview, message } = usePreview(account, app.handle)
  if (message) return <Notice tone="danger">{message}</Notice>
  if (!preview)
    return (
      <div className="grid gap-2" aria-busy="true">
        <Skeleton className="h-5 w-2/3" />
        <Skeleton className="h-24 w-full" />
      </div>
    )
  const tell = () =>
    toast({
      title: words('apps.said.deleted', { app: app.name }),
      tone: 'success',
      action: {
        label: words('apps.deleted.link'),
        onPress: () => location.assign(`/${account}/apps/deleted`),
      },
    })
  return (
    <DeleteAppForm account={account} app={app} onSuccess={tell}>
      <WhatIsLost app={app} losses={preview.losses} days={preview.days} />
    </DeleteAppForm>
  )
}

function usePreview(account: string, app: string): Known {
  const [known, setKnown] = useState<Known>({ preview: null, message: '' })
  useEffect(() => {
    let isStale = false
    announce(words('apps.delete.counting'))
    const form = new FormData()
    form.set('account', account)
    form.set('app', app)
    reviewAppDeletionAction({ status: 'idle' }, form)
      .then((answer) => {
        if (isStale) return
        setKnown({
          preview: answer.status === 'ok' ? answer.result : null,
          message: answer.status === 'error' ? answer.message : '',
        })
      })
      .catch(() => isStale || setKnown({ preview: null, message: words('apps.delete.failed') }))
    return () => {
      isStale = true
    }
  }, [account, app])
  return known
}
