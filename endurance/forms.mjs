const BOUNDARY = 'muster-endurance'

/**
 * The form with a field or a button of that name on a page, as a browser without JavaScript would send it.
 *
 * @returns {[string, string][] | undefined} its hidden fields
 */
export function hiddenFields(html, pattern) {
  const form = [...html.matchAll(/<form\b.*?<\/form>/gs)]
    .map(([text]) => text)
    .find((text) => pattern.test(text))
  return (
    form &&
    [...form.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g)].flatMap(([input]) => {
      const attribute = (name) => unescaped(new RegExp(`\\b${name}="([^"]*)"`).exec(input)?.[1] ?? '')
      return attribute('name') ? [[attribute('name'), attribute('value')]] : []
    })
  )
}

/** Sends a form. Redirects are not followed: they are the answer. */
export function submit(url, cookie, fields) {
  const part = ([name, value]) =>
    `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  return fetch(url, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      cookie,
      origin: new URL(url).origin,
      'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
    },
    body: `${fields.map(part).join('')}--${BOUNDARY}--\r\n`,
    signal: AbortSignal.timeout(30_000),
  })
}

const unescaped = (text) =>
  text
    .replace(/&quot;/g, '"')
    .replace(/&#x27;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
