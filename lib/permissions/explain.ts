import { dateWords } from '@/messages/dates'
import { reader, writtenIn } from '@/messages/reader'
import { words } from '@/messages/words'
import type { Facts, Way } from './access'
import type { Change, Decision } from './decision'
import { type Permission, type Role, type Rule, roleLabel, rules, teamPermissionLabel } from './rules'

/** To whom a decision is told who is the one that it is about. */
export const YOU = 'you'

/** Says a decision in plain words: to the one it is about, or, with their name as `who`, to others. */
export function explain(facts: Facts, decision: Omit<Decision, 'says'>, who: string = YOU): string {
  const rule: Rule = rules[decision.permission]
  const deed = rule.says.charAt(0).toLocaleLowerCase(reader().locale) + rule.says.slice(1)
  if (decision.allowed)
    return words('permissions.explain.youMay', { who, deed, ways: decision.ways.map(way).join('; ') })
  return [
    words('permissions.explain.youMayNot', { who, deed }),
    why(facts, decision, who),
    ...decision.would.slice(0, 1).map((c) => remedy(facts, c, who)),
  ]
    .filter(Boolean)
    .join(' ')
}

/**
 * The roles whose holders can give `permission` to somebody: they hold it themselves and manage members, or, where a
 * team permission or a scope gives it, teams' apps or collaborators. Empty for what a person only has by owning.
 */
export function whoCanGive(permission: Permission): Role[] {
  const rule: Rule = rules[permission]
  const means: Permission[] = ['member.manage']
  if (rule.teams.length > 0) means.push('team.addApps')
  if (rule.scope !== null && rule.place.endsWith('app')) means.push('collaborator.add')
  return rule.roles.filter((role) => means.some((mean) => rules[mean].roles.includes(role)))
}

function way(given: Way): string {
  switch (given.by) {
    case 'owner':
      return words('permissions.explain.byOwner')
    case 'role':
      return words('permissions.explain.byRole', { role: one(given.role), ...ending(given) })
    case 'team':
      return words('permissions.explain.byTeam', {
        team: given.team.name,
        gives: teamPermissionLabel(given.gives),
        ...ending(given),
      })
    case 'scope':
      return words('permissions.explain.byScope', {
        scopes: list(given.scopes, 'conjunction'),
        ...ending(given),
      })
    case 'sight':
      return words(
        given.visibility === 'public'
          ? 'permissions.explain.appIsPublic'
          : 'permissions.explain.appIsVisible',
      )
  }
}

function why(facts: Facts, { permission, capped }: Omit<Decision, 'says'>, who: string): string {
  if (facts.actor.userId === null) return words('errors.unauthenticated')
  if (rules[permission].place === 'own') return words('permissions.explain.onlyTheOwner')
  if (capped?.by === 'role')
    return words('permissions.explain.roleMayNot', { role: capitalized(one(capped.role)) })
  if (capped?.by === 'restricted') {
    const names = capped.teams.map((team) => team.name)
    return words('permissions.explain.restricted', { who, teams: list(names, 'conjunction') })
  }
  if (capped?.by === 'token') return tokenLacks(capped.needs)
  return facts.membership
    ? words('permissions.explain.roleDoesNotGiveIt', { who, role: roleLabel(facts.membership.role) })
    : words('permissions.explain.nothingGivesIt', { who })
}

function tokenLacks(needs: string): string {
  if (needs === 'elsewhere') return words('permissions.explain.tokenIsBound')
  if (needs === 'age' || needs === 'waiting' || needs === 'refused')
    return words(`permissions.explain.tokenBarred.${needs}`)
  if (needs === 'All') return words('permissions.explain.tokenNeedsAll')
  return words('permissions.explain.tokenLacks', { scope: needs })
}

function remedy(facts: Facts, change: Change, who: string): string {
  switch (change.change) {
    case 'role':
      return facts.membership
        ? words('permissions.explain.canChangeRole', {
            who,
            givers: givers('member.manage'),
            role: roleLabel(change.to),
          })
        : words('permissions.explain.canInvite', {
            who,
            givers: givers('member.manage'),
            role: one(change.to),
          })
    case 'team':
      return words('permissions.explain.canGiveTeam', {
        who,
        givers: givers('team.addApps'),
        gives: teamPermissionLabel(change.to),
      })
    case 'scope':
      return words('permissions.explain.canGiveScope', {
        who,
        givers: givers('collaborator.add'),
        scope: change.to,
      })
    case 'token':
      return words('permissions.explain.anotherToken')
  }
}

const one = (role: Role) => words(`permissions.roles.${role}.one`)

const givers = (permission: Permission) => capitalized(list(rules[permission].roles.map(one), 'disjunction'))

const capitalized = (text: string) => text.charAt(0).toLocaleUpperCase(reader().locale) + text.slice(1)

const ending = ({ until }: { until: Date | null }) => ({
  until: until ? dateWords(until, 'date') : '',
  ends: until ? 'yes' : 'no',
})

function list(names: readonly string[], type: 'conjunction' | 'disjunction'): string {
  return new Intl.ListFormat(writtenIn(reader().locale), { type }).format(names)
}
