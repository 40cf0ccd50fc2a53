import { z } from 'zod'
import { says } from '@/messages/words'

export const ViewAsInput = z.object({ userId: z.uuid(says('members.schemas.thisMemberIsNotThereAnyMore')) })
