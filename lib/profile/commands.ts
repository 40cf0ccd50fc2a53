import 'server-only'
import { z } from 'zod'
import type { AuditDetail } from '@/db/schema'
import type { Caller, Person } from '@/lib/actor'
import type { AuditEntry } from '@/lib/audit/entry'
import { requirePerson } from '@/lib/auth/caller'
import { limit } from '@/lib/auth/limits'
import { command } from '@/lib/command'
import { parse } from '@/lib/operation'
import { renameHandle } from '@/lib/rename-handle'
import { encodePicture } from './encode-picture'
import { storePicture, tidyJob } from './pictures'
import { getProfile } from './queries'
import { ChangePictureInput, ChangeUsernameInput, UpdateNamesInput } from './schemas'

/** Changes one's own names, everywhere at once. `account` is one's own handle, here and below. */
export const updateNames = command({
  name: 'updateNames',
  permission: 'profile.edit',
  input: UpdateNamesInput,
  async run({ sql, input, person }) {
    const [before] = await sql<[{ firstName: string; lastName: string }]>`
      select first_name as "firstName", last_name as "lastName" from change_own_names(${input.firstName}, ${input.lastName})`
    const isSame = before.firstName === input.firstName && before.lastName === input.lastName
    return { result: input, audit: isSame ? [] : [updated(person, { ...before }, { ...input })] }
  },
})

/** Changes one's own username; the former one leads to the new one for a while. Throws `conflict` and `rate_limited` with the field. */
export const changeUsername = command({
  name: 'changeUsername',
  permission: 'profile.edit',
  input: ChangeUsernameInput,
  async run({ sql, input: { username }, person }) {
    const former = await renameHandle(sql, username, 'username')
    const audit = former === null ? [] : [updated(person, { username: former }, { username })]
    return { result: { username }, audit }
  },
})

/** Gives oneself another picture: a PNG, JPEG, WebP or GIF of at most 5 MB. Throws `invalid` with the field, `rate_limited`. */
export async function changePicture(
  caller: Caller,
  account: string,
  raw: unknown,
): Promise<{ picture: string | null }> {
  const { picture: file } = parse(ChangePictureInput, raw)
  const { userId } = requirePerson(caller)
  await limit('pictureByAccount', userId)
  await getProfile(caller, account, {}) // nobody's file is opened who may not change this account
  const squares = await encodePicture(new Uint8Array(await file.arrayBuffer()))
  return setPicture(caller, account, { picture: await storePicture(userId, squares) })
}

/** Goes back to initials. */
export const removePicture = (caller: Caller, account: string): Promise<{ picture: string | null }> =>
  setPicture(caller, account, { picture: null })

const setPicture = command({
  name: 'changePicture',
  permission: 'profile.edit',
  input: z.custom<{ picture: string | null }>(), // named by storePicture
  async run({ sql, input: { picture }, person }) {
    const [row] = await sql<[{ former: string | null }]>`select change_own_picture(${picture}) as former`
    const isSame = row.former === null && picture === null
    return {
      result: { picture },
      audit: isSame ? [] : [updated(person, { picture: row.former }, { picture })],
      jobs: row.former ? [tidyJob(person.id, row.former)] : [],
    }
  },
})

const updated = (person: Person, before: AuditDetail, after: AuditDetail): AuditEntry => ({
  event: 'profile.updated',
  target: { kind: 'user', id: person.id, name: `${person.firstName} ${person.lastName}` },
  before,
  after,
})
