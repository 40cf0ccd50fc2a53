import { cx } from './class-names'

/** The shape of what is still loading. Give it a size with `className`. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cx('skeleton-bar', className)} />
}
