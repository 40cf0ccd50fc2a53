import { z } from 'zod'
import { EmailAddress, Handle } from '@/lib/organizations/schemas'
import { says } from '@/messages/words'
import { normalizeEmail } from './email'
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from './password-length'

const characters = (text: string) => [...text].length

/** A password somebody chooses. Never shortened, never trimmed. Whether it is easily guessed: `password-strength.ts`. */
export const NewPassword = z
  .string(says('auth.schemas.chooseAPassword'))
  .refine(
    (p) => characters(p) >= MIN_PASSWORD_LENGTH,
    says('auth.schemas.useAtLeastCharacters', { minPasswordLength: MIN_PASSWORD_LENGTH }),
  )
  .refine(
    (p) => characters(p) <= MAX_PASSWORD_LENGTH,
    says('auth.schemas.useAtMostCharacters', { maxPasswordLength: MAX_PASSWORD_LENGTH }),
  )

/** A password somebody enters to prove who they are: bounded, so that nobody makes us hash a book. */
export const GivenPassword = z
  .string(says('auth.schemas.enterYourPassword'))
  .min(1, says('auth.schemas.enterYourPassword'))
  .max(MAX_PASSWORD_LENGTH * 4, says('auth.schemas.thatIsNotThePassword'))

export const PersonName = (missing: 'enterYourFirstName' | 'enterYourLastName') =>
  z
    .string(says(`auth.schemas.${missing}`))
    .transform((name) => name.normalize('NFC').replace(/\s+/g, ' ').trim())
    .pipe(
      z
        .string()
        .min(1, says(`auth.schemas.${missing}`))
        .max(60, says('auth.schemas.useAtMost60Characters'))
        .regex(/^[^\p{Cc}\p{Cf}\p{Co}<>]*$/u, says('auth.schemas.useLettersAsTheNameIsWritten')),
    )

/** An address, with the form in which it is compared. */
export const Email = EmailAddress.transform((email) => ({ email, normalized: normalizeEmail(email) }))

/** The secret of an invitation, where it led here. Whether it proves anything the database says. */
const Invitation = z.string().max(200).optional()

export const SignUpInput = z.object({
  firstName: PersonName('enterYourFirstName'),
  lastName: PersonName('enterYourLastName'),
  username: Handle,
  email: Email,
  password: NewPassword,
  invitation: Invitation,
  next: z.string().max(500).optional(),
})
export type SignUpInput = z.input<typeof SignUpInput>

export const SignInInput = z.object({
  email: z
    .string(says('auth.schemas.enterYourEmailAddress'))
    .trim()
    .min(1, says('auth.schemas.enterYourEmailAddress'))
    .max(254, says('auth.schemas.anAddressHasAtMost254'))
    .transform(normalizeEmail),
  password: GivenPassword,
  invitation: Invitation,
})
export type SignInInput = z.input<typeof SignInInput>

export const AddressInput = z.object({ email: Email })

export const VerifyEmailInput = z.object({
  token: z.string().max(200),
  password: z.string().max(800).optional(),
})

export const ResetPasswordInput = z.object({ token: z.string().max(200), password: NewPassword })

export const ChangePasswordInput = z.object({ currentPassword: GivenPassword, password: NewPassword })

export const RevokeSessionInput = z.object({ session: z.uuid() })
