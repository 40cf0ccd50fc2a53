import { Check, NotebookPen } from 'lucide-react'
import type { ReactNode } from 'react'
import { languageLabel } from '@/lib/app-settings/languages'
import type { AppEvent, AppOverview as Overview } from '@/lib/app-settings/overview'
import type { BoundedCount } from '@/lib/paging'
import { reader } from '@/messages/reader'
import { words } from '@/messages/words'
import { VisibilityTag } from '../app-settings/visibility-tag'
import { Avatar } from '../ui/avatar'
import { LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { Copyable } from '../ui/copyable'
import { EmptyState } from '../ui/empty-state'
import { KeyValue, type KeyValueItem } from '../ui/key-value'
import { Link } from '../ui/link'
import { PageHeader } from '../ui/page-header'
import { Time } from '../ui/time'
import { AppActivity } from './app-activity'
import { Notes } from './notes'

type OverviewProps = {
  app: Overview
  /** Null where the viewer may not read the history. */
  events: AppEvent[] | null
  /** Who works here, for whom that may be known to. */
  people?: ReactNode
  /** What can be done with the app as a whole, beside its name. */
  action?: ReactNode
}

/** The start page of an app: what it is for, what I may do in it, who works here, what happened last. */
export function AppOverview({ app, events, people, action }: OverviewProps) {
  const { id, name, description, abilities } = app
  return (
    <>
      <PageHeader
        title={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Avatar id={id} name={name} size="lg" shape="square" />
            <span className="min-w-0 wrap-anywhere">{name}</span>
            <VisibilityTag visibility={app.visibility} />
          </span>
        }
        action={action}
      >
        {description}
      </PageHeader>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_320px]">
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <NotesCard app={app} />
          {people}
          {events ? <AppActivity events={events} /> : null}
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <Card title={words('appOverview.about')}>
            <KeyValue items={facts(app)} />
          </Card>
          {abilities.length > 0 ? <Abilities abilities={abilities} /> : null}
        </div>
      </div>
    </>
  )
}

function NotesCard({ app: { account, handle, notes, can } }: { app: Overview }) {
  const edit = can.editNotes ? `/${account.handle}/apps/${handle}/settings#notes` : null
  if (!notes && !edit) return null
  return (
    <Card
      title={words('appOverview.notes')}
      action={
        notes && edit ? (
          <LinkButton href={edit} size="sm">
            {words('appOverview.editNotes')}
          </LinkButton>
        ) : null
      }
    >
      {notes ? (
        <Notes text={notes} />
      ) : (
        <EmptyState
          icon={<NotebookPen />}
          title={words('appOverview.noNotes')}
          action={edit ? <LinkButton href={edit}>{words('appOverview.writeNotes')}</LinkButton> : null}
        >
          {words('appOverview.notesHint')}
        </EmptyState>
      )}
    </Card>
  )
}

function facts({ account, handle, counts, defaultLanguage, createdAt, updatedAt }: Overview): KeyValueItem[] {
  const teams = counts.teams && (
    <Link className="text-link" href={`/${account.handle}/apps/${handle}/settings#teams`}>
      {counted(counts.teams, 'teams')}
    </Link>
  )
  return [
    {
      label: words('appOverview.id'),
      value: <Copyable value={handle} what={words('appOverview.copyWhat')} />,
    },
    { label: words('appOverview.owner'), value: account.name },
    ...(teams ? [{ label: words('appOverview.teams'), value: teams }] : []),
    ...(counts.collaborators
      ? [{ label: words('appOverview.collaborators'), value: counted(counts.collaborators, 'collaborators') }]
      : []),
    {
      label: words('appOverview.language'),
      value: languageLabel(defaultLanguage, reader().locale),
    },
    { label: words('appOverview.created'), value: <Time at={createdAt} show="date" /> },
    { label: words('appOverview.updated'), value: <Time at={updatedAt} /> },
  ]
}

function counted({ count, isMore }: BoundedCount, what: 'teams' | 'collaborators'): string {
  return words(isMore ? `appOverview.counted.${what}Many` : `appOverview.counted.${what}`, { count })
}

function Abilities({ abilities }: { abilities: string[] }) {
  return (
    <Card title={words('appOverview.youMay')}>
      <ul className="grid gap-1.5">
        {abilities.map((sentence) => (
          <li key={sentence} className="flex gap-2">
            <Check aria-hidden="true" className="mt-0.5 size-4 flex-none text-accent" />
            {sentence}
          </li>
        ))}
      </ul>
    </Card>
  )
}
