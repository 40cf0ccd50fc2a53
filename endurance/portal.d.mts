export function startPortal(options: {
  port: number
  name: string
  smtpUrl?: string
  env?: Record<string, string>
}): Promise<{
  base: string
  dataDir: string
  lines: string[]
  cookieOf(signIn: { userId: string; sessionId: string }): Promise<string>
  stop(): Promise<void>
}>
