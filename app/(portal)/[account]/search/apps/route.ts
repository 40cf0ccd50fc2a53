import type { NextRequest } from 'next/server'
import { findApps } from '@/lib/apps/queries'
import { currentCaller } from '@/lib/auth/caller'
import { answerJson } from '@/lib/json-route'

export async function GET(request: NextRequest, { params }: RouteContext<'/[account]/search/apps'>) {
  const { account } = await params
  return answerJson(async () =>
    findApps(await currentCaller(), account, { q: request.nextUrl.searchParams.get('q') ?? '' }),
  )
}
