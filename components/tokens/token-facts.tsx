import type { TokenRow } from '@/lib/tokens/rows'
import { kindLabel } from '@/lib/tokens/words'
import { richWords, words } from '@/messages/words'
import { Card } from '../ui/card'
import { KeyValue } from '../ui/key-value'
import { Tag } from '../ui/tag'
import { Time } from '../ui/time'

type TokenFactsProps = { token: TokenRow; isOwn: boolean; usedFrom?: string | null }

/** What a token is: its kind, where it goes, when it was used, and every scope of it. */
export function TokenFacts({ token, isOwn, usedFrom }: TokenFactsProps) {
  const { kind, account, app, owner, createdAt, secretAt, lastFour, lastUsedAt, expiresAt, scopes } = token
  return (
    <Card title={words('tokens.one.facts')}>
      <div className="grid grid-cols-1 gap-4">
        <KeyValue
          items={[
            {
              label: words('tokens.one.reach'),
              value: (
                <span className="token-name">
                  {app && account
                    ? words('tokens.one.app', { app: app.name, account: account.name })
                    : account
                      ? account.name
                      : isOwn
                        ? words('tokens.one.everywhere')
                        : words('tokens.one.everywhereOf', { owner: owner.name })}
                  <Tag size="sm">{kindLabel(kind)}</Tag>
                </span>
              ),
            },
            ...(isOwn || !owner.name
              ? []
              : [{ label: words('tokens.one.owner'), value: `${owner.name} (${owner.username})` }]),
            {
              label: words('tokens.one.secret'),
              value:
                lastFour && secretAt ? (
                  <span>
                    {richWords('tokens.one.secretOf', {
                      lastFour: <code>{lastFour}</code>,
                      at: <Time at={secretAt} show="date" />,
                    })}
                  </span>
                ) : (
                  words('tokens.one.noSecret')
                ),
            },
            { label: words('tokens.one.created'), value: <Time at={createdAt} show="date" /> },
            {
              label: words('tokens.one.lastUsed'),
              value: lastUsedAt ? (
                <span>
                  <Time at={lastUsedAt} />{' '}
                  {usedFrom ? words('tokens.list.from', { address: usedFrom }) : null}
                </span>
              ) : (
                words('tokens.list.never')
              ),
            },
            {
              label: words('tokens.one.ends'),
              value: expiresAt ? <Time at={expiresAt} show="moment" /> : words('tokens.list.noEnd'),
            },
          ]}
        />
        <div className="grid grid-cols-1 gap-2">
          <h3 className="font-medium">{words('tokens.one.scopes')}</h3>
          {scopes.includes('All') ? (
            <p>{words('tokens.scopes.all')}</p>
          ) : (
            <ul className="token-scopes">
              {scopes.map((scope) => (
                <li key={scope}>
                  <code>{scope}</code>
                </li>
              ))}
            </ul>
          )}
          {kind === 'collaborator' ? (
            <p className="text-muted">{words('tokens.one.scopesCollaborator')}</p>
          ) : null}
        </div>
      </div>
    </Card>
  )
}
