/** What a form knows about its last submission. `values` gives back what was typed, but never a password. */
export type ActionState<R = unknown> =
  | { status: 'idle' }
  | { status: 'ok'; result: R; message?: string }
  | {
      status: 'error'
      code: string
      message: string
      fields: Record<string, string>
      values: Record<string, string | string[]>
      requestId?: string
    }

export const idle: ActionState<never> = { status: 'idle' }
