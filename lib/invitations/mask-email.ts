/** An address that its owner recognizes and a stranger cannot use: `lena@example.com` becomes `l•••@e•••.com`. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@')
  const domain = email.slice(at + 1)
  const dot = domain.lastIndexOf('.')
  const [host, end] = dot > 0 ? [domain.slice(0, dot), domain.slice(dot)] : [domain, '']
  return `${hidden(email.slice(0, at))}@${hidden(host)}${end}`
}

/** The length is not told either. */
const hidden = (text: string) => `${[...text][0] ?? ''}•••`
