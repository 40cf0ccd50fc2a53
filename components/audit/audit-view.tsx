import { Download, ScrollText } from 'lucide-react'
import { eventsFor, kindsFor } from '@/lib/audit/choices'
import { eventWords } from '@/lib/audit/events'
import type { listAudit } from '@/lib/audit/list'
import type { AuditRow } from '@/lib/audit/rows'
import type { AuditSearch } from '@/lib/audit/schemas'
import { describeDevice } from '@/lib/auth/device'
import { PAGE_SIZES } from '@/lib/page-sizes'
import { dayWords } from '@/messages/dates'
import { reader } from '@/messages/reader'
import { words } from '@/messages/words'
import { type TableUrl, tableHref } from '../data-table/table-url'
import { buttonClass, LinkButton } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { PageHeader } from '../ui/page-header'
import { AuditChips, type Chip } from './audit-chips'
import { AuditFilters } from './audit-filters'
import type { AuditListRow } from './audit-row'
import { AuditTable } from './audit-table'
import { groupLabel, kindLabel } from './labels'
import { SealNote } from './seal-note'

export type AuditList = Awaited<ReturnType<typeof listAudit>>

/** Who did what, when and from where: a page of it, with what narrows it. */
export function AuditView({ list }: { list: AuditList }) {
  const { account, search, sealing } = list
  const url: TableUrl = { path: `/${account.handle}/audit`, params: paramsOf(search) }
  const chips = chipsOf(search, list.names)
  return (
    <>
      <PageHeader title={words('audit.title')} action={<Exports url={url} />}>
        {account.kind === 'user' ? words('audit.introOwn') : words('audit.intro', { name: account.name })}
      </PageHeader>
      <SealNote sealing={sealing} />
      <div className="table-view">
        <AuditFilters
          url={url}
          chosen={search.event}
          zone={search.zone ?? reader().timeZone ?? 'UTC'}
          kinds={kindsFor(account.kind).map((kind) => ({ value: kind, label: kindLabel(kind) }))}
          groups={[...eventsFor(account.kind)].map(([group, names]) => ({
            label: groupLabel(group),
            events: names.map((name) => ({ value: name, label: eventWords(name) })),
          }))}
        />
        <AuditChips url={url} chips={chips} />
        <AuditTable
          rows={list.rows.map((row) => listed(row, url))}
          url={url}
          paging={{ previous: list.previous, next: list.next, size: search.size, sizes: PAGE_SIZES }}
          empty={chips.length > 0 || search.cursor ? <NoMatch url={url} search={search} /> : <Nothing />}
        />
      </div>
    </>
  )
}

function paramsOf({ event, size, ...search }: AuditSearch): Record<string, string | undefined> {
  return { ...search, event: event.join(',') || undefined, size: String(size) }
}

function listed(row: AuditRow, url: TableUrl): AuditListRow {
  const { path, params } = url
  return {
    id: row.id,
    href: tableHref({ path: `${path}/${row.id}`, params }, { size: undefined }),
    at: row.occurredAt,
    who: { id: row.actor.id ?? row.actor.name, name: row.actor.name },
    sentence: row.sentence,
    address: row.address,
    device: row.userAgent ? describeDevice(row.userAgent) : null,
    isRefused: row.outcome === 'refused',
  }
}

function chipsOf(search: AuditSearch, names: AuditList['names']): Chip[] {
  const { q, actor, target, kind, outcome, event, from, to, zone } = search
  const chips: (Chip | false | undefined | '')[] = [
    q && { said: `“${q}”`, without: { q: undefined } },
    actor && {
      said: words('audit.filters.actor', { name: names.actor ?? words('audit.filters.someone') }),
      without: { actor: undefined },
    },
    target && {
      said: words('audit.filters.target', { name: names.target ?? words('audit.filters.something') }),
      without: { target: undefined },
    },
    kind && { said: kindLabel(kind), without: { kind: undefined } },
    outcome && {
      said: words(outcome === 'done' ? 'audit.done' : 'audit.refused'),
      without: { outcome: undefined },
    },
    ...event.map((one) => ({
      said: eventWords(one),
      without: { event: event.filter((other) => other !== one).join(',') },
    })),
    from && {
      said: words('audit.filters.since', { day: inZone(from, zone) }),
      without: { from: undefined, ...(to ? {} : { zone: undefined }) },
    },
    to && {
      said: words('audit.filters.until', { day: inZone(to, zone) }),
      without: { to: undefined, ...(from ? {} : { zone: undefined }) },
    },
  ]
  return chips.filter((chip): chip is Chip => Boolean(chip))
}

const inZone = (day: string, zone = 'UTC') => `${dayWords(day)} (${zone})`

function Exports({ url }: { url: TableUrl }) {
  const href = (format: string) =>
    tableHref(
      { path: `${url.path}/export`, params: url.params },
      { format, cursor: undefined, size: undefined },
    )
  return (
    <div className="flex flex-wrap gap-2" title={words('audit.export.hint')}>
      {(['csv', 'jsonl'] as const).map((format) => (
        <a key={format} href={href(format)} download className={buttonClass({})}>
          <Download aria-hidden="true" />
          {words(format === 'csv' ? 'audit.export.csv' : 'audit.export.jsonl')}
        </a>
      ))}
    </div>
  )
}

function Nothing() {
  return (
    <EmptyState icon={<ScrollText />} title={words('audit.empty.title')}>
      {words('audit.empty.text')}
    </EmptyState>
  )
}

function NoMatch({ url, search: { from, to } }: { url: TableUrl; search: AuditSearch }) {
  const isBackwards = from !== undefined && to !== undefined && to < from
  return (
    <EmptyState
      title={words('audit.noMatch.title')}
      action={<LinkButton href={url.path}>{words('audit.noMatch.clear')}</LinkButton>}
    >
      {words(isBackwards ? 'audit.noMatch.backwards' : 'audit.noMatch.text')}
    </EmptyState>
  )
}
