import 'server-only'
import {
  Body,
  Button,
  Column,
  Container,
  Head,
  Heading,
  Hr,
  Html,
  Link,
  Preview,
  Row,
  Section,
  Text,
} from '@react-email/components'
import type { CSSProperties } from 'react'
import { reader } from '@/messages/reader'
import { richWords, words } from '@/messages/words'
import type { Block, Letter } from '../letter'

/** The one look of all mails: neutral, one accent, nothing loaded from anywhere, readable in light and dark. */
export function LetterFrame({ letter, appUrl }: { letter: Letter; appUrl: string }) {
  return (
    <Html lang={reader().locale} dir="ltr">
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{letter.subject}</title>
        <style>{DARK}</style>
      </Head>
      <Preview>{letter.preheader}</Preview>
      <Body className="page" style={styles.page}>
        <Container style={styles.container}>
          <Text className="ink" style={styles.brand}>
            Muster
          </Text>
          <Section className="card" style={styles.card}>
            <Heading as="h1" className="ink" style={styles.heading}>
              {letter.heading}
            </Heading>
            {letter.blocks.map((block) => (
              <BlockView key={JSON.stringify(block)} block={block} />
            ))}
            <Hr className="line" style={styles.line} />
            {letter.footnotes.map((note) => (
              <Text key={note} className="quiet" style={styles.note}>
                {note}
              </Text>
            ))}
          </Section>
          <Text className="quiet" style={styles.sender}>
            {richWords('mail.frame.sentBy', {
              address: (
                <Link className="quiet" href={appUrl} style={styles.senderLink}>
                  {new URL(appUrl).host}
                </Link>
              ),
            })}
          </Text>
        </Container>
      </Body>
    </Html>
  )
}

function BlockView({ block }: { block: Block }) {
  switch (block.kind) {
    case 'text':
      return (
        <Text className="ink" style={styles.text}>
          {block.text}
        </Text>
      )
    case 'quote':
      return (
        <Section className="quote" style={styles.quote}>
          <Text className="ink" style={styles.quoted}>
            {block.lines.join('\n')}
          </Text>
        </Section>
      )
    case 'action':
      return <ActionView label={block.label} url={block.url} />
    case 'facts':
      return (
        <Section className="facts" style={styles.facts}>
          {block.rows.map(([label, value]) => (
            <Row key={label}>
              <Column className="quiet label" style={styles.label}>
                {label}
              </Column>
              <Column className="ink value" style={styles.value}>
                {value}
              </Column>
            </Row>
          ))}
        </Section>
      )
  }
}

/** The address stands below the button too, for programs and people that do not trust buttons. */
function ActionView({ label, url }: { label: string; url: string }) {
  return (
    <Section style={styles.actionBox}>
      <Button className="button" href={url} style={styles.button}>
        {label}
      </Button>
      <Text className="quiet" style={styles.address}>
        {words('mail.frame.orOpenThisAddress')}
        <br />
        <Link className="accent" href={url} style={styles.link}>
          {url}
        </Link>
      </Text>
    </Section>
  )
}

const FONT = "'Hanken Grotesk', -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"
const INK = '#151e1e'
const QUIET = '#566261'
const LINE = '#d0d5d5'
const ACCENT = '#006256'

const DARK = `@media (prefers-color-scheme: dark) {
.page, .page > table > tbody > tr > td { background-color: #0d1111 !important; }
.card { background-color: #141818 !important; border-color: #313838 !important; }
.facts, .quote { border-color: #313838 !important; }
.ink { color: #eaeeed !important; }
.quiet { color: #9ea9a8 !important; }
.accent { color: #62d7bf !important; }
.line { border-color: #313838 !important; }
.button { background-color: #62d7bf !important; color: #001916 !important; }
}
@media (max-width: 480px) {
.card { padding: 20px !important; }
.label, .value { display: block !important; width: auto !important; padding: 0 !important; }
.value { padding-bottom: 8px !important; }
}`

const styles = {
  page: { backgroundColor: '#f8fafa', fontFamily: FONT, margin: 0, padding: '24px 12px' },
  container: { maxWidth: '560px', margin: '0 auto' },
  brand: { color: INK, fontSize: '16px', fontWeight: 700, letterSpacing: '0.01em', margin: '0 0 12px' },
  card: { backgroundColor: '#ffffff', border: `1px solid ${LINE}`, borderRadius: '8px', padding: '28px' },
  heading: { color: INK, fontSize: '20px', fontWeight: 650, lineHeight: '28px', margin: '0 0 16px' },
  text: { color: INK, fontSize: '14px', lineHeight: '22px', margin: '0 0 14px' },
  quote: { borderLeft: `3px solid ${LINE}`, margin: '0 0 14px', padding: '0 0 0 14px' },
  quoted: {
    color: INK,
    fontSize: '14px',
    lineHeight: '22px',
    margin: 0,
    overflowWrap: 'anywhere',
    whiteSpace: 'pre-wrap',
  },
  facts: {
    borderTop: `1px solid ${LINE}`,
    borderBottom: `1px solid ${LINE}`,
    padding: '8px 0',
    margin: '0 0 18px',
  },
  label: {
    color: QUIET,
    fontSize: '13px',
    lineHeight: '20px',
    padding: '4px 12px 4px 0',
    verticalAlign: 'top',
    width: '130px',
  },
  value: {
    color: INK,
    fontSize: '14px',
    lineHeight: '20px',
    padding: '4px 0',
    verticalAlign: 'top',
    overflowWrap: 'anywhere',
  },
  actionBox: { margin: '0 0 14px' },
  button: {
    backgroundColor: ACCENT,
    borderRadius: '6px',
    color: '#ffffff',
    fontSize: '14px',
    fontWeight: 600,
    padding: '11px 18px',
    textDecoration: 'none',
  },
  address: { color: QUIET, fontSize: '12px', lineHeight: '18px', margin: '12px 0 0', wordBreak: 'break-all' },
  link: { color: ACCENT, textDecoration: 'underline' },
  line: { borderColor: LINE, borderTop: `1px solid ${LINE}`, margin: '20px 0 14px' },
  note: { color: QUIET, fontSize: '12px', lineHeight: '18px', margin: '0 0 6px' },
  sender: { color: QUIET, fontSize: '12px', margin: '14px 0 0' },
  senderLink: { color: QUIET, textDecoration: 'underline' },
} satisfies Record<string, CSSProperties>
