'use client'

import { changeCollaboratorAction, reviewCollaboratorChangeAction } from '@/lib/collaborators/actions'
import type { Collaborator, ReviewedChange } from '@/lib/collaborators/queries'
import type { ScopeForm } from '@/lib/collaborators/scope-form'
import { words } from '@/messages/words'
import { UntilField } from '../teams/until-field'
import { LinkButton } from '../ui/button'
import { Form } from '../ui/form'
import { Time } from '../ui/time'
import { ScopesField } from './scopes-field'

type At = { account: string; app: string }
type ChangeFormProps = {
  at: At
  collaborator: Collaborator
  form: ScopeForm
  until: string
  untilHint: string
}

/** Other scopes or another end date for somebody; first what that changes, then the button that saves it. */
export function ChangeCollaboratorForm({ at, collaborator, form, until, untilHint }: ChangeFormProps) {
  return (
    <Form
      action={reviewCollaboratorChangeAction}
      hidden={{ ...at, collaboratorId: collaborator.id }}
      submit={words('collaborators.change.review')}
      aside={
        <LinkButton href={`/${at.account}/apps/${at.app}/settings/collaborators`}>
          {words('ui.confirmForm.cancel')}
        </LinkButton>
      }
      done={(review) => <Difference at={at} review={review} />}
    >
      <ScopesField form={form} held={collaborator.scopes} isOpen />
      <UntilField description={untilHint} defaultValue={until} />
    </Form>
  )
}

function Difference({ at, review }: { at: At; review: ReviewedChange }) {
  const { collaborator, now, gained, lost, until, brought, isDifferent } = review
  const page = `/${at.account}/apps/${at.app}/settings/collaborators/${collaborator.userId}`
  const { name } = collaborator
  return (
    <div className="form" role="status">
      <p className="font-medium">
        {isDifferent
          ? words('collaborators.change.means', { name })
          : words('collaborators.change.nothing', { name })}
      </p>
      <Scopes title={words('collaborators.change.gains')} names={gained} sign="+" />
      <Scopes title={words('collaborators.change.loses')} names={lost} sign="−" />
      {until ? (
        <p>
          {words('collaborators.change.end')} <End at={until.was} /> → <End at={until.now} />
        </p>
      ) : null}
      {brought.length > 0 ? (
        <p className="text-[13px] text-muted">
          {words('collaborators.scopes.brought', { scopes: brought.join(', ') })}
        </p>
      ) : null}
      {isDifferent ? (
        <Form
          action={changeCollaboratorAction}
          hidden={{
            ...at,
            collaboratorId: collaborator.id,
            scopes: now.scopes.join(','),
            until: now.until ? new Date(now.until).toISOString() : '',
          }}
          submit={words('collaborators.change.save')}
          aside={<Again page={page} />}
        />
      ) : (
        <div className="form__actions">
          <Again page={page} />
        </div>
      )}
    </div>
  )
}

const Again = ({ page }: { page: string }) => (
  <a href={page} className="button button--md button--outline">
    {words('collaborators.change.again')}
  </a>
)

function End({ at }: { at: Date | null }) {
  return at ? <Time at={at} show="date" /> : <span>{words('collaborators.change.forGood')}</span>
}

function Scopes({ title, names, sign }: { title: string; names: string[]; sign: '+' | '−' }) {
  if (names.length === 0) return null
  return (
    <div>
      <p>{title}</p>
      <ul className="scope-list" data-sign={sign}>
        {names.map((name) => (
          <li key={name}>
            <span aria-hidden="true">{sign}</span> <code className="wrap-anywhere">{name}</code>
          </li>
        ))}
      </ul>
    </div>
  )
}
