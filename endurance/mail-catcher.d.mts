export function catchMails(options?: { port?: number; pauseMs?: number }): Promise<{
  url: string
  manner: string
  waitFor(to: string, limitMs: number): Promise<{ to: string; subject: string; link: string }>
  stop(): Promise<void>
}>
