import 'server-only'
import path from 'node:path'
import { env } from '@/lib/env'
import { openFolder } from './folder'
import { openS3 } from './s3'

/** Where files lie that people bring. Keys are paths of ours; what stands behind one never changes. */
export interface FileStore {
  /** Writes a file whole: nobody ever reads half of one. */
  put(key: string, bytes: Uint8Array, contentType: string): Promise<void>
  /** Null where there is none. */
  get(key: string): Promise<Uint8Array<ArrayBuffer> | null>
  /** One that is gone already is no error. */
  remove(key: string): Promise<void>
}

/**
 * The store of this installation: the bucket of `STORAGE_URL`, else the folder `files` in `DATA_DIR`. All web and worker processes use the
 * same one, so on several machines it is a bucket or a shared folder.
 */
export function fileStore(): FileStore {
  opened ??= env.STORAGE_URL ? openS3(env.STORAGE_URL) : openFolder(path.join(env.DATA_DIR, 'files'))
  return opened
}
let opened: FileStore | undefined
