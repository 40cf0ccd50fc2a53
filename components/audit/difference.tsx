import { ArrowRight } from 'lucide-react'
import type { AuditDetail } from '@/db/schema'
import { ROLES, TEAM_PERMISSIONS } from '@/lib/permissions/roles'
import { dateWords } from '@/messages/dates'
import { words } from '@/messages/words'
import { fieldLabel } from './labels'

/** What was before and what is after, field by field. */
export function Difference({ before, after }: { before: AuditDetail | null; after: AuditDetail | null }) {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  if (fields.length === 0) return <p className="text-muted">{words('audit.entry.noDifference')}</p>
  return (
    <dl className="difference">
      {fields.map((field) => (
        <div key={field}>
          <dt>{fieldLabel(field)}</dt>
          <dd>
            {before && field in before ? (
              <>
                <span className="sr-only">{words('audit.entry.was')}: </span>
                <del>{valueWords(before[field])}</del>
                <ArrowRight aria-hidden="true" />
              </>
            ) : null}
            <span className="sr-only">{words('audit.entry.is')}: </span>
            <ins>{after && field in after ? valueWords(after[field]) : words('audit.entry.none')}</ins>
          </dd>
        </div>
      ))}
    </dl>
  )
}

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/

function valueWords(value: AuditDetail[string]): string {
  if (value === null || value === undefined || value === '') return words('audit.entry.none')
  if (typeof value === 'boolean') return words(value ? 'audit.fields.yes' : 'audit.fields.no')
  if (Array.isArray(value))
    return value.length > 0 ? value.map(valueWords).join(', ') : words('audit.entry.none')
  if (typeof value === 'string' && MOMENT.test(value) && !Number.isNaN(Date.parse(value)))
    return dateWords(new Date(value), 'moment')
  const named = [...ROLES, ...TEAM_PERMISSIONS].find(({ key }) => key === value)
  return named?.label ?? String(value)
}
