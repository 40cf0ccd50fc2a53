import type { getAuditEntry } from '@/lib/audit/list'
import type { AuditRow } from '@/lib/audit/rows'
import { describeDevice } from '@/lib/auth/device'
import { PERMISSIONS, sentenceOf } from '@/lib/permissions/rules'
import { words } from '@/messages/words'
import { type TableUrl, tableHref } from '../data-table/table-url'
import { Avatar } from '../ui/avatar'
import { BackLink } from '../ui/back-link'
import { Card } from '../ui/card'
import { CopyButton } from '../ui/copy-button'
import { Copyable } from '../ui/copyable'
import { KeyValue, type KeyValueItem } from '../ui/key-value'
import { Link } from '../ui/link'
import { PageHeader } from '../ui/page-header'
import { Tag } from '../ui/tag'
import { Time } from '../ui/time'
import { Difference } from './difference'
import { kindLabel } from './labels'

type Entry = Awaited<ReturnType<typeof getAuditEntry>>

/** One entry with every detail. `list` is the view that it was opened from. */
export function AuditEntry({ entry: { row }, list }: { entry: Entry; list: TableUrl }) {
  return (
    <div className="grid max-w-[820px] grid-cols-[minmax(0,1fr)] gap-4">
      <BackLink href={tableHref(list, {})}>{words('audit.entry.back')}</BackLink>
      <PageHeader
        title={
          <span className="wrap-anywhere">
            {row.actor.name} {row.sentence}
          </span>
        }
        action={
          <CopyButton
            variant="secondary"
            size="md"
            value={JSON.stringify(row, null, 2)}
            what={words('audit.entry.everything')}
          >
            {words('audit.entry.copyAll')}
          </CopyButton>
        }
      >
        <Time at={row.occurredAt} /> · <Time at={row.occurredAt} show="moment" />
      </PageHeader>
      <Card title={words('audit.entry.details')}>
        <KeyValue items={detailsOf(row, list.path)} />
      </Card>
      {row.refusal ? null : (
        <Card title={words('audit.entry.difference')}>
          <Difference before={row.before} after={row.after} />
        </Card>
      )}
      <Card title={words('audit.entry.seal')}>
        {row.seal ? (
          <KeyValue
            items={[
              {
                label: words('audit.export.entry'),
                value: words('audit.entry.sealedAs', { seq: row.seal.seq }),
              },
              {
                label: words('audit.entry.hash'),
                value: <Copyable value={row.seal.hash} what={words('audit.entry.hashShort')} />,
              },
            ]}
          />
        ) : (
          words('audit.entry.notSealed')
        )}
      </Card>
    </div>
  )
}

function detailsOf(row: AuditRow, path: string): KeyValueItem[] {
  const { actor, target, refusal } = row
  const missing = PERMISSIONS.find((one) => one === refusal?.permission)
  const items: (KeyValueItem | null)[] = [
    { label: words('audit.entry.who'), value: <Who actor={actor} path={path} /> },
    target ? { label: words('audit.entry.on'), value: <What target={target} path={path} /> } : null,
    {
      label: words('audit.entry.outcome'),
      value: refusal ? <Tag tone="warning">{words('audit.refused')}</Tag> : <Tag>{words('audit.done')}</Tag>,
    },
    refusal
      ? {
          label: words('audit.entry.why'),
          value: words(
            refusal.reason === 'forbidden' ? 'audit.entry.whyForbidden' : 'audit.entry.whyNotFound',
          ),
        }
      : null,
    missing ? { label: words('audit.entry.missing'), value: words(sentenceOf(missing)) } : null,
    { label: words('audit.entry.event'), value: <code>{row.event}</code> },
    {
      label: words('audit.entry.address'),
      value: row.address ? (
        <Copyable value={row.address} what={words('audit.entry.address')} />
      ) : (
        words('audit.unknownPlace')
      ),
    },
    {
      label: words('audit.entry.device'),
      value: row.userAgent ? (
        <span>
          {describeDevice(row.userAgent)}{' '}
          <span className="block text-[13px] wrap-anywhere text-muted">{row.userAgent}</span>
        </span>
      ) : (
        words('audit.unknownPlace')
      ),
    },
    row.requestId
      ? {
          label: words('audit.entry.requestId'),
          value: <Copyable value={row.requestId} what={words('audit.entry.requestIdShort')} />,
        }
      : null,
    row.changeId
      ? {
          label: words('audit.entry.changeId'),
          value: <Copyable value={row.changeId} what={words('audit.entry.changeIdShort')} />,
        }
      : null,
  ]
  return items.filter((item) => item !== null)
}

function Who({ actor, path }: { actor: AuditRow['actor']; path: string }) {
  return (
    <span className="audit-party">
      <span className="inline-flex items-center gap-2">
        <Avatar id={actor.id ?? actor.name} name={actor.name} size="sm" />
        {actor.name}
      </span>
      {actor.id ? (
        <>
          <Copyable value={actor.id} what={words('audit.entry.personId')} />
          <Link className="text-link" href={tableHref({ path, params: {} }, { actor: actor.id })}>
            {words('audit.entry.allBy', { name: actor.name })}
          </Link>
        </>
      ) : null}
    </span>
  )
}

function What({ target, path }: { target: NonNullable<AuditRow['target']>; path: string }) {
  return (
    <span className="audit-party">
      <span>
        {target.name} <span className="text-muted">({kindLabel(target.kind)})</span>
      </span>
      {target.id ? (
        <>
          <Copyable value={target.id} what={words('audit.entry.targetId')} />
          <Link className="text-link" href={tableHref({ path, params: {} }, { target: target.id })}>
            {words('audit.entry.allAbout', { name: target.name })}
          </Link>
        </>
      ) : null}
    </span>
  )
}
