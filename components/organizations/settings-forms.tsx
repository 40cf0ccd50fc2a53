'use client'

import {
  changeInvitationLifeAction,
  changeOrganizationIdAction,
  changeSharingAction,
  updateOrganizationAction,
} from '@/lib/organizations/actions'
import { INVITATION_DAYS } from '@/lib/organizations/schemas'
import { words } from '@/messages/words'
import { Form } from '../ui/form'
import { TextField } from '../ui/text-field'

type NameFormProps = { account: string; name: string; billingEmail: string }

/** What the organization is called, and where its invoices go. */
export function NameForm({ account, name, billingEmail }: NameFormProps) {
  return (
    <Form
      action={updateOrganizationAction}
      hidden={{ account }}
      submit={words('settings.general.save')}
      showsMessage
    >
      <TextField
        name="name"
        label={words('settings.general.name')}
        description={words('settings.general.nameHint')}
        defaultValue={name}
        autoComplete="organization"
        maxLength={80}
      />
      <TextField
        name="billingEmail"
        label={words('settings.general.billingEmail')}
        description={words('settings.general.billingEmailHint')}
        type="email"
        defaultValue={billingEmail}
        autoComplete="off"
      />
    </Form>
  )
}

/** Another ID; what that means for links stands above it. */
export function IdForm({ account, origin }: { account: string; origin: string }) {
  return (
    <Form
      action={changeOrganizationIdAction}
      hidden={{ account }}
      submit={words('settings.id.submit')}
      submitVariant="secondary"
    >
      <TextField
        name="handle"
        label={words('settings.id.new')}
        description={words('settings.id.newHint')}
        prefix={`${origin}/`}
        isMono
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={40}
      />
    </Form>
  )
}

/** How long an invitation lives from now on. */
export function InvitationLifeForm({ account, days }: { account: string; days: number }) {
  return (
    <Form
      action={changeInvitationLifeAction}
      hidden={{ account }}
      submit={words('settings.general.save')}
      showsMessage
    >
      <TextField
        name="invitationDays"
        label={words('settings.invitations.days')}
        description={words('settings.invitations.daysHint', INVITATION_DAYS)}
        type="number"
        inputMode="numeric"
        min={INVITATION_DAYS.least}
        max={INVITATION_DAYS.most}
        step={1}
        defaultValue={days}
        className="max-w-32"
      />
    </Form>
  )
}

/** Whether collaborators with the scope for it may invite others. */
export function SharingForm({ account, mayShare }: { account: string; mayShare: boolean }) {
  return (
    <Form
      action={changeSharingAction}
      hidden={{ account }}
      submit={words('settings.general.save')}
      showsMessage
    >
      <label className="flex cursor-pointer gap-2.5">
        <input
          type="checkbox"
          name="collaboratorsMayShare"
          value="1"
          defaultChecked={mayShare}
          className="mt-0.5 size-4 flex-none accent-(--accent)"
        />
        <span>
          <span className="font-medium">{words('settings.sharing.label')}</span>
          <span className="block text-[13px] text-muted">{words('settings.sharing.hint')}</span>
        </span>
      </label>
    </Form>
  )
}
