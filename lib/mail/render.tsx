import 'server-only'
import { render } from '@react-email/render'
import { words } from '@/messages/words'
import type { Block, Letter } from './letter'
import { LetterFrame } from './templates/frame'

export interface RenderedMail {
  readonly subject: string
  readonly html: string
  readonly text: string
}

/** A letter as a mail: HTML and the same in plain text, which is written here rather than derived from the HTML. */
export async function renderLetter(letter: Letter, appUrl: string): Promise<RenderedMail> {
  return {
    subject: letter.subject,
    html: await render(<LetterFrame letter={letter} appUrl={appUrl} />),
    text: textOf(letter, appUrl),
  }
}

function textOf(letter: Letter, appUrl: string): string {
  const parts = [
    letter.heading,
    ...letter.blocks.map(textOfBlock),
    '-- ',
    ...letter.footnotes,
    words('mail.frame.sentBy', { address: appUrl }),
  ]
  return `${parts.join('\n\n')}\n`
}

function textOfBlock(block: Block): string {
  switch (block.kind) {
    case 'text':
      return block.text
    case 'quote':
      return block.lines.map((line) => `> ${line}`.trimEnd()).join('\n')
    case 'action':
      return `${block.label}:\n${block.url}`
    case 'facts':
      return block.rows.map(([label, value]) => `${label}: ${value}`).join('\n')
  }
}
