import { currentCaller } from '@/lib/auth/caller'
import { AppError } from '@/lib/errors'
import { getBatchProgress } from '@/lib/invitation-batches/progress'

type Context = RouteContext<'/[account]/members/invitations/batches/[batch]/progress'>

/** What the page above asks for while mails go out. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { account, batch } = await params
  try {
    const progress = await getBatchProgress(await currentCaller(), account, { batchId: batch })
    return Response.json(progress, { headers: { 'cache-control': 'no-store' } })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return Response.json(
      { error: error.message },
      { status: STATUS[error.code] ?? 400, headers: { 'cache-control': 'no-store' } },
    )
  }
}

const STATUS: Partial<Record<AppError['code'], number>> = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
}
