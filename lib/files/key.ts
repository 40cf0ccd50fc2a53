import 'server-only'

const KEY = /^[a-z0-9]+(?:[/.-][a-z0-9]+)*$/

/** A key as it may become part of a path or an address. Ours all may: this holds whoever adds another. */
export function checkedKey(key: string): string {
  if (key.length > 200 || !KEY.test(key)) throw new Error(`"${key}" is no key of a file`)
  return key
}
