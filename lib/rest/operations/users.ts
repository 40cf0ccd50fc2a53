import 'server-only'
import { z } from 'zod'
import { findSeenPerson } from '@/lib/profile/seen'
import { operation } from '../operation'
import { Instant, instant } from '../shapes'

const User = z.object({
  id: z.string(),
  first_name: z.string(),
  last_name: z.string(),
  company_name: z.string(),
  job_title: z.string(),
  created_at: Instant,
  visibility: z.object({ gettable: z.literal(30) }),
  user_detail: z.object({ primary_email: z.string() }).optional(),
})

export const getUser = operation({
  name: 'GetUser',
  method: 'GET',
  path: '/v2/users/{user_id}',
  auth: 'PATAuth',
  scopes: [],
  answer: z.object({ user: User }),
  async run({ caller, params }) {
    const { username, firstName, lastName, kind, name, createdAt, email } = await findSeenPerson(
      caller,
      params.user_id,
    )
    const user = {
      id: username,
      first_name: firstName,
      last_name: lastName,
      company_name: kind === 'organization' ? name : '',
      job_title: '',
      created_at: instant(createdAt),
      visibility: { gettable: 30 },
      ...(email === null ? {} : { user_detail: { primary_email: email } }),
    }
    return { user }
  },
})
