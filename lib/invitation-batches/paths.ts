/** Where the pages of a list of invitations stand. */
export const pastePath = (account: string) => `/${account}/members/invite/many`
export const checkPath = (account: string, batchId: string) => `${pastePath(account)}/${batchId}`
export const sendPath = (account: string, batchId: string) => `${checkPath(account, batchId)}/send`
export const progressPath = (account: string, batchId: string) =>
  `/${account}/members/invitations/batches/${batchId}`

/** Where a button of the list leads once what was mended is kept: `?show=mistakes&after=50`, `send`. Null stays on the page. */
export function pathAfterMending(account: string, batchId: string, go: unknown): string | null {
  if (go === 'send') return sendPath(account, batchId)
  return typeof go === 'string' && /^\?[\w=&]*$/.test(go) ? `${checkPath(account, batchId)}${go}` : null
}
