import 'server-only'
import { readCsv } from '@/lib/csv'
import { parseAddress, parseAddresses } from '@/lib/invitations/addresses'
import { hasLookAlike } from '@/lib/invitations/look-alike'
import type { Role } from '@/lib/permissions/rules'
import { roleFinder } from './role-in-words'

/** One person to invite, as read from a text. */
export type Line = {
  /** What stood for the address. */
  typed: string
  /** Null where that is no address. */
  email: string | null
  normalized: string | null
  /** Null where the words for the role mean none. */
  role: Role | null
  typedRole: string
}

/**
 * The lines of a pasted list or a CSV file, in order. A head that names a column `email` (and one `role`) says where to look; without
 * it, whatever holds an @ is an address, a cell that names a role is the role, and other cells are names, which are not needed.
 * `otherwise` is the role of lines that name none.
 */
export function readLines(text: string, otherwise: Role): Line[] {
  const records = readCsv(text).map(({ cells }) => cells)
  const findRole = roleFinder()
  const read = (found: Found) => linesOf(found, otherwise, findRole)
  const head = records[0] ? headOf(records[0]) : null
  if (!head) return records.flatMap((cells) => read(withoutHead(cells, findRole)))
  return records
    .slice(1)
    .flatMap((cells) => read({ address: cells[head.email] || joined(cells), role: cells[head.role] ?? '' }))
}

/** What somebody typed as one address. */
export function readAddress(text: string): Pick<Line, 'typed' | 'email' | 'normalized'> {
  const [first, ...more] = parseAddresses(text)
  const parsed = first && more.length === 0 ? first : parseAddress(text)
  const typed = shortened(text, 254)
  return parsed.problem
    ? { typed, email: null, normalized: null }
    : { typed, email: parsed.email, normalized: parsed.normalized }
}

type Found = { address: string; role: string }
type FindRole = ReturnType<typeof roleFinder>

function linesOf({ address, role: words }: Found, otherwise: Role, findRole: FindRole): Line[] {
  const role = { role: words ? findRole(words) : otherwise, typedRole: shortened(words, 60) }
  if (!isAddressLike(address))
    return [{ typed: shortened(address, 254), email: null, normalized: null, ...role }]
  return parseAddresses(address).map((one) => ({
    typed: shortened(one.typed, 254),
    ...(one.problem ? { email: null, normalized: null } : { email: one.email, normalized: one.normalized }),
    ...role,
  }))
}

const EMAIL_HEAD = /^(e-?mail|mail)( ?address(es)?)?$|^address(es)?$/i
const ROLE_HEAD = /^roles?$/i

function headOf(cells: string[]): { email: number; role: number } | null {
  const email = cells.findIndex((cell) => EMAIL_HEAD.test(cell))
  return email < 0 ? null : { email, role: cells.findIndex((cell) => ROLE_HEAD.test(cell)) }
}

function withoutHead(cells: string[], findRole: FindRole): Found {
  const filled = cells.filter(Boolean)
  const addresses = filled.filter(isAddressLike)
  const others = filled.filter((cell) => !isAddressLike(cell))
  const named = others.find((cell) => findRole(cell))
  if (addresses.length === 0) return { address: joined(cells), role: '' }
  if (addresses.length > 1 && !named) return { address: filled.join('\n'), role: '' }
  // An address and one word behind it: that word was meant as a role.
  const isPair = filled.length === 2 && isAddressLike(filled[0] ?? '')
  return { address: addresses.join('\n'), role: named ?? (isPair ? (others[0] ?? '') : '') }
}

const isAddressLike = (cell: string) => cell.includes('@') || hasLookAlike(cell)
const joined = (cells: string[]) => cells.filter(Boolean).join(' ')
const shortened = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1)}…` : text)
