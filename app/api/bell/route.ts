import type { NextRequest } from 'next/server'
import { currentCaller } from '@/lib/auth/caller'
import { bellNow } from '@/lib/bell/events'

export const dynamic = 'force-dynamic'

export async function GET(request: NextRequest): Promise<Response> {
  return bellNow(await currentCaller(), request.nextUrl.searchParams.get('as'))
}
