import { z } from 'zod'
import { isHandle } from '@/lib/handles'
import { normalizeName } from './names'

/**
 * A handle: what stands in the address for a user or an organization. Letters, digits, runs joined by `-` or `_`; compared without
 * case. The same rule holds for usernames.
 */
export const Handle = z
  .string()
  .trim()
  .min(2, 'Use at least 2 characters.')
  .max(40, 'Use at most 40 characters.')
  .refine(isHandle, 'Use letters and digits, joined by single - or _.')

/** An e-mail address in the one form in which addresses are compared: lower case, and only a real @. */
export const EmailAddress = z
  .string()
  .trim()
  .max(254, 'An address has at most 254 characters.')
  .pipe(z.email({ message: 'This is not an e-mail address, such as lena@example.com.' }))

export const CreateOrganizationInput = z.object({
  name: z
    .string()
    .transform((name) => name.normalize('NFC').replace(/\s+/g, ' ').trim())
    .pipe(
      z
        .string()
        .min(2, 'Use at least 2 characters.')
        .max(80, 'Use at most 80 characters.')
        // What cannot be seen would tell two organizations apart that look the same.
        .regex(/^[^\p{Cc}\p{Cf}\p{Co}]*$/u, 'Use letters, digits and signs that can be seen.'),
    )
    .refine((name) => normalizeName(name).length > 0, 'Use letters or digits.'),
  handle: Handle,
  billingEmail: EmailAddress,
})
export type CreateOrganizationInput = z.infer<typeof CreateOrganizationInput>
