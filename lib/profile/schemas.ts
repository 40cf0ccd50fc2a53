import { z } from 'zod'
import { GivenPassword, PersonName } from '@/lib/auth/schemas'
import { Handle } from '@/lib/organizations/schemas'
import { says } from '@/messages/words'
import { MAX_PICTURE_BYTES } from './picture-sizes'

export const UpdateNamesInput = z.object({
  firstName: PersonName('enterYourFirstName'),
  lastName: PersonName('enterYourLastName'),
})

export const ChangeUsernameInput = z.object({ username: Handle })

export const ChangePictureInput = z.object({
  picture: z
    .instanceof(File, says('profile.pictureMissing'))
    .refine((file) => file.size > 0, says('profile.pictureMissing'))
    .refine((file) => file.size <= MAX_PICTURE_BYTES, says('profile.pictureTooLarge')),
})

export const DeleteAccountInput = z.object({
  confirmation: z.string({ error: '' }).trim().max(100),
  password: GivenPassword,
})
