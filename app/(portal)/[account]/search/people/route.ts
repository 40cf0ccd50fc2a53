import type { NextRequest } from 'next/server'
import { currentCaller } from '@/lib/auth/caller'
import { answerJson } from '@/lib/json-route'
import { findPeople } from '@/lib/search/queries'

export async function GET(request: NextRequest, { params }: RouteContext<'/[account]/search/people'>) {
  const { account } = await params
  return answerJson(async () =>
    findPeople(await currentCaller(), account, { q: request.nextUrl.searchParams.get('q') ?? '' }),
  )
}
