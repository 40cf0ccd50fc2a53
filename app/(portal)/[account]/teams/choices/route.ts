import type { NextRequest } from 'next/server'
import { currentCaller } from '@/lib/auth/caller'
import { answerJson } from '@/lib/json-route'
import { findTeamChoices } from '@/lib/teams/candidates'

/** The teams that an invitation may join, for its form. */
export async function GET(request: NextRequest, { params }: RouteContext<'/[account]/teams/choices'>) {
  const { account } = await params
  const search = Object.fromEntries(request.nextUrl.searchParams)
  return answerJson(async () => findTeamChoices(await currentCaller(), account, search))
}
