import type { FoundCollaborator, ReviewedRemoval, ScopeChoices } from '@/lib/collaborators/queries'
import { scopeForm } from '@/lib/collaborators/scope-form'
import { dateWords } from '@/messages/dates'
import { words } from '@/messages/words'
import { BackLink } from '../ui/back-link'
import { LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { Notice } from '../ui/notice'
import { PageHeader } from '../ui/page-header'
import { AddCollaboratorsForm } from './add-form'
import { ChangeCollaboratorForm } from './change-form'
import { CollaboratorItem } from './collaborator-item'
import { RemoveCollaboratorsForm } from './remove-form'
import './collaborators.css'

type Place = { account: { handle: string }; app: { handle: string; name: string } }
const listOf = ({ account, app }: Place) => `/${account.handle}/apps/${app.handle}/settings/collaborators`
const atOf = ({ account, app }: Place) => ({ account: account.handle, app: app.handle })
const untilHint = ({ until }: ScopeChoices) =>
  until
    ? words('collaborators.untilAtMost', { until: dateWords(until, 'date') })
    : words('teams.until.emptyText')

/** Adding people to an app by address. `day` is the last on which the viewer may give, or nothing. */
export function AddCollaboratorsPage({ choices, day }: { choices: ScopeChoices; day: string }) {
  const { app, why } = choices
  return (
    <div className="grid max-w-[720px] grid-cols-1 gap-4">
      <BackLink href={listOf(choices)}>{words('collaborators.title')}</BackLink>
      <PageHeader title={words('collaborators.addPage.title')}>
        {words(choices.isAsOwner ? 'collaborators.addPage.intro' : 'collaborators.addPage.introOwn', {
          app: app.name,
        })}
      </PageHeader>
      {why ? (
        <Notice tone="warning">{why}</Notice>
      ) : (
        <Card>
          <AddCollaboratorsForm
            at={atOf(choices)}
            form={scopeForm(choices.scopes)}
            until={day}
            untilHint={untilHint(choices)}
          />
        </Card>
      )}
    </div>
  )
}

/** One collaborator: what they hold, to change it, and to take it away. `day` is that on which it ends, or nothing. */
export function CollaboratorPage({ found, day }: { found: FoundCollaborator; day: string }) {
  const { collaborator, app, can } = found
  const { name } = collaborator
  const mayChange = collaborator.can.change && can.add
  return (
    <div className="grid max-w-[720px] grid-cols-1 gap-4">
      <BackLink href={listOf(found)}>{words('collaborators.title')}</BackLink>
      <PageHeader title={name}>{words('collaborators.change.intro', { name, app: app.name })}</PageHeader>
      {mayChange ? (
        <Card title={words('collaborators.change.title')}>
          <ChangeCollaboratorForm
            at={atOf(found)}
            collaborator={collaborator}
            form={scopeForm(found.scopes)}
            until={day}
            untilHint={untilHint(found)}
          />
        </Card>
      ) : (
        <>
          <Notice>{whyNot(found)}</Notice>
          <Card>
            <ul className="collaborators">
              <CollaboratorItem one={{ ...collaborator, isYou: true }} page={listOf(found)} />
            </ul>
          </Card>
        </>
      )}
      {collaborator.can.remove ? (
        <Card
          title={words('collaborators.remove.title')}
          description={words('collaborators.remove.hint', { name, app: app.name })}
        >
          <LinkButton href={`${listOf(found)}/remove?ids=${collaborator.userId}`} variant="danger">
            {words('collaborators.remove.open')}
          </LinkButton>
        </Card>
      ) : null}
    </div>
  )
}

function whyNot({ collaborator, can }: FoundCollaborator): string {
  if (can.why) return can.why
  return collaborator.isYou
    ? words('collaborators.yourself')
    : words('collaborators.broader', { names: collaborator.name })
}

/** The question before people lose an app. */
export function RemoveCollaboratorsPage({ review }: { review: ReviewedRemoval }) {
  const { removable, staying } = review
  return (
    <div className="grid max-w-[720px] grid-cols-1 gap-4">
      <BackLink href={listOf(review)}>{words('collaborators.title')}</BackLink>
      <PageHeader title={words('collaborators.remove.title')} />
      {staying.length > 0 ? (
        <Notice tone="warning">
          {words('collaborators.broader', { names: staying.map(({ name }) => name).join(', ') })}
        </Notice>
      ) : null}
      {removable.length > 0 ? (
        <Card>
          <RemoveCollaboratorsForm at={atOf(review)} review={review} />
        </Card>
      ) : null}
    </div>
  )
}
