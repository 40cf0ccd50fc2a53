/** Says a change to people who use a screen reader. The same words twice are said twice. */
export function announce(words: string): void {
  const region = document.getElementById('announcer')
  if (!region) return
  region.textContent = ''
  setTimeout(() => {
    region.textContent = words
  }, 50)
}
