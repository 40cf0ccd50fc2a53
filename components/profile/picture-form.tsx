'use client'

import { changePictureAction, removePictureAction } from '@/lib/profile/actions'
import { words } from '@/messages/words'
import { Avatar } from '../ui/avatar'
import { Form } from '../ui/form'
import { SubmitButton } from '../ui/submit-button'
import { PictureField } from './picture-field'

type PictureFormProps = { account: string; id: string; name: string; picture: string | null }

/** One's picture, with the ways to give it, change it and go back to initials. */
export function PictureForm({ account, id, name, picture }: PictureFormProps) {
  return (
    <div className="flex flex-wrap gap-x-5 gap-y-4">
      <Avatar id={id} name={name} picture={picture} size="xl" />
      <div className="grid min-w-0 flex-1 basis-60 gap-3">
        <Form
          action={changePictureAction}
          hidden={{ account }}
          submit={words('profile.picture.upload')}
          submitVariant="secondary"
        >
          <PictureField />
        </Form>
        {picture ? (
          <Form action={removePictureAction} hidden={{ account }}>
            <SubmitButton variant="danger-soft" className="justify-self-start">
              {words('profile.picture.remove')}
            </SubmitButton>
          </Form>
        ) : null}
      </div>
    </div>
  )
}
