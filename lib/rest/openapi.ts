import 'server-only'
import { z } from 'zod'
import { words } from '@/messages/words'
import type { Auth, Operation } from './operation'
import { operations } from './operations'
import { CODES } from './statuses'

export type Schema = { [keyword: string]: unknown }
type Content = { content: { 'application/json': { schema: Schema } } }
export type Described = {
  operationId: string
  summary: string
  tags: string[]
  parameters: { name: string; in: 'path' | 'query' | 'header'; required: boolean; schema: Schema }[]
  requestBody?: Content & { required: true }
  responses: Record<string, Content & { description: string }>
  security: Record<string, string[]>[]
}
export type OpenApi = {
  openapi: string
  paths: Record<string, Record<string, Described>>
} & Schema

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Schema => {
  const {
    $schema,
    '~standard': _standard,
    ...rest
  } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Schema
  return rest
}

const json = (schema: Schema): Content => ({ content: { 'application/json': { schema } } })

const STATUS: Schema = {
  type: 'object',
  properties: {
    code: { type: 'integer', enum: Object.values(CODES) },
    description: { type: 'string' },
    details: { type: 'string' },
    req_id: { type: 'string' },
  },
  required: ['code', 'description', 'details', 'req_id'],
}

/** What an answer holds, with the `status` that stands in every one. */
function answered(operation: Operation): Schema {
  const payload = schemaOf(operation.answer, 'output')
  return {
    ...payload,
    properties: { status: { $ref: '#/components/schemas/Status' }, ...(payload.properties as Schema) },
    required: ['status', ...((payload.required as string[] | undefined) ?? [])],
  }
}

const SECURITY: Record<Auth, Record<string, string[]>[]> = {
  KeyAuth: [{ personalAccessToken: [] }, { appKey: [] }],
  PATAuth: [{ personalAccessToken: [] }],
  SessionTokenAuth: [{ personalAccessToken: [] }],
}

function described(operation: Operation): Described {
  const { name, method, path, auth, scopes, query, body } = operation
  const inQuery = query ? schemaOf(query, 'input') : {}
  const required = (inQuery.required as string[] | undefined) ?? []
  return {
    operationId: name,
    summary: words(`rest.operations.${name}`),
    tags: [groupOf(path)],
    parameters: [
      ...[...path.matchAll(/\{(\w+)\}/g)].map(([, param = '']) => ({
        name: param,
        in: 'path' as const,
        required: true,
        schema: { type: 'string' },
      })),
      ...Object.entries((inQuery.properties as Record<string, Schema> | undefined) ?? {}).map(
        ([key, schema]) => ({
          name: key,
          in: 'query' as const,
          required: required.includes(key),
          schema,
        }),
      ),
      ...(method === 'POST'
        ? [
            {
              name: 'Idempotency-Key',
              in: 'header' as const,
              required: false,
              schema: { type: 'string', maxLength: 200 },
            },
          ]
        : []),
    ],
    ...(body ? { requestBody: { required: true, ...json(schemaOf(body, 'input')) } } : {}),
    responses: {
      200: { description: words('rest.codes.10000'), ...json(answered(operation)) },
      ...(method === 'GET'
        ? {}
        : {
            207: { description: words('rest.codes.10010'), ...json({ $ref: '#/components/schemas/Mixed' }) },
          }),
      default: { description: words('rest.codes.10020'), ...json({ $ref: '#/components/schemas/Refused' }) },
    },
    security: SECURITY[auth].map((scheme) => mapped(scheme, scopes)),
  }
}

const mapped = (scheme: Record<string, string[]>, scopes: readonly string[]) =>
  Object.fromEntries(Object.keys(scheme).map((key) => [key, [...scopes]]))

/** What a path is about: the last word of it that is no parameter and no verb of the protocol. */
export function groupOf(path: string): string {
  if (/scopes(root)?$/.test(path)) return 'scopes'
  const names = path.split('/').filter((part) => part && !part.startsWith('{') && !VERBS.has(part))
  return names.at(-1) ?? ''
}
const VERBS = new Set(['searches', 'duplications', 'partial', 'ids'])

/** The description of the API as OpenAPI 3.1, from the very schemas that requests are parsed with. `origin` is where it is served. */
export function openApi(origin: string): OpenApi {
  const paths: OpenApi['paths'] = {}
  for (const operation of operations) {
    paths[operation.path] ??= {}
    Object.assign(paths[operation.path] ?? {}, { [operation.method.toLowerCase()]: described(operation) })
  }
  const refusal = {
    type: 'object',
    properties: { status: { $ref: '#/components/schemas/Status' } },
    required: ['status'],
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Muster', version: '2', description: words('rest.docs.purpose') },
    servers: [{ url: origin }],
    tags: [...new Set(operations.map(({ path }) => groupOf(path)))].map((name) => ({ name })),
    paths,
    components: {
      schemas: { Status: STATUS, Refused: refusal, Mixed: refusal },
      securitySchemes: {
        personalAccessToken: {
          type: 'http',
          scheme: 'bearer',
          description: words('rest.docs.personalAccessToken'),
        },
        appKey: { type: 'http', scheme: 'bearer', description: words('rest.docs.appKey') },
      },
    },
  }
}
