'use client'

import { type ChangeEvent, useState } from 'react'
import { MAX_PICTURE_BYTES, PICTURE_TYPES } from '@/lib/profile/picture-sizes'
import { words } from '@/messages/words'
import { describedBy, Field } from '../ui/field'
import { useField } from '../ui/form-context'

/** The choice of a file. One that is too large is not sent at all. */
export function PictureField() {
  const { id, error } = useField('picture')
  const [tooLarge, setTooLarge] = useState(false)
  const check = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const isTooLarge = (currentTarget.files?.[0]?.size ?? 0) > MAX_PICTURE_BYTES
    if (isTooLarge) currentTarget.value = ''
    setTooLarge(isTooLarge)
  }
  const said = tooLarge ? words('profile.pictureTooLarge') : error
  const hint = words('profile.picture.hint')
  return (
    <Field id={id} label={words('profile.picture.label')} description={hint} error={said}>
      <input
        id={id}
        name="picture"
        type="file"
        accept={PICTURE_TYPES}
        required
        className="file-input"
        onChange={check}
        {...describedBy(id, said, hint)}
      />
    </Field>
  )
}
