'use client'

import type { ScopeForm } from '@/lib/collaborators/scope-form'
import { words } from '@/messages/words'
import { useField } from '../ui/form-context'
import { useScopes } from './use-scopes'

type ScopesFieldProps = { form: ScopeForm; held?: readonly string[]; isOpen?: boolean }

/**
 * Which scopes somebody gets: all, the basic ones of the document, or single ones by resource. What a choice needs comes along and is said;
 * without JavaScript the server adds it and says it after.
 */
export function ScopesField({ form, held = [], isOpen = false }: ScopesFieldProps) {
  const { round } = useField('scopes')
  return <Choice key={round} form={form} held={held} isOpen={isOpen} />
}

function Choice({ form, held, isOpen }: Required<ScopesFieldProps>) {
  const { id, error } = useField('scopes')
  const scopes = useScopes(form, held)
  return (
    <fieldset id={id} className="field scopes" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="label mb-1.5">{words('collaborators.scopes.legend')}</legend>
      {error ? (
        <p id={`${id}-error`} className="field__error">
          {error}
        </p>
      ) : null}
      <label className="scopes__all">
        <input
          type="checkbox"
          name="all"
          value="1"
          checked={scopes.isLive && scopes.hasAll}
          onChange={(event) => scopes.toggleAll(event.target.checked)}
        />
        <span>
          <span className="font-medium">{words('collaborators.scopes.all')}</span>
          <span className="block text-[13px] text-muted">{words('collaborators.scopes.allHint')}</span>
        </span>
      </label>
      <Basics form={form} scopes={scopes} />
      <details className="scopes__advanced" open={isOpen || undefined}>
        <summary>{words('collaborators.scopes.advanced')}</summary>
        <div className="scopes__groups">
          {form.groups.map(({ resource, scopes: members }) => (
            <fieldset key={resource}>
              <legend>{resource}</legend>
              {members.map(({ name }) => (
                <Single key={name} name={name} scopes={scopes} />
              ))}
            </fieldset>
          ))}
        </div>
      </details>
      <Brought id={id} scopes={scopes} />
    </fieldset>
  )
}

type Scopes = ReturnType<typeof useScopes>

function Basics({ form, scopes }: { form: ScopeForm; scopes: Scopes }) {
  if (form.basics.length === 0) return null
  return (
    <fieldset>
      <legend className="scopes__heading">{words('collaborators.scopes.basic')}</legend>
      <input type="hidden" name="basicWas" value={scopes.covered.join(',')} />
      <div className="scopes__basics">
        {form.basics.map(({ key, label, says }) => (
          <label key={key}>
            <input
              type="checkbox"
              name="basic"
              value={key}
              checked={scopes.covered.includes(key)}
              onChange={() => scopes.toggleBasic(key)}
            />
            <span className="min-w-0">
              <span className="font-medium">{label}</span>
              <span className="block text-[13px] leading-[18px] text-muted">{says}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** What another choice brings along stands there ticked and cannot be taken away alone. */
function Single({ name, scopes }: { name: string; scopes: Scopes }) {
  const isBrought = scopes.brought.has(name)
  return (
    <label>
      <input
        type="checkbox"
        name="scopes"
        value={name}
        checked={scopes.chosen.has(name) || isBrought}
        disabled={isBrought}
        onChange={() => scopes.toggle(name)}
      />
      <code className="wrap-anywhere">{name}</code>
      {isBrought ? (
        <span className="text-[13px] text-muted">{words('collaborators.scopes.needed')}</span>
      ) : null}
    </label>
  )
}

/** Says it as it changes, also to those who do not see it. */
function Brought({ id, scopes: { brought, count } }: { id: string; scopes: Scopes }) {
  return (
    <p id={`${id}-brought`} role="status" className="text-[13px] text-muted">
      {count > 0 ? words('collaborators.scopes.count', { count }) : words('collaborators.scopes.none')}{' '}
      {brought.size > 0
        ? words('collaborators.scopes.brought', { scopes: [...brought.keys()].join(', ') })
        : null}
    </p>
  )
}
