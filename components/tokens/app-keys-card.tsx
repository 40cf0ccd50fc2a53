import { KeyRound } from 'lucide-react'
import type { AppKeysList } from '@/lib/tokens/app-keys'
import { scopesInWords } from '@/lib/tokens/words'
import { richWords, words } from '@/messages/words'
import { WhyNot } from '../app-settings/why-not'
import { LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { Link } from '../ui/link'
import { Notice } from '../ui/notice'
import { Time } from '../ui/time'

type AppKeysCardProps = { listed: AppKeysList; isFirst: boolean; isRevoked: boolean }

/** The keys of an app: what each may do, whose it is, when it was last used; and the way to make one. */
export function AppKeysCard({ listed, isFirst, isRevoked }: AppKeysCardProps) {
  const { rows, next, account, app, can } = listed
  const settings = `/${account.handle}/apps/${app.handle}/settings`
  const create = (look: { size?: 'sm' }) => (
    <LinkButton href={`${settings}/keys/new`} {...look}>
      {words('tokens.keys.create')}
    </LinkButton>
  )
  return (
    <section id="keys" className="scroll-mt-16">
      <Card
        title={words('tokens.keys.title')}
        description={words('tokens.keys.purpose')}
        action={can.create.may && (rows.length > 0 || !isFirst) ? create({ size: 'sm' }) : null}
      >
        <div className="grid grid-cols-1 gap-3">
          {isRevoked ? <Notice tone="success" role="status" title={words('tokens.said.keyRevoked')} /> : null}
          {rows.length > 0 ? (
            <ul className="app-teams">
              {rows.map((key) => (
                <KeyLine key={key.id} token={key} settings={settings} />
              ))}
            </ul>
          ) : isFirst ? (
            <EmptyState
              icon={<KeyRound />}
              title={words('tokens.keys.none')}
              action={can.create.may ? create({}) : null}
            >
              {words('tokens.keys.noneHint')}
            </EmptyState>
          ) : null}
          {next || !isFirst ? (
            <nav className="flex gap-3" aria-label={words('tokens.keys.pages')}>
              {isFirst ? null : (
                <Link className="text-link" href={`${settings}#keys`}>
                  {words('tokens.keys.first')}
                </Link>
              )}
              {next ? (
                <Link className="text-link" href={`${settings}?keys=${next}#keys`}>
                  {words('tokens.keys.next')}
                </Link>
              ) : null}
            </nav>
          ) : null}
          {can.create.may ? null : <WhyNot why={can.create.why} />}
        </div>
      </Card>
    </section>
  )
}

function KeyLine({ token, settings }: { token: AppKeysList['rows'][number]; settings: string }) {
  const { id, name, scopes, owner, lastUsedAt, expiresAt } = token
  return (
    <li>
      <div className="min-w-0 flex-1 basis-56">
        <p className="font-medium wrap-anywhere">{name}</p>
        <p className="text-[13px] text-muted wrap-anywhere">
          {owner.name ? words('tokens.keys.by', { owner: owner.name }) : words('tokens.keys.byAnother')} ·{' '}
          {lastUsedAt
            ? richWords('tokens.keys.lastUsed', { at: <Time at={lastUsedAt} /> })
            : words('tokens.keys.neverUsed')}
          {expiresAt ? (
            <> · {richWords('tokens.keys.until', { until: <Time at={expiresAt} show="date" /> })}</>
          ) : null}
        </p>
        <p className="text-[13px] wrap-anywhere">{scopesInWords(scopes)}</p>
      </div>
      <LinkButton
        href={`${settings}/keys/${id}`}
        size="sm"
        variant="ghost"
        aria-label={words('tokens.keys.editOf', { token: name })}
      >
        {words('tokens.keys.edit')}
      </LinkButton>
    </li>
  )
}
