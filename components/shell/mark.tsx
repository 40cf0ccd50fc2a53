import { cx } from '../ui/class-names'

/** Three people in formation, the middle one a step back. Decorative beside the name, so hidden from readers. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true" className={cx('mark', className)} fill="currentColor">
      <circle cx="2.75" cy="2.75" r="1.75" />
      <rect x="1" y="5" width="3.5" height="10" rx="1.75" />
      <circle cx="8" cy="5.75" r="1.75" />
      <rect x="6.25" y="8" width="3.5" height="5" rx="1.75" />
      <circle cx="13.25" cy="2.75" r="1.75" />
      <rect x="11.5" y="5" width="3.5" height="10" rx="1.75" />
    </svg>
  )
}
