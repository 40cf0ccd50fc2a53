import 'server-only'
import { invalid } from '@/lib/errors'
import type { Access } from '@/lib/permissions/decide'
import { scopesToGive } from '@/lib/permissions/giving'
import { BASIC_SCOPES, isShareable, readScope, SCOPES, type Scope, withNeeds } from '@/lib/permissions/scopes'
import { words } from '@/messages/words'
import type { ScopeChoice } from './schemas'

export type ChosenScopes = {
  /** Everything that is given, in the order of the table. */
  scopes: Scope[]
  /** What of it nobody chose: what the others cannot do without. */
  brought: Scope[]
}

/**
 * The scopes of a choice, with all that they need; whoever holds any sees the app, so `Apps:Get` is always among them. "All" are those that
 * there are today, as far as they are the caller's to give. Throws `invalid` naming `scopes` for what is no scope of an app, or where nothing is chosen.
 */
export function scopesOf(choice: ScopeChoice, access: Access): ChosenScopes {
  if (choice.all || choice.scopes.some((name) => name.toLowerCase() === 'all'))
    return { scopes: withNeeds(scopesToGive(access)), brought: [] }
  const chosen = new Set(named(choice.scopes))
  const [ticked, unticked] = [newlyIn(choice.basic, choice.basicWas), newlyIn(choice.basicWas, choice.basic)]
  const kept = new Set(basicsOf(choice.basic).flatMap(({ gives, brings }) => [...gives, ...brings]))
  for (const { gives } of basicsOf(unticked))
    for (const scope of gives) if (!kept.has(scope)) chosen.delete(scope)
  for (const { gives, brings } of basicsOf(ticked))
    for (const scope of [...gives, ...brings]) chosen.add(scope)
  if (chosen.size === 0) throw invalid({ scopes: words('collaborators.schemas.chooseScopes') })
  const scopes = withNeeds([...chosen, 'Apps:Get'])
  return { scopes, brought: scopes.filter((scope) => !chosen.has(scope)) }
}

const newlyIn = (now: readonly string[], before: readonly string[]) =>
  now.filter((key) => !before.includes(key))

function basicsOf(keys: readonly string[]) {
  const wanted = keys.map((key) => key.toLowerCase())
  return BASIC_SCOPES.filter(({ key }) => wanted.includes(key.toLowerCase()))
}

function named(names: readonly string[]): Scope[] {
  const read = names.map((name) => ({ name, scope: readScope(name) }))
  const unknown = read.filter(({ scope }) => scope === null || !isShareable(scope)).map(({ name }) => name)
  if (unknown.length > 0)
    throw invalid({
      scopes: words('collaborators.schemas.notScopes', { scopes: unknown.slice(0, 5).join(', ') }),
    })
  return SCOPES.filter((scope) => read.some((one) => one.scope === scope))
}
