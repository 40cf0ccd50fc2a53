/** The address of a table: its path, and every parameter that reproduces the view. */
export type TableUrl = { path: string; params: Readonly<Record<string, string | undefined>> }

export type Sort = { id: string; dir: 'asc' | 'desc' }

/** The same view with some parameters changed; `undefined` and the empty string take one away. */
export function tableHref({ path, params }: TableUrl, changes: Record<string, string | undefined>): string {
  const merged = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...params, ...changes })) {
    if (value) merged.set(name, value)
  }
  const query = merged.toString()
  return query ? `${path}?${query}` : path
}

/** Another order, from its first page. A second click on the same column turns the order round. */
export function sortHref(url: TableUrl, id: string, current: Sort | undefined): string {
  const dir = current?.id === id && current.dir === 'asc' ? 'desc' : 'asc'
  return tableHref(url, { sort: id, dir, cursor: undefined })
}
