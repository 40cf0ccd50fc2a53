import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import { type Connection, database } from '@/db/client'
import type { Caller } from '@/lib/actor'
import { fileStore } from '@/lib/files/store'
import { enqueueJobs } from '@/lib/jobs/enqueue'
import { job } from '@/lib/jobs/table'
import type { WorkerDatabase } from '@/lib/jobs/worker-database'
import { PICTURE_SIZES, type PictureSize } from './picture-sizes'

const HOUR_MS = 3_600_000
const NAME = /^([0-9a-f]{32})-(96|256)\.webp$/
const keyOf = (userId: string, picture: string, size: number) => `pictures/${userId}/${picture}-${size}.webp`

/**
 * Puts a picture into the file store and gives its name: a hash of what it shows and of this one upload, so that tidying up after one
 * never takes away another. Before anything is written, a job stands in line that removes what does not become the person's picture: an
 * upload may break off at any point.
 */
export async function storePicture(userId: string, squares: Record<PictureSize, Buffer>): Promise<string> {
  const picture = createHash('sha256').update(randomBytes(16)).update(squares[256]).digest('hex').slice(0, 32)
  const sql = database() as Connection // the pool lacks only `release`, which belongs to whoever reserved
  await Promise.all(enqueueJobs(sql, [tidyJob(userId, picture, new Date(Date.now() + HOUR_MS))]))
  await Promise.all(
    PICTURE_SIZES.map((size) => fileStore().put(keyOf(userId, picture, size), squares[size], 'image/webp')),
  )
  return picture
}

/** The job that removes a picture unless it is the person's. */
export const tidyJob = (userId: string, picture: string, runAt?: Date) =>
  job('picture.tidy', { userId, picture }, { key: `picture:${picture}`, ...(runAt ? { runAt } : {}) })

/** What the job does, in the worker. */
export async function tidyPicture(
  sql: WorkerDatabase,
  { userId, picture }: { userId: string; picture: string },
) {
  const [row] = await sql<[{ used: boolean }]>`select worker_picture_is_used(${userId}, ${picture}) as used`
  if (row.used) return
  await Promise.all(PICTURE_SIZES.map((size) => fileStore().remove(keyOf(userId, picture, size))))
}

/**
 * The picture behind an address, for who is signed in and may see that person. Null for everybody and everything else: they cannot tell
 * which it was.
 */
export async function findPicture(
  { actor }: Caller,
  userId: string,
  name: string,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const [, picture, size] = name.match(NAME) ?? []
  if (actor.kind !== 'person' || !picture || !UUID.test(userId)) return null
  const [row] = await database()<[{ may: boolean }]>`
    select may_see_picture(${actor.userId}::uuid, ${actor.sessionId}::uuid, ${userId}::uuid, ${picture}) as may`
  return row.may ? fileStore().get(keyOf(userId, picture, Number(size))) : null
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
