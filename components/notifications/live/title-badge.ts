/** Puts the number of what is unread before the page's title while nobody looks at the page, and takes it away when somebody does. */
export function titleBadge() {
  let plain: string | null = null
  const clear = () => {
    if (plain !== null) document.title = plain
    plain = null
  }
  return {
    /** `news`: how much is unread now that something came, or null where nothing has. */
    show(news: number | null, unread: number) {
      if (unread === 0) return clear()
      if (!document.hidden || (news === null && plain === null)) return
      plain ??= document.title
      document.title = `(${unread}) ${plain}`
    },
    clear,
  }
}
