import type { ActionKey, SectionKey } from '@/lib/frame/sections'
import type { Role } from '@/lib/permissions/roles'

export type Viewer = {
  id: string
  username: string
  firstName: string
  lastName: string
  email: string
  isOperator: boolean
  picture: string | null
}

export type AccountLink = {
  id: string
  handle: string
  name: string
  kind: 'user' | 'organization'
  role: Role | null
}

/** A place to go to: a section of the account, or a line of the profile menu. */
export type PlaceLink = { key: SectionKey; label: string; href: string; count?: number }

/** Something that can be begun from any page of the account. */
export type ActionLink = { key: ActionKey; label: string; href: string }
