import { Check, X } from 'lucide-react'
import type { MemberAccess } from '@/lib/member-access/queries'
import type { Way } from '@/lib/permissions/decide'
import { type Rule, rules, SECTIONS } from '@/lib/permissions/rules'
import { words } from '@/messages/words'
import { WayLine } from '../app-access/way-line'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { Notice } from '../ui/notice'
import { Tag } from '../ui/tag'

type ExplainCardProps = { userId: string; name: string; access: MemberAccess }

/** Who can do what, and why: asked with a plain form, answered by the function that decides. */
export function ExplainCard({ userId, name, access }: ExplainCardProps) {
  const { account, asked, apps } = access
  return (
    <Card
      title={words('memberAccess.whyTitle', { name })}
      description={words('memberAccess.whyText', { name })}
    >
      <form method="get" action={`/${account}/members/${userId}#why`} className="form" id="why">
        <div className="field">
          <label htmlFor="why-may" className="label">
            {words('memberAccess.permission')}
          </label>
          <select
            id="why-may"
            name="may"
            defaultValue={asked.may ?? 'app.view'}
            className="input input--full-width select-native"
          >
            {SECTIONS.map(({ key, permissions }) => (
              <optgroup key={key} label={words(`permissions.sections.${key}`)}>
                {permissions
                  .filter((permission) => rules[permission].place !== 'own')
                  .map((permission) => (
                    <option key={permission} value={permission}>
                      {(rules[permission] as Rule).says}
                    </option>
                  ))}
              </optgroup>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="why-app" className="label">
            {words('memberAccess.app')}
          </label>
          <input
            id="why-app"
            name="app"
            list="why-apps"
            defaultValue={asked.app || (asked.may ? '' : (apps[0]?.handle ?? ''))}
            maxLength={64}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            aria-describedby="why-app-hint"
            aria-invalid={asked.isUnknown || undefined}
            className="input input--full-width font-mono"
          />
          <datalist id="why-apps">
            {apps.map(({ handle, name }) => (
              <option key={handle} value={handle}>
                {name}
              </option>
            ))}
          </datalist>
          <p id="why-app-hint" className={asked.isUnknown ? 'text-danger' : 'text-[13px] text-muted'}>
            {asked.isUnknown
              ? words('memberAccess.appUnknown', { app: asked.app })
              : words('memberAccess.appHint')}
          </p>
        </div>
        <div className="form__actions">
          <Button type="submit">{words('memberAccess.ask')}</Button>
        </div>
      </form>
      <Answer access={access} userId={userId} />
    </Card>
  )
}

function Answer({ access: { explained, account, can }, userId }: { access: MemberAccess; userId: string }) {
  if (!explained) return null
  const { decision, app } = explained
  const end = (way: Way) => {
    if (way.by === 'team' && can.manageTeams)
      return { href: `/${account}/teams/${way.team.handle}`, label: words('appAccess.endTeam') }
    if (way.by === 'role' && can.manageMembers)
      return { href: `/${account}/members/${userId}#role`, label: words('appAccess.endRole') }
    return null
  }
  return (
    <Notice
      tone={decision.allowed ? 'success' : 'danger'}
      className="mt-4"
      title={
        <span className="flex flex-wrap items-center gap-2">
          <Tag tone={decision.allowed ? 'success' : 'danger'} icon={decision.allowed ? <Check /> : <X />}>
            {words(decision.allowed ? 'memberAccess.yes' : 'memberAccess.no')}
          </Tag>
          {app ? words('memberAccess.inApp', { app: app.name }) : words('memberAccess.inOrganization')}
        </span>
      }
    >
      <p>{decision.says}</p>
      {decision.ways.length > 0 ? (
        <>
          <p className="mt-2">{words('memberAccess.ends')}</p>
          <ul className="reach__ways mt-1">
            {decision.ways.map((way) => (
              <WayLine
                key={way.by === 'team' ? way.team.id : way.by}
                way={way}
                account={account}
                end={end(way)}
              />
            ))}
          </ul>
        </>
      ) : null}
    </Notice>
  )
}
