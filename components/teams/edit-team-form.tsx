'use client'

import type { TeamPermission } from '@/lib/permissions/roles'
import { updateTeamAction } from '@/lib/teams/actions'
import { words } from '@/messages/words'
import { LinkButton } from '../ui/button'
import { Form } from '../ui/form'
import { TextField } from '../ui/text-field'
import { PermissionCards } from './permission-cards'

type EditTeamFormProps = {
  team: { id: string; account: string; handle: string; name: string; permission: TeamPermission }
}

export function EditTeamForm({ team }: EditTeamFormProps) {
  return (
    <Form
      action={updateTeamAction}
      hidden={{ account: team.account, teamId: team.id, next: 'team' }}
      submit={words('teams.edit.save')}
      aside={
        <LinkButton href={`/${team.account}/teams/${team.handle}`}>{words('members.bulk.cancel')}</LinkButton>
      }
    >
      <TextField
        name="name"
        label={words('teams.create.name')}
        defaultValue={team.name}
        autoComplete="off"
        maxLength={80}
      />
      <PermissionCards
        legend={words('teams.list.defaultPermission')}
        description={words('teams.edit.permissionText')}
        defaultValue={team.permission}
      />
    </Form>
  )
}
