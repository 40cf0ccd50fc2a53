import { currentCaller } from '@/lib/auth/caller'
import { findPicture } from '@/lib/profile/pictures'

/**
 * A person's picture, for who may see that person; for everybody else there is none. Its name changes with what it shows, so the browser
 * that was let in keeps it, and no cache in between does.
 */
export async function GET(
  _request: Request,
  { params }: RouteContext<'/api/pictures/[person]/[picture]'>,
): Promise<Response> {
  const { person, picture } = await params
  const bytes = await findPicture(await currentCaller(), person, picture)
  if (!bytes) return new Response(null, { status: 404, headers: { 'cache-control': 'no-store' } })
  return new Response(bytes, {
    headers: {
      'content-type': 'image/webp',
      'content-length': String(bytes.byteLength),
      'cache-control': 'private, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'content-disposition': 'inline',
      vary: 'cookie',
    },
  })
}
