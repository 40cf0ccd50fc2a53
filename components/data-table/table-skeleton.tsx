import { Skeleton } from '../ui/skeleton'

const widths = ['w-40', 'w-28', 'w-24', 'w-32', 'w-20']

/** A table that is still on its way, in its own shape, so that nothing jumps when it arrives. */
export function TableSkeleton({ columns = 5, rows = 10 }: { columns?: number; rows?: number }) {
  const line = Array.from({ length: columns }, (_, i) => widths[i % widths.length])
  return (
    <div className="table-view" role="status">
      <span className="sr-only">Loading</span>
      <Skeleton className="h-9 w-64 max-w-full" />
      <div className="table-frame">
        {Array.from({ length: rows }, (_, i) => i).map((row) => (
          <div key={row} className="skeleton-row">
            {line.map((width, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the bars never move
              <Skeleton key={i} className={width} />
            ))}
          </div>
        ))}
      </div>
    </div>
  )
}
