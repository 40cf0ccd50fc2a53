import 'server-only'
import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { checkedKey } from './key'
import type { FileStore } from './store'

/** Keeps files below a folder. */
export function openFolder(folder: string): FileStore {
  const fileOf = (key: string) => path.join(folder, checkedKey(key))
  return {
    async put(key, bytes) {
      const file = fileOf(key)
      const draft = `${file}.${randomUUID()}.part`
      await mkdir(path.dirname(file), { recursive: true })
      try {
        await writeFile(draft, bytes, { mode: 0o600, flush: true })
        await rename(draft, file)
      } catch (error) {
        await rm(draft, { force: true })
        throw error
      }
    },
    async get(key) {
      return readFile(fileOf(key)).then((bytes) => new Uint8Array(bytes), nullIfMissing)
    },
    async remove(key) {
      await rm(fileOf(key), { force: true })
    },
  }
}

function nullIfMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
  throw error
}
