import 'server-only'
import type { z } from 'zod'
import type { Caller } from '@/lib/actor'
import type { Scope } from '@/lib/permissions/scope-table'
import type { Messages } from '@/messages/words'
import type { Several } from './several'

export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
export type Method = (typeof METHODS)[number]

/** Which tokens are let in: with `KeyAuth` also the key of an app, else personal access tokens alone. */
export type Auth = 'KeyAuth' | 'PATAuth' | 'SessionTokenAuth'

type Names<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Names<Rest>
  : never

/** What an answer holds beside its `status`. */
export type Payload = Record<string, unknown>

export type Call<Path extends string, Query, Body> = {
  caller: Caller
  /** As they stand in the path: what cannot be an ID is found by nobody. */
  params: Record<Names<Path>, string>
  query: Query
  body: Body
}

type Definition<Path extends string, Q extends z.ZodType, B extends z.ZodType> = {
  /** Its sentence stands under `rest.operations` in `messages/`. */
  name: keyof Messages['rest']['operations']
  method: Method
  path: Path
  auth: Auth
  /** Every one must be in the token, and its owner allowed now. */
  scopes: readonly Scope[]
  query?: Q
  body?: B
  /** What is answered. Tests hold answers against it; nothing is spent on that while serving. */
  answer: z.ZodObject
  /** What it answers with is told once, as a secret is: a repeated Idempotency-Key does not give it again. */
  givesSecret?: true
  run(call: Call<Path, z.output<Q>, z.output<B>>): Promise<Payload | Several>
}

/** One line of the API, as the door, the description and the tests take it. */
export type Operation = Omit<Definition<string, z.ZodType, z.ZodType>, 'run'> & {
  run(call: {
    caller: Caller
    params: Record<string, string>
    query: unknown
    body: unknown
  }): Promise<Payload | Several>
}

/** Names an operation. What it takes is parsed before `run`, so that the types hold. */
export function operation<
  const Path extends string,
  Q extends z.ZodType = z.ZodUndefined,
  B extends z.ZodType = z.ZodUndefined,
>(definition: Definition<Path, Q, B>): Operation {
  return definition as unknown as Operation // the door parses `query` and `body` with these schemas, and a path has its names
}
