/** The name of a language in the language of whoever reads; the tag itself where it is none that is known. */
export function languageLabel(tag: string, locale: string): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}
