import type { Icon } from './icons'

/**
 * Icons that stand on every row of a list, drawn once: a drawing costs the server some ten microseconds and 400 bytes, a
 * reference to it next to nothing.
 */
export function IconSheet({ icons }: { icons: Record<string, Icon> }) {
  return (
    <svg aria-hidden="true" className="hidden">
      {Object.entries(icons).map(([name, Sign]) => (
        <symbol key={name} id={`icon-${name}`} viewBox="0 0 24 24">
          <Sign />
        </symbol>
      ))}
    </svg>
  )
}

/** One icon of the sheet that stands on the same page. */
export function SheetIcon({ name }: { name: string }) {
  return (
    <svg aria-hidden="true" className="icon">
      <use href={`#icon-${name}`} />
    </svg>
  )
}

/** Three dots, drawn by the style sheet: the sign of a menu. */
export function Dots() {
  return <span aria-hidden="true" className="dots" />
}
