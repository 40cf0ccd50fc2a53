import type { MembersSearch } from '@/lib/members/schemas'
import { words } from '@/messages/words'
import { tableHref } from '../data-table/table-url'
import { buttonClass } from '../ui/button'
import { Download } from '../ui/icons'

/** The list as a file: all that match, in the order of the page. */
export function ExportLink({ account, search }: { account: string; search: MembersSearch }) {
  const { q, role, status, sort, dir } = search
  return (
    <a
      className={buttonClass({ variant: 'ghost' })}
      href={tableHref({ path: `/${account}/members/export`, params: { q, role, status, sort, dir } }, {})}
      title={words('members.export.hint')}
      download
    >
      <Download aria-hidden="true" />
      {words('members.export.button')}
    </a>
  )
}
