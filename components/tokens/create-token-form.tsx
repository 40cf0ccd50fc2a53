'use client'

import type { Scope } from '@/lib/permissions/scopes'
import { createAppKeyAction, createTokenAction } from '@/lib/tokens/actions'
import { words } from '@/messages/words'
import { SelectField } from '../app-settings/select-field'
import { Form } from '../ui/form'
import { Link } from '../ui/link'
import { TextField } from '../ui/text-field'
import { MadeToken } from './made-token'
import { ScopeFields } from './scope-fields'

type Common = { account: string; formId: string; until: string; scopes: readonly Scope[] }
type CreateTokenFormProps = Common & { places: { handle: string; name: string }[] }

/** Makes a personal access token and shows its secret in the place of the form. */
export function CreateTokenForm({ account, formId, until, scopes, places }: CreateTokenFormProps) {
  const list = `/${account}/security/tokens`
  return (
    <Form
      action={createTokenAction}
      hidden={{ account, id: formId }}
      submit={words('tokens.create.confirm')}
      aside={<Cancel href={list} />}
      done={({ secret, curl, token }) => (
        <MadeToken
          {...{ secret, curl }}
          name={token.name}
          title={words('tokens.made.title')}
          doneHref={list}
        />
      )}
    >
      <NameField hint={words('tokens.create.nameHint')} />
      <ScopeFields scopes={scopes} of="person" />
      <SelectField
        name="to"
        label={words('tokens.create.to')}
        description={words('tokens.create.toText')}
        isOptional
        options={[
          { value: '', label: words('tokens.create.everywhere') },
          { value: 'me', label: words('tokens.create.own') },
          ...places.map(({ handle, name }) => ({
            value: handle,
            label: words('tokens.create.only', { organization: name }),
          })),
        ]}
      />
      <EndField until={until} />
    </Form>
  )
}

type CreateAppKeyFormProps = Common & { app: string }

/** The same for a key of one app. */
export function CreateAppKeyForm({ account, app, formId, until, scopes }: CreateAppKeyFormProps) {
  const settings = `/${account}/apps/${app}/settings#keys`
  return (
    <Form
      action={createAppKeyAction}
      hidden={{ account, app, id: formId }}
      submit={words('tokens.keys.confirm')}
      aside={<Cancel href={settings} />}
      done={({ secret, curl, token }) => (
        <MadeToken
          {...{ secret, curl }}
          name={token.name}
          title={words('tokens.keys.madeTitle')}
          doneHref={settings}
        />
      )}
    >
      <NameField hint={words('tokens.keys.nameHint')} />
      <ScopeFields scopes={scopes} of="app" />
      <EndField until={until} />
    </Form>
  )
}

function NameField({ hint }: { hint: string }) {
  return (
    <TextField
      name="name"
      label={words('tokens.create.name')}
      description={hint}
      autoComplete="off"
      maxLength={80}
    />
  )
}

function EndField({ until }: { until: string }) {
  return (
    <TextField
      name="until"
      type="date"
      label={words('tokens.create.until')}
      description={words('tokens.create.untilText')}
      isOptional
      defaultValue={until}
      className="until-field"
    />
  )
}

function Cancel({ href }: { href: string }) {
  return (
    <Link href={href} className="button button--md button--outline">
      {words('ui.confirmForm.cancel')}
    </Link>
  )
}
