'use client'

import { removeCollaboratorsAction } from '@/lib/collaborators/actions'
import type { ReviewedRemoval } from '@/lib/collaborators/queries'
import { words } from '@/messages/words'
import { ConfirmForm } from '../ui/confirm-form'

type RemoveFormProps = { at: { account: string; app: string }; review: ReviewedRemoval }

/** Who loses the app, and whom they had added, who may go with them. */
export function RemoveCollaboratorsForm({ at, review: { removable, added, app } }: RemoveFormProps) {
  const [first] = removable
  return (
    <ConfirmForm
      action={removeCollaboratorsAction}
      hidden={{ ...at, ids: removable.map(({ id }) => id).join(',') }}
      confirm={words('collaborators.remove.confirm', { count: removable.length, name: first?.name ?? '' })}
      cancelHref={`/${at.account}/apps/${at.app}/settings/collaborators`}
    >
      <p>
        {words('collaborators.remove.text', {
          count: removable.length,
          name: first?.name ?? '',
          app: app.name,
        })}
      </p>
      {removable.length > 1 ? (
        <ul className="list-disc ps-5">
          {removable.map(({ id, name }) => (
            <li key={id}>{name}</li>
          ))}
        </ul>
      ) : null}
      {added.length > 0 ? (
        <fieldset className="field mt-4">
          <legend className="label mb-1.5">
            {words('collaborators.remove.addedLegend', { count: removable.length, name: first?.name ?? '' })}
          </legend>
          <p className="field__description mb-1.5">{words('collaborators.remove.addedHint')}</p>
          <div className="scopes__groups">
            <div>
              {added.map(({ id, name, addedBy, can }) => (
                <label key={id}>
                  <input type="checkbox" name="added" value={id} disabled={!can.remove} />
                  <span className="min-w-0 wrap-anywhere">
                    {name}{' '}
                    <span className="text-[13px] text-muted">
                      {can.remove
                        ? addedBy
                          ? words('collaborators.remove.addedBy', { by: addedBy })
                          : ''
                        : words('collaborators.remove.stays')}
                    </span>
                  </span>
                </label>
              ))}
            </div>
          </div>
        </fieldset>
      ) : null}
    </ConfirmForm>
  )
}
