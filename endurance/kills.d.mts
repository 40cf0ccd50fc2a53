export function kills(options: {
  times: number
  port: number
  backWithinMs?: number
  say?: (line: string) => void
}): Promise<{
  violations: string[]
  killed: { what: string; at: number; backMs: number }[]
  invitations: number
  accepted: number
  mails: number
  doubled: number
}>
