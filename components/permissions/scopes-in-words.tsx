import { basicWords, inBasicScopes } from '@/lib/permissions/scope-words'
import { groupedScopes, isScope } from '@/lib/permissions/scopes'
import { words } from '@/messages/words'

/** What scopes let one do: the basic ones with their sentences, what is left over by name, and all of them on demand. */
export function ScopesInWords({ scopes }: { scopes: readonly string[] }) {
  const { basic, others } = inBasicScopes(scopes)
  return (
    <div className="grid min-w-0 gap-2">
      <ul className="grid gap-1">
        {basic.map(({ key }) => {
          const { label, says } = basicWords(key)
          return (
            <li key={key}>
              {label} <span className="text-[13px] text-muted">{says}</span>
            </li>
          )
        })}
        {others.length > 0 ? (
          <li className="wrap-anywhere">
            {basic.length > 0 ? `${words('permissions.scopes.others', { count: basic.length })} ` : null}
            <ScopeNames scopes={others} />
          </li>
        ) : null}
      </ul>
      {basic.length > 0 ? <AllScopes scopes={scopes} /> : null}
    </div>
  )
}

function AllScopes({ scopes }: { scopes: readonly string[] }) {
  return (
    <details className="text-[13px]">
      <summary className="w-fit cursor-pointer py-1 text-link">
        {words('permissions.scopes.all', { count: scopes.length })}
      </summary>
      <ul className="mt-1 grid gap-1">
        {groupedScopes(scopes.filter(isScope)).map((group) => (
          <li key={group.resource} className="wrap-anywhere">
            <ScopeNames scopes={group.scopes} />
          </li>
        ))}
      </ul>
    </details>
  )
}

/** Scopes by their names, as programs know them. */
export function ScopeNames({ scopes }: { scopes: readonly string[] }) {
  return scopes.map((scope, index) => (
    <span key={scope}>
      {index > 0 ? ' ' : null}
      <code className="font-mono text-[13px]">{scope}</code>
    </span>
  ))
}
