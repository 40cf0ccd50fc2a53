import type { BoundedCount } from '@/lib/paging'

/** "12", "1,000+". */
export function countWords({ count, isMore }: BoundedCount): string {
  return `${count.toLocaleString('en-GB')}${isMore ? '+' : ''}`
}

/** "1 member", "12 members", "1,000+ members". */
export function counted(of: BoundedCount, one: string, many: string): string {
  return `${countWords(of)} ${of.count === 1 && !of.isMore ? one : many}`
}
