import 'server-only'
import { basicWords } from '@/lib/permissions/scope-words'
import { BASIC_SCOPES, groupedScopes, type Scope, withNeeds } from '@/lib/permissions/scopes'

/** What a form for choosing scopes needs to know, also in the browser, which has not the table. */
export type ScopeForm = {
  basics: { key: string; label: string; says: string; scopes: string[] }[]
  groups: { resource: string; scopes: { name: string; needs: string[] }[] }[]
}

/** The scopes that somebody may give, and the basic ones that they cover. */
export function scopeForm(scopes: readonly Scope[]): ScopeForm {
  const basics = BASIC_SCOPES.filter(({ gives, brings }) =>
    [...gives, ...brings].every((one) => scopes.includes(one)),
  )
  return {
    basics: basics.map(({ key, gives, brings }) => ({
      key,
      ...basicWords(key),
      scopes: [...gives, ...brings],
    })),
    groups: groupedScopes(scopes).map((group) => ({
      resource: group.resource,
      scopes: group.scopes.map((name) => ({
        name,
        needs: withNeeds([name]).filter((one) => one !== name),
      })),
    })),
  }
}
