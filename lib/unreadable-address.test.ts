import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { refuseUnreadableAddresses } from './unreadable-address'

test('an address that cannot be decoded is refused before anything else sees it', async () => {
  refuseUnreadableAddresses()
  const seen: string[] = []
  const server = createServer((request, response) => {
    seen.push(request.url ?? '')
    response.end('here')
  })
  await new Promise<void>((resolve) => server.listen(0, resolve))
  onTestFinished(() => void server.close())
  const ask = (path: string) => fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`)
  const page = await ask('/%E0%A4%A/members')
  expect([page.status, page.headers.get('content-type')]).toEqual([400, 'text/plain; charset=utf-8'])
  const api = await ask('/v2/users/%E0%A4%A')
  expect([api.status, (await api.json()).status.code]).toEqual([400, 11100])
  expect((await ask('/v2/users/%C3%A9?page=%E0%A4%A')).status).toBe(200)
  expect(seen).toEqual(['/v2/users/%C3%A9?page=%E0%A4%A'])
})
