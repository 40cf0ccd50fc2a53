'use client'

import { rules } from '@/lib/permissions/rules'
import { carriedPermissions, groupedScopes, type Scope, withNeeds } from '@/lib/permissions/scopes'
import { words } from '@/messages/words'
import { useField } from '../ui/form-context'
import { RadioCards } from '../ui/radio-cards'

type ScopeFieldsProps = { scopes: readonly Scope[]; of: 'person' | 'app'; defaultAccess?: string }

/** What a token may do: everything, looking, or scopes one by one, each with what it lets one do and what it brings. */
export function ScopeFields({ scopes, of, defaultAccess = 'chosen' }: ScopeFieldsProps) {
  return (
    <div className="scope-fields">
      <RadioCards
        name="access"
        legend={words(of === 'app' ? 'tokens.scopes.legendKey' : 'tokens.scopes.legend')}
        defaultValue={defaultAccess}
        options={(['chosen', 'read', 'all'] as const).map((value) => ({
          value,
          label: words(`tokens.scopes.access.${value}.label`),
          description: words(
            value === 'all' && of === 'app'
              ? 'tokens.scopes.access.allOfApp.text'
              : `tokens.scopes.access.${value}.text`,
          ),
        }))}
      />
      <ScopeBoxes scopes={scopes} />
    </div>
  )
}

function ScopeBoxes({ scopes }: { scopes: readonly Scope[] }) {
  const { id, error, typed, round } = useField('scopes')
  const chosen = [typed ?? []].flat()
  return (
    <fieldset
      id={id}
      key={round}
      className="field scope-boxes"
      aria-describedby={error ? `${id}-error` : `${id}-text`}
    >
      <legend className="label">{words('tokens.scopes.choose')}</legend>
      <p id={`${id}-text`} className="field__description">
        {words('tokens.scopes.chooseText')}
      </p>
      {error ? (
        <p id={`${id}-error`} className="field__error">
          {error}
        </p>
      ) : null}
      <div className="scope-groups">
        {groupedScopes(scopes.filter((scope) => scope !== 'All')).map(({ resource, scopes: members }) => (
          <details
            key={resource}
            className="scope-group"
            open={members.some((scope) => chosen.includes(scope))}
          >
            <summary>
              <span className="font-medium">{resource}</span>
              <span className="text-muted">{words('tokens.scopes.of', { count: members.length })}</span>
            </summary>
            {members.map((scope) => (
              <ScopeBox key={scope} scope={scope} isChosen={chosen.includes(scope)} />
            ))}
          </details>
        ))}
      </div>
    </fieldset>
  )
}

function ScopeBox({ scope, isChosen }: { scope: Scope; isChosen: boolean }) {
  return (
    <label className="scope-box">
      <input type="checkbox" name="scopes" value={scope} defaultChecked={isChosen} />
      <span className="min-w-0">
        <code className="wrap-anywhere">{scope}</code>
        <span className="block text-[13px] leading-[18px] text-muted">{scopeWords(scope)}</span>
      </span>
    </label>
  )
}

/** What a scope lets one do, as the rows of the table say, and what comes with it. */
export function scopeWords(scope: Scope): string {
  const carried = carriedPermissions(scope).map((permission) => `${rules[permission].says}.`)
  const needs = withNeeds([scope]).filter((need) => need !== scope)
  return [
    carried.length > 0 ? carried.join(' ') : words('tokens.scopes.noPermission'),
    needs.length > 0 ? words('tokens.scopes.brings', { scopes: needs.join(', ') }) : '',
  ]
    .filter(Boolean)
    .join(' ')
}
