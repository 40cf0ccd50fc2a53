import type { NextRequest } from 'next/server'
import { currentCaller } from '@/lib/auth/caller'
import { bellEvents } from '@/lib/bell/events'

export const dynamic = 'force-dynamic'

export async function GET(request: NextRequest): Promise<Response> {
  return bellEvents(await currentCaller(), request.nextUrl.searchParams.get('as'), request.signal)
}
