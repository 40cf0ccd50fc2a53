'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { words } from '@/messages/words'
import { Notice } from '../ui/notice'

const LOOK_MS = 1_000
const LOOKS = 20

/** Looks again while a delivery is on its way, for as long as an attempt may take and a little more. */
export function FollowDelivery() {
  const router = useRouter()
  useEffect(() => {
    let looks = 0
    const timer = setInterval(() => {
      looks += 1
      if (looks >= LOOKS) clearInterval(timer)
      router.refresh()
    }, LOOK_MS)
    return () => clearInterval(timer)
  }, [router])
  return <Notice role="status" title={words('webhooks.delivery.soon')} />
}
