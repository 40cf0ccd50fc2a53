import { KeyRound } from 'lucide-react'
import { basicWords, inBasicScopes } from '@/lib/permissions/scope-words'
import { words } from '@/messages/words'
import { Tag } from '../ui/tag'

/** What scopes give, in as few words as they have: the basic ones by name, the rest by number, and all of them on demand. */
export function ScopeTags({ scopes }: { scopes: readonly string[] }) {
  const { basic, others } = inBasicScopes(scopes)
  const left = others.filter((scope) => scope !== 'Apps:Get' || others.length === 1)
  return (
    <details className="scope-tags">
      <summary>
        {basic.map(({ key }) => {
          const { label, says } = basicWords(key)
          return (
            <Tag key={key} size="sm" title={says} icon={<KeyRound aria-hidden="true" />}>
              {label}
            </Tag>
          )
        })}
        <span className="scope-tags__count">
          {basic.length === 0 || left.length === 0
            ? words('collaborators.list.scopes', { count: scopes.length })
            : words('collaborators.list.more', { count: left.length })}
        </span>
      </summary>
      <ul className="scope-list">
        {scopes.map((scope) => (
          <li key={scope}>
            <code className="wrap-anywhere">{scope}</code>
          </li>
        ))}
      </ul>
    </details>
  )
}
