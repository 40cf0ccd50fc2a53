import type { TokenPolicyReview } from '@/lib/tokens/organization'
import { APPROVALS } from '@/lib/tokens/schemas'
import { words } from '@/messages/words'
import { BackLink } from '../ui/back-link'
import { Button } from '../ui/button'
import { Card } from '../ui/card'
import { Notice } from '../ui/notice'
import { PageHeader } from '../ui/page-header'
import { RadioCards } from '../ui/radio-cards'
import { TextField } from '../ui/text-field'
import { SaveTokenPolicyForm } from './token-policy-form'

type TokenPolicyProps = { review: TokenPolicyReview; isUnreadable: boolean }

/** What an organization asks of tokens: chosen, looked at with how many it stops, and saved. Plain forms, in any browser. */
export function TokenPolicy({ review, isUnreadable }: TokenPolicyProps) {
  const { handle, organization, present, asked } = review
  const shown = asked ?? present
  return (
    <div className="grid max-w-[720px] grid-cols-1 gap-4">
      <BackLink href={`/${handle}/security/tokens`}>{words('tokens.organization.back')}</BackLink>
      <PageHeader title={words('tokens.policy.title')}>
        {words('tokens.policy.intro', { organization })}
      </PageHeader>
      {isUnreadable ? <Notice tone="danger" role="alert" title={words('tokens.errors.days')} /> : null}
      <Card>
        <form
          key={`${shown.maxDays} ${shown.approval}`}
          method="get"
          action={`/${handle}/security/tokens/policy`}
          className="form"
        >
          <TextField
            name="maxDays"
            type="number"
            inputMode="numeric"
            min={1}
            max={3650}
            label={words('tokens.policy.days')}
            description={words('tokens.policy.daysText')}
            isOptional
            defaultValue={shown.maxDays ?? ''}
            className="until-field"
          />
          <RadioCards
            name="approval"
            legend={words('tokens.policy.approval')}
            defaultValue={shown.approval}
            options={APPROVALS.map((value) => ({
              value,
              label: words(`tokens.policy.${value}.label`),
              description: words(`tokens.policy.${value}.text`),
            }))}
          />
          <div className="form__actions">
            <Button type="submit" variant={asked ? 'secondary' : 'primary'}>
              {words('tokens.policy.review')}
            </Button>
          </div>
        </form>
      </Card>
      {asked ? <Outcome review={review} asked={asked} /> : null}
    </div>
  )
}

type OutcomeProps = { review: TokenPolicyReview; asked: NonNullable<TokenPolicyReview['asked']> }

function Outcome({ review: { handle, stops }, asked }: OutcomeProps) {
  return (
    <Card
      title={words('tokens.policy.stopsTitle', { count: stops.count, isMore: stops.isMore ? 'yes' : 'no' })}
    >
      <div className="grid grid-cols-1 gap-3">
        {stops.count > 0 ? <p>{words('tokens.policy.stopsText')}</p> : null}
        <SaveTokenPolicyForm account={handle} maxDays={asked.maxDays} approval={asked.approval} />
      </div>
    </Card>
  )
}
