'use client'

import { duplicateAppAction } from '@/lib/apps/actions'
import { DUPLICABLE } from '@/lib/apps/schemas'
import { suggestHandle } from '@/lib/organizations/names'
import { words } from '@/messages/words'
import { Form } from '../ui/form'
import { useField } from '../ui/form-context'
import { AppNameAndId } from './name-and-id'

type DuplicateAppFormProps = { account: string; app: { handle: string; name: string } }

/** A second app out of one, with what is chosen to go along. */
export function DuplicateAppForm({ account, app }: DuplicateAppFormProps) {
  const name = words('apps.duplicate.copyOf', { app: app.name }).slice(0, 80)
  return (
    <Form
      action={duplicateAppAction}
      hidden={{ account, app: app.handle }}
      submit={words('apps.duplicate.confirm')}
    >
      <AppNameAndId account={account} name={name} handle={suggestHandle(name)} />
      <WhatGoesAlong />
    </Form>
  )
}

const USUAL = ['description', 'notes', 'settings']

function WhatGoesAlong() {
  const { typed, round } = useField('include')
  const chosen = typed === undefined && round === 0 ? USUAL : [typed ?? []].flat()
  return (
    <fieldset className="field" key={round}>
      <legend className="label mb-1.5">{words('apps.duplicate.include')}</legend>
      <div className="grid gap-1">
        {DUPLICABLE.map((what) => (
          <label key={what} className="app-choice">
            <input type="checkbox" name="include" value={what} defaultChecked={chosen.includes(what)} />
            <span>
              <span className="font-medium">{words(`apps.duplicate.what.${what}.label`)}</span>
              <span className="app-choice__hint">{words(`apps.duplicate.what.${what}.hint`)}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
