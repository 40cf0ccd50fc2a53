import type { ReactNode } from 'react'
import { baseWorkflowWords, visibilityWords } from '@/lib/app-settings/choices'
import { languageLabel } from '@/lib/app-settings/languages'
import type { AppSettings as Settings } from '@/lib/app-settings/queries'
import { APP_LANGUAGES } from '@/lib/apps/schemas'
import { reader } from '@/messages/reader'
import { words } from '@/messages/words'
import { Notes } from '../app-overview/notes'
import { Card } from '../ui/card'
import { KeyValue } from '../ui/key-value'
import { Notice } from '../ui/notice'
import { PageHeader } from '../ui/page-header'
import { AppIdCard } from './app-id-card'
import { DangerCards } from './danger-cards'
import { BaseWorkflowForm, DetailsForm, NotesForm, VisibilityForm } from './settings-forms'
import { VisibilityTag } from './visibility-tag'
import { WhyNot } from './why-not'

type SettingsProps = {
  settings: Settings
  isIdChanged: boolean
  teams?: ReactNode
  collaborators?: ReactNode
  keys?: ReactNode
}

/** The settings of an app: each part to change, or to read with the reason why not. */
export function AppSettings({ settings, isIdChanged, teams, collaborators, keys }: SettingsProps) {
  const { handle, name, can } = settings
  return (
    <div className="grid max-w-[720px] grid-cols-1 gap-4">
      <PageHeader title={words('settings.title')}>{words('appSettings.intro', { app: name })}</PageHeader>
      {isIdChanged && can.editId.may ? (
        <Notice tone="success" role="status" title={words('settings.id.changed', { id: handle })} />
      ) : null}
      <Details settings={settings} />
      <AppIdCard settings={settings} />
      <NotesPart settings={settings} />
      <VisibilityPart settings={settings} />
      {settings.baseWorkflow ? (
        <BaseWorkflowPart settings={settings} chosen={settings.baseWorkflow.key} />
      ) : null}
      {teams}
      {collaborators}
      {keys}
      <DangerCards settings={settings} />
    </div>
  )
}

const languages = () =>
  APP_LANGUAGES.map((value) => ({ value, label: languageLabel(value, reader().locale) })).sort((a, b) =>
    a.label.localeCompare(b.label, reader().locale),
  )

const at = ({ account, handle }: Settings) => ({ account: account.handle, app: handle })

function Details({ settings }: { settings: Settings }) {
  const { name, description, defaultLanguage: language, can } = settings
  return (
    <Card title={words('appSettings.details.title')}>
      {can.editDescription.may ? (
        <DetailsForm at={at(settings)} {...{ name, description, language }} languages={languages()} />
      ) : (
        <div className="grid grid-cols-1 gap-3">
          <KeyValue
            items={[
              { label: words('appSettings.details.name'), value: name },
              {
                label: words('appSettings.details.description'),
                value: description || words('appSettings.none'),
              },
              {
                label: words('appSettings.details.language'),
                value: languageLabel(language, reader().locale),
              },
            ]}
          />
          <WhyNot why={can.editDescription.why} />
        </div>
      )}
    </Card>
  )
}

function NotesPart({ settings }: { settings: Settings }) {
  const { notes, can } = settings
  if (!can.editNotes.may && !notes) return null
  return (
    <section id="notes" className="scroll-mt-16">
      <Card title={words('appSettings.notes.title')} description={words('appSettings.notes.purpose')}>
        {can.editNotes.may ? (
          <NotesForm at={at(settings)} notes={notes} />
        ) : (
          <div className="grid grid-cols-1 gap-3">
            <Notes text={notes} />
            <WhyNot why={can.editNotes.why} />
          </div>
        )}
      </Card>
    </section>
  )
}

function VisibilityPart({ settings }: { settings: Settings }) {
  const { visibility, can, account } = settings
  return (
    <Card title={words('appSettings.visibility.title')}>
      {can.changeVisibility.may ? (
        <VisibilityForm at={at(settings)} visibility={visibility} isPersonal={account.kind === 'user'} />
      ) : (
        <div className="grid justify-items-start gap-3">
          <VisibilityTag visibility={visibility} />
          <p>{visibilityWords(visibility).description}</p>
          <WhyNot why={can.changeVisibility.why} />
        </div>
      )}
    </Card>
  )
}

function BaseWorkflowPart({ settings, chosen }: { settings: Settings; chosen: string | null }) {
  const { can } = settings
  const { label, description } = baseWorkflowWords(chosen)
  return (
    <Card
      title={words('appSettings.baseWorkflow.title')}
      description={words('appSettings.baseWorkflow.purpose')}
    >
      {can.editBaseWorkflow.may ? (
        <BaseWorkflowForm at={at(settings)} chosen={chosen} />
      ) : (
        <div className="grid grid-cols-1 gap-3">
          <p>
            <span className="font-medium">{label}</span>
            {description ? <span className="block text-muted">{description}</span> : null}
          </p>
          <WhyNot why={can.editBaseWorkflow.why} />
        </div>
      )}
    </Card>
  )
}
