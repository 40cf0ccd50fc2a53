'use client'

import {
  approveTokenAction,
  refuseTokenAction,
  revokeAppKeyAction,
  revokeOwnTokenAction,
  revokeTokenAction,
  rotateAppKeyAction,
  rotateTokenAction,
  updateTokenAction,
} from '@/lib/tokens/actions'
import { words } from '@/messages/words'
import { ConfirmForm } from '../ui/confirm-form'
import { Form } from '../ui/form'
import { TextField } from '../ui/text-field'
import { MadeToken } from './made-token'

type Token = { account: string; id: string; name: string }
type WithSecret = Token & { lastFour: string | null; doneHref: string }

export function RenameTokenForm({ account, id, name }: Token) {
  return (
    <Form
      action={updateTokenAction}
      hidden={{ account, id }}
      submit={words('tokens.one.rename')}
      submitVariant="secondary"
      showsMessage
    >
      <TextField
        name="name"
        label={words('tokens.create.name')}
        defaultValue={name}
        maxLength={80}
        autoComplete="off"
      />
    </Form>
  )
}

/** A new secret, or a collaborator's first. The answer shows it in the place of the form. */
export function RotateTokenForm({ account, id, lastFour, doneHref }: WithSecret) {
  return (
    <Form
      action={rotateTokenAction}
      hidden={{ account, id, was: lastFour ?? '' }}
      submit={words(lastFour ? 'tokens.one.rotate' : 'tokens.one.show')}
      submitVariant={lastFour ? 'secondary' : 'primary'}
      done={({ secret, curl, token }) => (
        <MadeToken {...{ secret, curl, doneHref }} name={token.name} title={words('tokens.made.title')} />
      )}
    >
      <p>{words(lastFour ? 'tokens.one.rotateText' : 'tokens.one.showText')}</p>
    </Form>
  )
}

export function RotateAppKeyForm({ account, app, id, lastFour, doneHref }: WithSecret & { app: string }) {
  return (
    <Form
      action={rotateAppKeyAction}
      hidden={{ account, app, id, was: lastFour ?? '' }}
      submit={words('tokens.one.rotate')}
      submitVariant="secondary"
      done={({ secret, curl, token }) => (
        <MadeToken {...{ secret, curl, doneHref }} name={token.name} title={words('tokens.keys.madeTitle')} />
      )}
    >
      <p>{words('tokens.one.rotateText')}</p>
    </Form>
  )
}

export function RevokeTokenForm({ account, id, name, used }: Token & { used: string }) {
  return (
    <ConfirmForm
      action={revokeOwnTokenAction}
      hidden={{ account, id }}
      confirm={words('tokens.one.revoke', { token: name })}
    >
      <p>
        {words('tokens.one.revokeText', { token: name })} {used}
      </p>
    </ConfirmForm>
  )
}

export function RevokeAppKeyForm({ account, app, id, name, used }: Token & { app: string; used: string }) {
  return (
    <ConfirmForm
      action={revokeAppKeyAction}
      hidden={{ account, app, id }}
      confirm={words('tokens.one.revoke', { token: name })}
    >
      <p>
        {words('tokens.keys.revokeText', { token: name })} {used}
      </p>
    </ConfirmForm>
  )
}

type OfOrganization = Token & { organization: string; owner: string }

export function ApproveTokenForm({ account, id, organization, owner }: OfOrganization) {
  return (
    <Form action={approveTokenAction} hidden={{ account, id }} submit={words('tokens.organization.approve')}>
      <p>{words('tokens.organization.approveText', { organization, owner })}</p>
    </Form>
  )
}

/** Takes a token out of the organization: one that is limited to it is over, another loses this reach. */
export function TakeOutTokenForm({ isBound, ...token }: OfOrganization & { isBound: boolean }) {
  const { account, id, name, organization, owner } = token
  return (
    <ConfirmForm
      action={isBound ? revokeTokenAction : refuseTokenAction}
      hidden={{ account, id }}
      confirm={isBound ? words('tokens.one.revoke', { token: name }) : words('tokens.organization.refuse')}
    >
      <p>
        {words(isBound ? 'tokens.organization.revokeText' : 'tokens.organization.refuseText', {
          token: name,
          organization,
          owner,
        })}
      </p>
    </ConfirmForm>
  )
}
