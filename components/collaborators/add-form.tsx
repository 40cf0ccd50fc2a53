'use client'

import { CircleAlert, CircleCheck } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { addCollaboratorsAction } from '@/lib/collaborators/actions'
import type { AddResult } from '@/lib/collaborators/schemas'
import type { ScopeForm } from '@/lib/collaborators/scope-form'
import { words } from '@/messages/words'
import { UntilField } from '../teams/until-field'
import { LinkButton } from '../ui/button'
import { Form } from '../ui/form'
import { Textarea } from '../ui/textarea'
import { ScopesField } from './scopes-field'

type At = { account: string; app: string }
type AddFormProps = { at: At; form: ScopeForm; until: string; untilHint: string }

/** One or many addresses, what they may do and until when; then what became of each. */
export function AddCollaboratorsForm({ at, form, until, untilHint }: AddFormProps) {
  const list = `/${at.account}/apps/${at.app}/settings/collaborators`
  return (
    <Form
      action={addCollaboratorsAction}
      hidden={at}
      submit={words('collaborators.addPage.confirm')}
      aside={<LinkButton href={list}>{words('ui.confirmForm.cancel')}</LinkButton>}
      done={({ results, scopes, brought }) => (
        <Results list={list} results={results} scopes={scopes} brought={brought} />
      )}
    >
      <Textarea
        name="emails"
        label={words('collaborators.addPage.emails')}
        rows={2}
        autoCapitalize="none"
        spellCheck={false}
        placeholder={words('collaborators.addPage.example')}
        description={words('collaborators.addPage.emailsHint')}
      />
      <ScopesField form={form} />
      <UntilField description={untilHint} defaultValue={until} />
    </Form>
  )
}

type ResultsProps = { list: string; results: AddResult[]; scopes: string[]; brought: string[] }

function Results({ list, results, scopes, brought }: ResultsProps) {
  const said = useRef<HTMLParagraphElement>(null)
  useEffect(() => said.current?.focus(), []) // the button that had the focus is gone
  const count = results.filter(({ outcome }) => outcome !== 'refused').length
  return (
    <div className="form" role="status">
      <p ref={said} tabIndex={-1} className="font-medium outline-none">
        {words('collaborators.addPage.done', { count, all: results.length })}
      </p>
      <ul className="result-list">
        {results.map(({ address, outcome, reason }) => (
          <li key={address} className="flex items-start gap-2 py-2">
            {outcome === 'refused' ? (
              <CircleAlert aria-hidden="true" className="size-4 flex-none text-danger" />
            ) : (
              <CircleCheck aria-hidden="true" className="size-4 flex-none text-success" />
            )}
            <span className="min-w-0">
              <span className="font-medium wrap-anywhere">{address}</span>{' '}
              <span className="text-muted">
                {outcome === 'refused' ? reason : words('collaborators.addPage.offered')}
                {outcome === 'offered_again' ? ` ${reason}` : ''}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {count > 0 ? (
        <p className="text-[13px] text-muted">
          {words('collaborators.scopes.count', { count: scopes.length })}{' '}
          {brought.length > 0 ? words('collaborators.scopes.brought', { scopes: brought.join(', ') }) : null}
        </p>
      ) : null}
      <div className="form__actions">
        <LinkButton href={list}>{words('collaborators.addPage.toList')}</LinkButton>
        <a href={`${list}/add`} className="button button--md button--ghost">
          {words('collaborators.addPage.again')}
        </a>
      </div>
    </div>
  )
}
