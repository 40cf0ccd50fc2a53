import 'server-only'
import { download } from '@/lib/download'
import { csvFile, jsonLines } from '@/lib/download-format'
import { words } from '@/messages/words'
import { keysOf } from './filter'
import { type AuditRow, rowsOf } from './rows'
import { AuditExportInput } from './schemas'

/** The audit log as a file, newest first: everything that fits the same filters as the page, however much it is. */
export const exportAudit = download({
  name: 'exportAudit',
  permission: 'audit.view',
  input: AuditExportInput,
  file: ({ account, input }) => ({
    name: [account.handle, words('audit.export.file'), input.from, input.to].filter(Boolean).join(' '),
    format: input.format === 'jsonl' ? jsonLines(written) : csvFile(columns()),
  }),
  async rows({ sql, account, input }, after: AuditRow | null, size) {
    const { keys } = await keysOf(sql, account.id, input, { limit: size, past: after, isUp: false })
    return rowsOf(sql, account.id, keys, 'desc')
  },
  audit: ({ format, ...filters }) => ({
    event: 'audit.exported',
    after: {
      format,
      ...Object.fromEntries(
        Object.entries(filters).filter(([, value]) => value !== undefined && value.length > 0),
      ),
    },
  }),
})

/** The same names whatever the reader's language: these lines are for programs. */
function written({ rowId: _rowId, kind: _kind, refusal, ...row }: AuditRow) {
  return refusal ? { ...row, refusal } : row
}

function columns() {
  const column = (head: string, cell: (row: AuditRow) => string | number | null | undefined) => ({
    head,
    cell,
  })
  const json = (value: object | null) => (value ? JSON.stringify(value) : null)
  return [
    column(words('audit.export.time'), (row) => row.occurredAt),
    column(words('audit.export.who'), (row) => row.actor.name),
    column(words('audit.export.what'), (row) => row.sentence),
    column(words('audit.export.outcome'), (row) =>
      words(row.outcome === 'done' ? 'audit.done' : 'audit.refused'),
    ),
    column(words('audit.export.event'), (row) => row.event),
    column(words('audit.export.onKind'), (row) => row.target?.kind),
    column(words('audit.export.on'), (row) => row.target?.name),
    column(words('audit.export.before'), (row) => json(row.before)),
    column(words('audit.export.after'), (row) => json(row.after)),
    column(words('audit.export.address'), (row) => row.address),
    column(words('audit.export.device'), (row) => row.userAgent),
    column(words('audit.export.permission'), (row) => row.refusal?.permission),
    column(words('audit.export.whoId'), (row) => row.actor.id),
    column(words('audit.export.onId'), (row) => row.target?.id),
    column(words('audit.export.requestId'), (row) => row.requestId),
    column(words('audit.export.changeId'), (row) => row.changeId),
    column(words('audit.export.entry'), (row) => row.seal?.seq),
    column(words('audit.export.hash'), (row) => row.seal?.hash),
  ]
}
