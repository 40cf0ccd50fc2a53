import { words } from '@/messages/words'
import { Avatar } from '../ui/avatar'
import { LogOut } from '../ui/icons'
import { Link } from '../ui/link'
import { Popover } from '../ui/popover'
import type { PlaceLink, Viewer } from './contract'
import { PlaceIcon } from './place-icon'
import type { Theme } from './theme'
import { ThemeSwitch } from './theme-switch'

type ProfileMenuProps = {
  viewer: Viewer
  menu: PlaceLink[]
  signOut: (form: FormData) => Promise<void>
  theme: Theme
}

/** Who am I, where can I go in the acting account, how should it look, and out. Works without JavaScript. */
export function ProfileMenu({ viewer, menu, signOut, theme }: ProfileMenuProps) {
  const name = `${viewer.firstName} ${viewer.lastName}`
  return (
    <>
      <button
        type="button"
        className="bar-button"
        popoverTarget="profile"
        aria-label={words('shell.profileMenu.profileMenuOf', { name })}
      >
        <Avatar id={viewer.id} name={name} picture={viewer.picture} />
      </button>
      <Popover id="profile" className="pop--end">
        <div className="pop__head">
          <p className="truncate font-medium">{name}</p>
          <p className="truncate text-[13px] text-muted">{viewer.email}</p>
        </div>
        {menu.length > 0 ? (
          <nav aria-label={words('shell.profileMenu.profileMenu')} className="pop__list">
            {menu.map((line) => (
              <Link key={line.key} href={line.href} className="pop__item">
                <PlaceIcon place={line.key} />
                {line.label}
              </Link>
            ))}
          </nav>
        ) : null}
        <div className="pop__foot">
          <ThemeSwitch theme={theme} />
        </div>
        <form action={signOut} className="pop__foot">
          <button type="submit" className="pop__item">
            <LogOut aria-hidden="true" />
            {words('shell.profileMenu.signOut')}
          </button>
        </form>
      </Popover>
    </>
  )
}
