import { z } from 'zod'
import { Email, GivenPassword } from '@/lib/auth/schemas'
import { says } from '@/messages/words'

const address = z.uuid(says('addresses.gone'))

export const AddAddressInput = z.object({ email: Email, password: GivenPassword })
export const AddressIdInput = z.object({ address })
export const MakePrimaryInput = z.object({ address, password: GivenPassword })
export const VerifyAddressInput = z.object({ token: z.string().max(200) })
