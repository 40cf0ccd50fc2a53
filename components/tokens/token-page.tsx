import type { OwnToken } from '@/lib/tokens/queries'
import { relativeWords } from '@/messages/dates'
import { words } from '@/messages/words'
import { BackLink } from '../ui/back-link'
import { Card } from '../ui/card'
import { Notice } from '../ui/notice'
import { PageHeader } from '../ui/page-header'
import { TokenFacts } from './token-facts'
import { RenameTokenForm, RevokeTokenForm, RotateTokenForm } from './token-forms'

/** One of one's own tokens, and what can be done with it. */
export function TokenPage({ token }: { token: OwnToken }) {
  const { handle, id, name, kind, lastFour, bars, expiresAt } = token
  const list = `/${handle}/security/tokens`
  const isExpired = expiresAt !== null && expiresAt.getTime() <= Date.now()
  const of = { account: handle, id, name }
  return (
    <div className="grid max-w-[720px] grid-cols-1 gap-4">
      <BackLink href={list}>{words('tokens.one.back')}</BackLink>
      <PageHeader title={name} />
      {isExpired ? <Notice tone="warning" title={words('tokens.one.expired')} /> : null}
      {bars.length > 0 ? (
        <Notice tone="warning" title={words('tokens.one.bars')}>
          <ul className="grid gap-1">
            {bars.map(({ handle: organization, name: called, why }) => (
              <li key={organization}>{words(`tokens.one.bar.${why}`, { organization: called })}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <TokenFacts token={token} isOwn usedFrom={token.lastUsedFrom} />
      {isExpired ? null : (
        <Card title={words(lastFour ? 'tokens.one.rotateTitle' : 'tokens.one.showTitle')}>
          <RotateTokenForm {...of} lastFour={lastFour} doneHref={list} />
        </Card>
      )}
      {kind === 'collaborator' ? (
        <p className="text-muted">{words('tokens.one.leaves')}</p>
      ) : (
        <>
          <Card title={words('tokens.one.renameTitle')}>
            <RenameTokenForm {...of} />
          </Card>
          <Card title={words('tokens.one.revokeTitle')}>
            <RevokeTokenForm {...of} used={usedWords(token)} />
          </Card>
        </>
      )}
    </div>
  )
}

/** When it was last used, for whoever is about to end it. */
export const usedWords = ({ lastUsedAt }: { lastUsedAt: Date | null }) =>
  lastUsedAt
    ? words('tokens.one.revokeUsed', { at: relativeWords(lastUsedAt, Date.now()) })
    : words('tokens.one.revokeUnused')
