'use client'

import { APP_LANGUAGES } from '@/lib/apps/schemas'
import { reader, writtenIn } from '@/messages/reader'
import { words } from '@/messages/words'
import { describedBy, Field } from '../ui/field'
import { single, useField } from '../ui/form-context'

/** The language that the names of an app's concepts are in to begin with. */
export function LanguageField({ defaultValue = 'en' }: { defaultValue?: string }) {
  const { id, error, typed, round } = useField('defaultLanguage')
  const names = new Intl.DisplayNames(writtenIn(reader().locale), { type: 'language' })
  const hint = words('apps.create.languageHint')
  return (
    <Field id={id} error={error} label={words('apps.create.language')} description={hint}>
      <select
        key={round}
        id={id}
        name="defaultLanguage"
        className="input select-native input--full-width"
        defaultValue={single(typed) ?? defaultValue}
        {...describedBy(id, error, hint)}
      >
        {APP_LANGUAGES.map((tag) => (
          // Server and browser may know a language by slightly different words.
          <option key={tag} value={tag} suppressHydrationWarning>
            {names.of(tag)}
          </option>
        ))}
      </select>
    </Field>
  )
}
