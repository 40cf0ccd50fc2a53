const HANDLE = /^[a-z0-9]+(?:[-_][a-z0-9]+)*$/i
const LONGEST = 40

/** Whether this could be a handle at all: asked of whatever stands in an address before the database sees it. */
export const isHandle = (text: string) => text.length <= LONGEST && HANDLE.test(text)
