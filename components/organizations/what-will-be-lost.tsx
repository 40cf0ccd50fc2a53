import type { ReactNode } from 'react'
import { RESTORABLE_DAYS } from '@/lib/organizations/ending'
import type { DeletionPreview } from '@/lib/organizations/settings'
import type { BoundedCount } from '@/lib/paging'
import { richWords, words } from '@/messages/words'

/** What goes with an organization, what holds while it can be restored, and what is left afterwards. */
export function WhatWillBeLost({ losses }: { losses: DeletionPreview }) {
  const { name, handle, members, teams, apps, invitations } = losses
  return (
    <div className="grid gap-3">
      <Lines title={words('settings.delete.lost', { organization: name })}>
        {counted(members, 'members')}
        {counted(teams, 'teams')}
        {counted(apps, 'apps')}
        {counted(invitations, 'invitations')}
      </Lines>
      <Lines title={words('settings.delete.for30', { days: RESTORABLE_DAYS })}>
        {words('settings.delete.closed')}
        {words('settings.delete.invitationsMeanwhile')}
        {richWords('settings.delete.idMeanwhile', { id: handle, code: (id) => <code>{id}</code> })}
        {words('settings.delete.restorable')}
      </Lines>
      <Lines title={words('settings.delete.afterwards')}>{words('settings.delete.purged')}</Lines>
      <p>{words('settings.delete.told')}</p>
    </div>
  )
}

function Lines({ title, children }: { title: string; children: ReactNode | ReactNode[] }) {
  return (
    <div className="grid gap-1">
      <p className="font-medium">{title}</p>
      <ul className="list-disc ps-5 text-muted">
        {[children].flat().map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines stand where they stand
          <li key={index}>{line}</li>
        ))}
      </ul>
    </div>
  )
}

function counted(
  { count, isMore }: BoundedCount,
  what: 'members' | 'teams' | 'apps' | 'invitations',
): string {
  return words(isMore ? `settings.delete.${what}Many` : `settings.delete.${what}`, { count })
}
