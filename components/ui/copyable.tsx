import { CopyButton } from './copy-button'

/** An ID in monospace, with a button that copies it. */
export function Copyable({ value, what = 'ID' }: { value: string; what?: string }) {
  return (
    <span className="inline-flex min-w-0 items-center gap-1">
      <code className="min-w-0 truncate">{value}</code>
      <CopyButton value={value} what={what} />
    </span>
  )
}
