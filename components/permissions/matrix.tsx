import type { ReactNode } from 'react'
import { words } from '@/messages/words'
import { type Verdict, VerdictCell } from './verdict'

export type MatrixColumn = { key: string; label: string; icon?: ReactNode; isYours?: boolean }
export type MatrixRow = { key: string; says: string; verdicts: readonly Verdict[]; scope?: string | null }

type MatrixProps = {
  /** Where links to this section lead. */
  id?: string
  label: string
  columns: readonly MatrixColumn[]
  rows: readonly MatrixRow[]
  /** Adds the scope that carries each row. */
  hasScopes?: boolean
}

/** One section of a table of rights: what is done, and a verdict for each column. Looks: matrix.css. */
export function Matrix({ id, label, columns, rows, hasScopes = false }: MatrixProps) {
  return (
    <div className="matrix" id={id}>
      <div className="matrix__box">
        <table aria-label={label}>
          <thead>
            <tr>
              <th scope="col">{label}</th>
              {columns.map((column) => (
                <th key={column.key} scope="col" data-yours={column.isYours || undefined}>
                  {column.icon}
                  <div>{column.label}</div>
                  {column.isYours ? <b>{words('permissions.matrix.yourRole')}</b> : null}
                </th>
              ))}
              {hasScopes ? (
                <th scope="col" className="matrix__scope">
                  {words('permissions.matrix.scope')}
                </th>
              ) : null}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Line key={row.key} row={row} columns={columns} hasScopes={hasScopes} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

function Line({ row, columns, hasScopes }: Omit<MatrixProps, 'id' | 'label' | 'rows'> & { row: MatrixRow }) {
  return (
    <tr>
      <th scope="row">{row.says}</th>
      {columns.map(({ key, label, isYours }, at) => (
        <VerdictCell key={key} of={label} isYours={isYours} verdict={row.verdicts[at] ?? 'no'} />
      ))}
      {hasScopes ? (
        <td className="matrix__scope" data-none={row.scope === null || undefined}>
          {row.scope ?? words('permissions.matrix.none')}
        </td>
      ) : null}
    </tr>
  )
}
