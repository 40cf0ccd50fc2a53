import type { ReactNode } from 'react'

export type KeyValueItem = { label: string; value: ReactNode }

/** Facts about one thing, each with its name. */
export function KeyValue({ items }: { items: KeyValueItem[] }) {
  return (
    <dl className="key-value">
      {items.map((item) => (
        <div key={item.label}>
          <dt>{item.label}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  )
}
