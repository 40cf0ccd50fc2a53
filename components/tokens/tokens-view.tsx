import { Plus } from 'lucide-react'
import type { TokensList } from '@/lib/tokens/queries'
import { words } from '@/messages/words'
import { BackLink } from '../ui/back-link'
import { LinkButton } from '../ui/button'
import { Notice } from '../ui/notice'
import { PageHeader } from '../ui/page-header'
import { TokensTable } from './tokens-table'

/** One's own tokens. */
export function TokensView({ list, isRevoked }: { list: TokensList; isRevoked: boolean }) {
  const { rows, ...rest } = list
  const now = Date.now()
  const create = (
    <LinkButton
      href={`/${list.handle}/security/tokens/new`}
      variant="primary"
      icon={<Plus aria-hidden="true" />}
    >
      {words('tokens.list.create')}
    </LinkButton>
  )
  return (
    <>
      <BackLink href={`/${list.handle}/security`}>{words('auth.sessionList.security')}</BackLink>
      <PageHeader title={words('tokens.title')} action={create}>
        {words('tokens.intro')} {words('tokens.one.passwordNote')}
      </PageHeader>
      {isRevoked ? <Notice tone="success" role="status" title={words('tokens.said.revoked')} /> : null}
      <TokensTable
        rows={rows.map((row) => ({
          ...row,
          isExpired: row.expiresAt !== null && row.expiresAt.getTime() <= now,
        }))}
        list={rest}
        create={create}
      />
    </>
  )
}
