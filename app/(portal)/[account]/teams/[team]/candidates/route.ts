import type { NextRequest } from 'next/server'
import { currentCaller } from '@/lib/auth/caller'
import { answerJson } from '@/lib/json-route'
import { findTeamAppCandidates, findTeamMemberCandidates } from '@/lib/teams/candidates'

/** Whom or what could be added to a team, for its dialogs. */
export async function GET(
  request: NextRequest,
  { params }: RouteContext<'/[account]/teams/[team]/candidates'>,
) {
  const { account, team } = await params
  const { of, ...search } = Object.fromEntries(request.nextUrl.searchParams)
  const find = of === 'apps' ? findTeamAppCandidates : findTeamMemberCandidates
  return answerJson(async () => find(await currentCaller(), account, { ...search, team }))
}
