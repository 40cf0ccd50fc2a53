'use client'

import {
  changeAppIdAction,
  changeAppVisibilityAction,
  changeBaseWorkflowAction,
  updateAppAction,
  updateAppNotesAction,
} from '@/lib/app-settings/actions'
import {
  BASE_WORKFLOWS,
  baseWorkflowWords,
  VISIBILITIES,
  type Visibility,
  visibilityWords,
} from '@/lib/app-settings/choices'
import { DESCRIPTION_LENGTH, NOTES_LENGTH } from '@/lib/app-settings/limits'
import { words } from '@/messages/words'
import { Form } from '../ui/form'
import { RadioCards } from '../ui/radio-cards'
import { TextField } from '../ui/text-field'
import { Textarea } from '../ui/textarea'
import { SelectField } from './select-field'
import { VisibilityIcon } from './visibility-tag'

type At = { account: string; app: string }

type DetailsFormProps = {
  at: At
  name: string
  description: string
  language: string
  /** Named by the server, since browsers may name languages otherwise. */
  languages: { value: string; label: string }[]
}

/** What the app is called and what it is for. */
export function DetailsForm({ at, languages, ...app }: DetailsFormProps) {
  return (
    <Form action={updateAppAction} hidden={at} submit={words('settings.general.save')} showsMessage>
      <TextField
        name="name"
        label={words('appSettings.details.name')}
        defaultValue={app.name}
        autoComplete="off"
        maxLength={80}
      />
      <Textarea
        name="description"
        label={words('appSettings.details.description')}
        description={words('appSettings.details.descriptionHint', { most: DESCRIPTION_LENGTH })}
        defaultValue={app.description}
        rows={2}
        maxLength={DESCRIPTION_LENGTH}
        isOptional
      />
      <SelectField
        name="defaultLanguage"
        label={words('appSettings.details.language')}
        description={words('appSettings.details.languageHint')}
        defaultValue={app.language}
        options={languages}
      />
    </Form>
  )
}

/** Another ID; what that means for links stands above it. */
export function AppIdForm({ at, prefix }: { at: At; prefix: string }) {
  return (
    <Form
      action={changeAppIdAction}
      hidden={at}
      submit={words('settings.id.submit')}
      submitVariant="secondary"
    >
      <TextField
        name="handle"
        label={words('settings.id.new')}
        description={words('settings.id.newHint')}
        prefix={prefix}
        isMono
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={40}
      />
    </Form>
  )
}

/** What whoever opens the app should know, in Markdown. */
export function NotesForm({ at, notes }: { at: At; notes: string }) {
  return (
    <Form action={updateAppNotesAction} hidden={at} submit={words('settings.general.save')} showsMessage>
      <Textarea
        name="notes"
        label={words('appSettings.notes.label')}
        description={words('appSettings.notes.hint')}
        defaultValue={notes}
        rows={10}
        maxLength={NOTES_LENGTH}
        className="font-mono text-[13px]"
        isOptional
      />
    </Form>
  )
}

/** Who may see the app besides those who work in it. */
export function VisibilityForm({
  at,
  visibility,
  isPersonal,
}: {
  at: At
  visibility: Visibility
  isPersonal: boolean
}) {
  const offered = VISIBILITIES.filter((one) => one !== 'organization' || !isPersonal || visibility === one)
  return (
    <Form action={changeAppVisibilityAction} hidden={at} submit={words('settings.general.save')} showsMessage>
      <RadioCards
        name="visibility"
        legend={words('appSettings.visibility.legend')}
        defaultValue={visibility}
        options={offered.map((value) => ({
          value,
          ...visibilityWords(value),
          icon: <VisibilityIcon visibility={value} />,
        }))}
      />
    </Form>
  )
}

/** What runs on every input. */
export function BaseWorkflowForm({ at, chosen }: { at: At; chosen: string | null }) {
  return (
    <Form action={changeBaseWorkflowAction} hidden={at} submit={words('settings.general.save')} showsMessage>
      <RadioCards
        name="baseWorkflow"
        legend={words('appSettings.baseWorkflow.legend')}
        defaultValue={chosen ?? 'none'}
        options={BASE_WORKFLOWS.map((value) => ({ value, ...baseWorkflowWords(value) }))}
      />
    </Form>
  )
}
