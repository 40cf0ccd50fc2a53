import 'server-only'
import { AppError, HTTP_STATUS } from './errors'

/** The door of a small question that a page's own script asks: the answer as JSON, or `{code, message}` with the status of the error. */
export async function answerJson(ask: () => Promise<unknown>): Promise<Response> {
  try {
    return Response.json(await ask(), { headers: HEADERS })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const { code, message } = error
    return Response.json({ code, message }, { status: HTTP_STATUS[code], headers: HEADERS })
  }
}

const HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }
