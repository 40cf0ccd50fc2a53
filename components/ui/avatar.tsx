import { pictureHref } from '@/lib/profile/picture-sizes'
import { cx } from './class-names'

type AvatarProps = {
  /** Decides the hue, so a person keeps theirs when renamed. */
  id: string
  name: string
  /** Names the picture that lies over the initials. */
  picture?: string | null
  size?: 'sm' | 'md' | 'lg' | 'xl'
  /** Organizations are square, people are round. */
  shape?: 'round' | 'square'
}

/** A picture, or initials on a hue of their own. The name stands beside it, so it is hidden from readers. */
export function Avatar({ id, name, picture, size = 'md', shape = 'round' }: AvatarProps) {
  return (
    <span
      aria-hidden="true"
      className={cx(
        'avatar-initials',
        `avatar-initials--${size}`,
        shape === 'square' && 'avatar-initials--square',
      )}
      data-hue={hue(id)}
    >
      {initials(name)}
      {picture ? (
        // biome-ignore lint/performance/noImgElement: it has the size it is shown in, and only who is signed in may load it
        <img
          className="avatar-picture"
          src={pictureHref(id, picture, size === 'xl' ? 256 : 96)}
          alt=""
          loading="lazy"
        />
      ) : null}
    </span>
  )
}

/** The first letters of the first and the last word; of an e-mail, its first letter. */
export function initials(name: string): string {
  const words = name.trim().split(/[\s@]+/u)
  const first = words[0] ?? ''
  const last = words.length > 1 && !name.includes('@') ? (words.at(-1) ?? '') : ''
  return (letter(first) + letter(last)).toUpperCase()
}

function letter(word: string): string {
  return Array.from(word)[0] ?? ''
}

const hues = 12

function hue(id: string): number {
  let sum = 7
  for (let i = 0; i < id.length; i++) sum = (sum * 31 + id.charCodeAt(i)) >>> 0
  return sum % hues
}
