'use client'

import { PencilLine, ShieldHalf, ShieldOff, Trash2 } from 'lucide-react'
import type { TeamHead } from '@/lib/teams/queries'
import { words } from '@/messages/words'
import { Link } from '../ui/link'
import { Menu } from '../ui/menu'

/** What can be done with a team as a whole: each a page, so that it works without JavaScript, where the menu is a few links. */
export function TeamMenu({ team }: { team: Pick<TeamHead, 'account' | 'handle' | 'name' | 'isRestricted'> }) {
  const path = `/${team.account}/teams/${team.handle}`
  const items = [
    {
      id: 'edit',
      label: words('teams.menu.edit'),
      icon: <PencilLine aria-hidden="true" />,
      href: `${path}/edit`,
    },
    {
      id: 'restrict',
      label: words(team.isRestricted ? 'teams.menu.unrestrict' : 'teams.menu.restrict'),
      icon: team.isRestricted ? <ShieldOff aria-hidden="true" /> : <ShieldHalf aria-hidden="true" />,
      href: `${path}/restrict`,
    },
    {
      id: 'delete',
      label: words('teams.menu.delete'),
      icon: <Trash2 aria-hidden="true" />,
      isDanger: true,
      href: `${path}/delete`,
    },
  ]
  return (
    <>
      <Menu label={words('teams.menu.label', { team: team.name })} items={items} />
      <noscript>
        <span className="team-links">
          {items.map(({ id, label, href }) => (
            <Link key={id} href={href} className="text-link">
              {label}
            </Link>
          ))}
        </span>
      </noscript>
    </>
  )
}
