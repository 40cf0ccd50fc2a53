/** What the list shows of an entry; the rest stands on its own page. */
export type AuditListRow = {
  id: string
  href: string
  at: string
  who: { id: string; name: string }
  sentence: string
  address: string | null
  device: string | null
  isRefused: boolean
}
