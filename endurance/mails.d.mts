export function mails(options: {
  mails: number
  cuts: number
  hangs?: number
  port: number
  say?: (line: string) => void
}): Promise<{ violations: string[]; mails: number; delivered: number; doubled: number }>
