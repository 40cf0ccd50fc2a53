import { afterAll, test as base } from 'vitest'
import { closeDatabase } from '@/db/client'
import { closeOwner, world } from './world'

/** vitest's `test` with a `world` to build in; no test needs another's world, or an order. */
export const test = base.extend<{ world: typeof world }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the names of fixtures from this pattern
  world: async ({}, use) => {
    await use(world)
  },
})

afterAll(async () => {
  await closeDatabase()
  await closeOwner()
})
