import type { BoundedCount } from '@/lib/paging'
import { reader, writtenIn } from '@/messages/reader'
import { type Messages, words } from '@/messages/words'

/** "12", "1,000+". */
export function countWords({ count, isMore }: BoundedCount): string {
  return `${count.toLocaleString(writtenIn(reader().locale))}${isMore ? '+' : ''}`
}

/** "1 member", "12 members", "1,000+ members". */
export function counted(of: BoundedCount, what: keyof Messages['counted']): string {
  return words(`counted.${what}`, { shown: countWords(of), count: of.isMore ? of.count + 1 : of.count })
}
