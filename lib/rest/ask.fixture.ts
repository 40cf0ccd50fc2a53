import { resource } from './door'
import type { Operation } from './operation'
import type { Status } from './statuses'

type Asked = {
  token?: string
  params?: Record<string, string>
  query?: Record<string, string | number>
  /** Text is sent as it is. */
  body?: unknown
  headers?: Record<string, string>
}

/** Asks an operation as a program does, through its door. What is answered with 200 is held against the operation's schema. */
export async function ask(
  operation: Operation,
  { token, params = {}, query = {}, body, headers = {} }: Asked,
) {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? 'none')
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))
  const request = new Request(`http://localhost:3000${path}?${search}`, {
    method: operation.method,
    headers: { ...(token ? { authorization: `Key ${token}` } : {}), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const handle = resource({ [operation.method]: operation })[operation.method]
  const response = await handle(request, { params: Promise.resolve(params) })
  const answer = (await response.json()) as { status: Status } & Record<string, unknown> // every answer has its envelope
  const { status, ...payload } = answer
  if (response.status === 200) operation.answer.strict().parse(payload)
  return { http: response.status, headers: response.headers, code: status.code, status, answer, payload }
}
