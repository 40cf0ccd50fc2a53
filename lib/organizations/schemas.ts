import { z } from 'zod'
import { isHandle } from '@/lib/handles'
import { says } from '@/messages/words'
import { normalizeName } from './names'

/**
 * A handle: what stands in the address for a user or an organization. Letters, digits, runs joined by `-` or `_`; compared without
 * case. The same rule holds for usernames.
 */
export const Handle = z
  .string()
  .trim()
  .min(2, says('organizations.schemas.useAtLeast2Characters'))
  .max(40, says('organizations.schemas.useAtMost40Characters'))
  .refine(isHandle, says('organizations.schemas.useLettersAndDigitsJoinedBy'))

/** An e-mail address in the one form in which addresses are compared: lower case, and only a real @. */
export const EmailAddress = z
  .string()
  .trim()
  .max(254, says('organizations.schemas.anAddressHasAtMost254'))
  .pipe(z.email(says('organizations.schemas.noAddress')))

const OrganizationName = z
  .string()
  .transform((name) => name.normalize('NFC').replace(/\s+/g, ' ').trim())
  .pipe(
    z
      .string()
      .min(2, says('organizations.schemas.useAtLeast2Characters'))
      .max(80, says('organizations.schemas.useAtMost80Characters'))
      // What cannot be seen would tell two organizations apart that look the same.
      .regex(/^[^\p{Cc}\p{Cf}\p{Co}]*$/u, says('organizations.schemas.useLettersDigitsAndSignsThat')),
  )
  .refine((name) => normalizeName(name).length > 0, says('organizations.schemas.useLettersOrDigits'))

export const CreateOrganizationInput = z.object({
  name: OrganizationName,
  handle: Handle,
  billingEmail: EmailAddress,
})
export type CreateOrganizationInput = z.infer<typeof CreateOrganizationInput>

export const UpdateOrganizationInput = z.object({ name: OrganizationName, billingEmail: EmailAddress })
export const ChangeOrganizationIdInput = z.object({ handle: Handle })

/** How many days an invitation may live. */
export const INVITATION_DAYS = { least: 1, most: 90 } as const
const DAYS = says('settings.daysWrong', INVITATION_DAYS)
export const ChangeInvitationLifeInput = z.object({
  invitationDays: z.coerce
    .number(DAYS)
    .int(DAYS)
    .min(INVITATION_DAYS.least, DAYS)
    .max(INVITATION_DAYS.most, DAYS),
})

/** The ID of the organization, typed by hand. */
export const DeleteOrganizationInput = z.object({ confirmation: z.string().trim().max(200) })
/** Which to restore, and under which name where its own is taken meanwhile. */
export const RestoreOrganizationInput = z.object({
  organizationId: z.uuid(),
  name: OrganizationName.optional(),
})
export type RestoreOrganizationInput = z.infer<typeof RestoreOrganizationInput>

/** Whether collaborators may share the organization's apps: a box that is not ticked sends nothing. */
export const ChangeSharingInput = z.object({
  collaboratorsMayShare: z.preprocess((value) => value === true || value === '1', z.boolean()).prefault(''),
})
