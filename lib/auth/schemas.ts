import { z } from 'zod'
import { EmailAddress, Handle } from '@/lib/organizations/schemas'
import { normalizeEmail } from './email'
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from './password-length'

const characters = (text: string) => [...text].length

/** A password somebody chooses. Never shortened, never trimmed. Whether it is easily guessed: `password-strength.ts`. */
export const NewPassword = z
  .string({ error: 'Choose a password.' })
  .refine((p) => characters(p) >= MIN_PASSWORD_LENGTH, `Use at least ${MIN_PASSWORD_LENGTH} characters.`)
  .refine((p) => characters(p) <= MAX_PASSWORD_LENGTH, `Use at most ${MAX_PASSWORD_LENGTH} characters.`)

/** A password somebody enters to prove who they are: bounded, so that nobody makes us hash a book. */
const GivenPassword = z
  .string({ error: 'Enter your password.' })
  .min(1, 'Enter your password.')
  .max(MAX_PASSWORD_LENGTH * 4, 'That is not the password.')

const PersonName = (what: string) =>
  z
    .string({ error: `Enter your ${what}.` })
    .transform((name) => name.normalize('NFC').replace(/\s+/g, ' ').trim())
    .pipe(
      z
        .string()
        .min(1, `Enter your ${what}.`)
        .max(60, 'Use at most 60 characters.')
        .regex(/^[^\p{Cc}\p{Cf}\p{Co}<>]*$/u, 'Use letters, as the name is written.'),
    )

/** An address, with the form in which it is compared. */
export const Email = EmailAddress.transform((email) => ({ email, normalized: normalizeEmail(email) }))

/** The secret of an invitation, where it led here. Whether it proves anything the database says. */
const Invitation = z.string().max(200).optional()

export const SignUpInput = z.object({
  firstName: PersonName('first name'),
  lastName: PersonName('last name'),
  username: Handle,
  email: Email,
  password: NewPassword,
  invitation: Invitation,
  next: z.string().max(500).optional(),
})
export type SignUpInput = z.input<typeof SignUpInput>

export const SignInInput = z.object({
  email: z
    .string({ error: 'Enter your email address.' })
    .trim()
    .min(1, 'Enter your email address.')
    .max(254, 'An address has at most 254 characters.')
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
