import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  resolve: {
    alias: [
      { find: 'server-only', replacement: here('./scripts/server-only.mjs') },
      { find: /^@\//, replacement: here('./') },
    ],
  },
  test: {
    include: ['{app,components,db,lib,messages,scripts}/**/*.test.{ts,tsx,mjs}', '*.test.ts'],
    exclude: ['**/node_modules/**', '.next/**', 'dist/**'],
    globalSetup: './scripts/test-database.mjs',
    setupFiles: './scripts/test-environment.mjs',
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
})
