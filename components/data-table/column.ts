import type { ReactNode } from 'react'

export type Column<Row> = {
  /** Also the value of `sort` in the address. */
  id: string
  header: string
  cell: (row: Row) => ReactNode
  isSortable?: boolean
  /** Numbers go to the end. */
  align?: 'start' | 'end'
  /** The word before the value where rows are cards; null for values that speak for themselves. */
  cardLabel?: string | null
  /** What the row is about: heads the card. */
  isTitle?: boolean
  /** Buttons and menus: in the corner of the card, and without a visible header. */
  isActions?: boolean
}
