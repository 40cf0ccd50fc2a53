'use server'

import type { Route } from 'next'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { action } from '@/lib/action'
import type { ActionState } from '@/lib/action-state'
import { currentCaller } from '@/lib/auth/caller'
import { stopViewing, viewAs } from './commands'

const begin = action(viewAs, { goTo: ({ handle }) => `/${handle}` })

/** Opens the organization as that member sees it. Nothing that the browser kept of what one sees oneself is shown again. */
export async function viewAsAction(previous: ActionState<{ name: string; handle: string }>, form: FormData) {
  revalidatePath('/', 'layout')
  return begin(previous, form)
}

/** Back to oneself, on the page of who was viewed. A plain form's, so that it works on every page without JavaScript. */
export async function stopViewingAction(): Promise<void> {
  const was = await stopViewing(await currentCaller())
  revalidatePath('/', 'layout')
  redirect((was?.handle ? `/${was.handle}/members/${was.userId}` : '/') as Route) // a page of ours
}
