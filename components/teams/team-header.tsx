import type { TeamHead } from '@/lib/teams/queries'
import { words } from '@/messages/words'
import { countWords } from '../organizations/count-words'
import { BackLink } from '../ui/back-link'
import { Copyable } from '../ui/copyable'
import { Notice } from '../ui/notice'
import { PageHeader } from '../ui/page-header'
import { Tabs } from '../ui/tabs'
import { AddApps, AddMembers } from './add-to-team'
import { PermissionTag } from './permission-tag'
import { RestrictedTag } from './restricted-tag'
import { TeamMenu } from './team-menu'

/** The head of a team's page: what it is, what can be done with it, and its two lists. */
export function TeamHeader({ team, current }: { team: TeamHead; current: 'members' | 'apps' }) {
  const { account, handle, name, permission, isRestricted, members, apps, can } = team
  const path = `/${account}/teams/${handle}`
  return (
    <>
      <div className="team-head">
        <BackLink href={`/${account}/teams`}>{words('teams.all')}</BackLink>
        <PageHeader
          title={
            <span className="inline-flex flex-wrap items-center gap-x-2.5 gap-y-1">
              {name}
              {isRestricted ? <RestrictedTag /> : null}
            </span>
          }
          action={
            <>
              {current === 'members' && can.addMembers ? <AddMembers team={team} /> : null}
              {current === 'apps' && can.addApps ? <AddApps team={team} /> : null}
              {can.manage ? <TeamMenu team={team} /> : null}
            </>
          }
        >
          <span className="team-facts">
            <Copyable value={handle} what={words('teams.id')} />
            {can.viewAll ? (
              <span className="team-facts__default">
                {words('teams.defaultIs')} <PermissionTag permission={permission} />
              </span>
            ) : null}
          </span>
        </PageHeader>
      </div>
      {isRestricted ? (
        <Notice tone="warning" title={words('teams.restricted.isOn')}>
          {words('teams.restricted.isOnText')}
        </Notice>
      ) : null}
      <Tabs
        label={words('teams.tabs.label')}
        tabs={[
          {
            label: words('teams.tabs.members'),
            href: path,
            count: members ? countWords(members) : undefined,
            isCurrent: current === 'members',
          },
          {
            label: words('teams.tabs.apps'),
            href: `${path}/apps`,
            count: countWords(apps),
            isCurrent: current === 'apps',
          },
        ]}
      />
    </>
  )
}
