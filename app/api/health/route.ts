export const dynamic = 'force-dynamic'

/** The process is up and answers. Says nothing about what it depends on: that is `/api/ready`. */
export function GET(): Response {
  return Response.json({ status: 'ok' }, { headers: { 'cache-control': 'no-store' } })
}
