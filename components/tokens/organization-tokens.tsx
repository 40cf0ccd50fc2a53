import type { OrganizationToken, OrganizationTokensList } from '@/lib/tokens/organization'
import { words } from '@/messages/words'
import { BackLink } from '../ui/back-link'
import { LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { Notice } from '../ui/notice'
import { PageHeader } from '../ui/page-header'
import { OrganizationTokensTable } from './organization-tokens-table'
import { TokenFacts } from './token-facts'
import { ApproveTokenForm, TakeOutTokenForm } from './token-forms'

export type Said = 'revoked' | 'approved' | 'refused' | 'policy'

/** The tokens that reach an organization, and what is asked of them. */
export function OrganizationTokens({ list, said }: { list: OrganizationTokensList; said: Said | null }) {
  const { rows, ...rest } = list
  const { handle, organization, policy, waiting, search } = list
  const path = `/${handle}/security/tokens`
  return (
    <>
      <BackLink href={`/${handle}/security`}>{words('auth.sessionList.security')}</BackLink>
      <PageHeader title={words('tokens.title')}>
        {words('tokens.organization.intro', { organization })}
      </PageHeader>
      {said ? <Notice tone="success" role="status" title={words(`tokens.said.${said}`)} /> : null}
      <Notice
        title={words('tokens.organization.policyTitle')}
        action={
          <LinkButton href={`${path}/policy`} size="sm" className="no-underline">
            {words('tokens.organization.policy')}
          </LinkButton>
        }
      >
        {words('tokens.organization.policyAge', { days: policy.maxDays ?? 0 })}{' '}
        {words('tokens.organization.policyApproval', { approval: policy.approval })}
      </Notice>
      {waiting.count > 0 && !search.only ? (
        <Notice
          tone="warning"
          title={words('tokens.organization.wait', {
            count: waiting.count,
            isMore: waiting.isMore ? 'yes' : 'no',
          })}
          action={
            <LinkButton href={`${path}?only=waiting`} size="sm" className="no-underline">
              {words('tokens.organization.see')}
            </LinkButton>
          }
        />
      ) : null}
      <OrganizationTokensTable rows={rows} list={rest} />
    </>
  )
}

/** One token that reaches an organization: letting it in, or taking it out. */
export function OrganizationTokenPage({ token }: { token: OrganizationToken }) {
  const { handle, organization, id, name, owner, barred, account, verdict } = token
  const of = { account: handle, id, name, organization, owner: owner.name }
  const isBound = account !== null
  return (
    <div className="grid max-w-[720px] grid-cols-1 gap-4">
      <BackLink href={`/${handle}/security/tokens`}>{words('tokens.organization.back')}</BackLink>
      <PageHeader title={name} />
      {barred ? <Notice tone="warning" title={words(`tokens.one.bar.${barred}`, { organization })} /> : null}
      <TokenFacts token={token} isOwn={false} />
      {barred === 'waiting' || barred === 'refused' ? (
        <Card title={words('tokens.organization.approveTitle')}>
          <ApproveTokenForm {...of} />
        </Card>
      ) : null}
      {verdict === 'refused' && !isBound ? null : (
        <Card title={words(isBound ? 'tokens.one.revokeTitle' : 'tokens.organization.refuseTitle')}>
          <TakeOutTokenForm {...of} isBound={isBound} />
        </Card>
      )}
    </div>
  )
}
