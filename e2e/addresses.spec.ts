import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { ownerSql } from '@/db/testing/world'
import { isHandle } from '@/lib/handles'
import { expect, test } from './support/world'

test('no account can take one of the portal’s own addresses', async ({ place }) => {
  expect(place).toBeDefined() // it opens the database
  const routes = Object.values(
    JSON.parse(readFileSync('.next/app-path-routes-manifest.json', 'utf8')) as Record<string, string>,
  )
  const files = existsSync('public') ? readdirSync('public') : []
  const segments = [...routes.map((route) => route.split('/')[1] ?? ''), ...files].map((name) =>
    name.replace(/\..*$/, ''),
  )
  const own = [...new Set(segments)].filter(isHandle)
  expect(own).toContain('sign-in')
  const reserved = await ownerSql()<{ handle: string }[]>`select handle from handles where state = 'reserved'`
  const names = new Set(reserved.map((row) => row.handle))
  expect(own.filter((segment) => !names.has(segment))).toEqual([])
})
