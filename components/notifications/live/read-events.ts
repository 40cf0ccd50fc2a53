/**
 * Reads server-sent events as they come, until the stream ends. Not `EventSource`: that one tells neither of comments, which show that a
 * stream is alive, nor of the status of what was refused.
 */
export async function readEvents(
  body: ReadableStream<Uint8Array>,
  on: { event: (name: string, data: string) => void; sign: () => void },
): Promise<void> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    on.sign()
    const blocks = (rest + decoder.decode(value, { stream: true })).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const fields = new Map(
        block.split('\n').map((line) => [nameOf(line), line.slice(line.indexOf(':') + 2)]),
      )
      const name = fields.get('event')
      if (name) on.event(name, fields.get('data') ?? '')
    }
  }
}

const nameOf = (line: string) => line.slice(0, line.indexOf(':'))
