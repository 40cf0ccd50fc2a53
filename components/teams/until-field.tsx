'use client'

import { words } from '@/messages/words'
import { TextField } from '../ui/text-field'

/** Until when, as a day; empty for good. */
export function UntilField({ description, defaultValue }: { description?: string; defaultValue?: string }) {
  return (
    <TextField
      name="until"
      type="date"
      label={words('teams.until.label')}
      isOptional
      description={description}
      defaultValue={defaultValue}
      className="until-field"
    />
  )
}
