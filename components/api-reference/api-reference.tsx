import { CopyButton } from '@/components/ui/copy-button'
import { PageHeader } from '@/components/ui/page-header'
import { Tag } from '@/components/ui/tag'
import type { Field, ReferenceEntry, ReferenceGroup } from '@/lib/rest/reference'
import { richWords, words } from '@/messages/words'
import './api-reference.css'

/** Everything a program may ask for, with the line that asks for it. */
export function ApiReference({ groups, origin }: { groups: ReferenceGroup[]; origin: string }) {
  return (
    <div className="reference">
      <nav className="reference__nav" aria-label={words('apiReference.operations')}>
        <a href="#basics">{words('apiReference.basics')}</a>
        {groups.map(({ name, entries }) => (
          <details key={name} open>
            <summary>{titleOf(name)}</summary>
            {entries.map((entry) => (
              <a key={entry.name} href={`#${entry.name}`}>
                {entry.name}
              </a>
            ))}
          </details>
        ))}
      </nav>
      <main id="content" className="reference__page">
        <PageHeader title={words('apiReference.title')}>{words('apiReference.purpose')}</PageHeader>
        <Basics origin={origin} />
        {groups.map(({ name, entries }) => (
          <section key={name} aria-labelledby={`group-${name}`}>
            <h2 id={`group-${name}`} className="reference__group">
              {titleOf(name)}
            </h2>
            {entries.map((entry) => (
              <Entry key={entry.name} entry={entry} />
            ))}
          </section>
        ))}
      </main>
    </div>
  )
}

/** `audit_log` as a title. */
const titleOf = (name: string) => name.charAt(0).toUpperCase() + name.slice(1).replace(/_/g, ' ')

const POINTS = ['token', 'account', 'envelope', 'lists', 'writes', 'errors', 'twice', 'limits'] as const

function Basics({ origin }: { origin: string }) {
  const code = (chunks: React.ReactNode) => <code>{chunks}</code>
  return (
    <section id="basics" aria-labelledby="basics-title">
      <h2 id="basics-title" className="reference__group">
        {words('apiReference.basics')}
      </h2>
      <ul className="reference__points">
        {POINTS.map((point) => (
          <li key={point}>{richWords(`apiReference.points.${point}`, { code })}</li>
        ))}
      </ul>
      <Line
        line={`export MUSTER_TOKEN=mst_pat_…\ncurl "${origin}/v2/users/me" \\\n  -H "Authorization: Key $MUSTER_TOKEN"`}
      />
      <p className="text-muted">
        {richWords('apiReference.description', {
          link: (chunks: React.ReactNode) => (
            <a className="text-link underline underline-offset-2" href="/v2/openapi.json">
              {chunks}
            </a>
          ),
        })}
      </p>
    </section>
  )
}

function Entry({ entry }: { entry: ReferenceEntry }) {
  return (
    <article id={entry.name} className="reference__entry" aria-labelledby={`${entry.name}-title`}>
      <h3 id={`${entry.name}-title`}>
        <a href={`#${entry.name}`}>{entry.name}</a>
      </h3>
      <p>{entry.says}</p>
      <p className="reference__address">
        <Tag tone={entry.method === 'GET' ? 'success' : entry.method === 'DELETE' ? 'danger' : 'accent'}>
          {entry.method}
        </Tag>
        <code>{entry.path}</code>
      </p>
      <p className="reference__needs">
        <span className="text-muted">
          {words(entry.takesAppKey ? 'apiReference.anyToken' : 'apiReference.personalOnly', {
            count: entry.scopes.length,
          })}
        </span>
        {entry.scopes.map((scope) => (
          <Tag key={scope} size="sm">
            {scope}
          </Tag>
        ))}
      </p>
      <Line line={entry.curl} />
      <Fields of={entry.query} title={words('apiReference.query')} />
      <Fields of={entry.body} title={words('apiReference.body')} />
      <Fields of={entry.answer} title={words('apiReference.answer')} />
    </article>
  )
}

function Fields({ of, title }: { of: Field[]; title: string }) {
  if (of.length === 0) return null
  return (
    <details className="reference__fields">
      <summary>
        {title} <span className="text-muted">{of.length}</span>
      </summary>
      <dl>
        {of.map(({ name, type, isRequired }) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>
              {type}
              {isRequired ? <Tag size="sm">{words('apiReference.required')}</Tag> : null}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

function Line({ line }: { line: string }) {
  return (
    <div className="reference__line">
      <pre>
        <code>{line}</code>
      </pre>
      <CopyButton value={line} what={words('apiReference.line')} />
    </div>
  )
}
