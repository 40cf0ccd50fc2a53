import type { Facts, Way } from './access'
import type { Change, Decision } from './decision'
import { type Permission, type Role, type Rule, roleLabel, rules, teamPermissionLabel } from './rules'

/** Says a decision in plain English to the one it is about. */
export function explain(facts: Facts, decision: Omit<Decision, 'says'>): string {
  const rule: Rule = rules[decision.permission]
  const deed = rule.says.charAt(0).toLowerCase() + rule.says.slice(1)
  if (decision.allowed) return `You may ${deed}: ${decision.ways.map(way).join('; ')}.`
  return [
    `You may not ${deed}.`,
    why(facts, decision),
    ...decision.would.slice(0, 1).map((c) => remedy(facts, c)),
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
      return 'the account is yours'
    case 'role':
      return `as ${withArticle(roleLabel(given.role))}${until(given)}`
    case 'team':
      return `through the team ${given.team.name} (${teamPermissionLabel(given.gives)})${until(given)}`
    case 'scope':
      return `as a collaborator with ${list(given.scopes, 'and')}${until(given)}`
    case 'sight':
      return given.visibility === 'public' ? 'the app is public' : 'the app is visible to the organization'
  }
}

function why(facts: Facts, { permission, capped }: Omit<Decision, 'says'>): string {
  if (facts.actor.userId === null) return 'Sign in to go on.'
  if (rules[permission].place === 'own') return 'Only the owner of the account may.'
  if (capped?.by === 'role')
    return `${withArticle(roleLabel(capped.role), true)} may not, whatever teams or scopes give.`
  if (capped?.by === 'restricted') {
    const names = list(
      capped.teams.map((team) => team.name),
      'and',
    )
    return `As you are in ${names}, whose access is restricted, you reach only the apps of such teams.`
  }
  if (capped?.by === 'token') return tokenLacks(capped.needs)
  return facts.membership
    ? `Your role, ${roleLabel(facts.membership.role)}, does not give it, and nothing else does.`
    : 'Nothing gives you access to it.'
}

function tokenLacks(needs: string): string {
  if (needs === 'elsewhere') return 'The token is bound to another place.'
  return needs === 'All' ? 'Only a token with all scopes may.' : `The token lacks the scope ${needs}.`
}

function remedy(facts: Facts, change: Change): string {
  switch (change.change) {
    case 'role':
      return facts.membership
        ? `${givers('member.manage')} can change your role to ${roleLabel(change.to)}.`
        : `${givers('member.manage')} can invite you as ${withArticle(roleLabel(change.to))}.`
    case 'team':
      return `${givers('team.addApps')} can give one of your teams ${teamPermissionLabel(change.to)} on this app.`
    case 'scope':
      return `${givers('collaborator.add')} can give you the scope ${change.to} as a collaborator.`
    case 'token':
      return 'Another token of yours could.'
  }
}

function givers(permission: Permission): string {
  const roles = rules[permission].roles.map((role) => withArticle(roleLabel(role)))
  const said = list(roles, 'or')
  return said.charAt(0).toUpperCase() + said.slice(1)
}

function withArticle(label: string, opens = false): string {
  const article = /^[AEIOU]/.test(label) ? 'an' : 'a'
  return `${opens ? article.charAt(0).toUpperCase() + article.slice(1) : article} ${label}`
}

function until({ until }: { until: Date | null }): string {
  return until ? ` until ${until.toISOString().slice(0, 10)}` : ''
}

function list(words: readonly string[], joint: 'and' | 'or'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${joint} ${words.at(-1)}`
}
