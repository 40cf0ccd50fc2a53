'use client'

import { ShieldHalf } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { suggestHandle } from '@/lib/organizations/names'
import { createTeamAction, findFreeTeamIdAction } from '@/lib/teams/actions'
import { words } from '@/messages/words'
import { Form } from '../ui/form'
import { useField } from '../ui/form-context'
import { TextField } from '../ui/text-field'
import { PermissionCards } from './permission-cards'

/** "Create Team": the ID follows the name until somebody edits it, and says while one types whether it is free. */
export function TeamForm({ account }: { account: string }) {
  return (
    <Form action={createTeamAction} hidden={{ account }} submit={words('teams.create.confirm')}>
      <NameAndId account={account} />
      <PermissionCards
        legend={words('teams.create.permission')}
        description={words('teams.create.permissionText')}
        defaultValue="labeler_worker"
      />
      <RestrictedBox />
    </Form>
  )
}

/** The fields keep their own values: what was typed before the page came to life stays. We only read, and suggest. */
function NameAndId({ account }: { account: string }) {
  const nameInput = useRef<HTMLInputElement>(null)
  const handleInput = useRef<HTMLInputElement>(null)
  const suggested = useRef('')
  const [handle, setHandle] = useState('')
  const isFree = useFree(account, handle)
  const read = () => {
    const [name, typed] = [nameInput.current, handleInput.current]
    if (!name || !typed) return
    if (typed.value === suggested.current) {
      suggested.current = suggestHandle(name.value)
      typed.value = suggested.current
    }
    setHandle(typed.value)
  }
  useEffect(read, []) // once, for what was typed before
  return (
    <>
      <TextField
        ref={nameInput}
        name="name"
        label={words('teams.create.name')}
        description={words('teams.create.nameText')}
        onChange={read}
        autoComplete="off"
        maxLength={80}
      />
      <TextField
        ref={handleInput}
        name="handle"
        label={words('teams.create.id')}
        onChange={read}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        isMono
        prefix="teams/"
        maxLength={40}
        description={
          <span
            aria-live="polite"
            className={isFree === false ? 'text-danger' : isFree ? 'text-success' : undefined}
          >
            {words(
              isFree === undefined
                ? 'teams.create.idText'
                : isFree
                  ? 'teams.create.free'
                  : 'teams.create.notFree',
            )}
          </span>
        }
      />
    </>
  )
}

const PAUSE_MS = 300

/** Asks once somebody pauses; an answer to what was typed before is not shown. */
function useFree(account: string, handle: string): boolean | undefined {
  const [answer, setAnswer] = useState<{ handle: string; isFree: boolean } | null>(null)
  useEffect(() => {
    if (handle.length < 2) return
    let isStale = false
    const timer = setTimeout(async () => {
      const told = await findFreeTeamIdAction(account, handle).catch(() => null)
      if (told && !isStale) setAnswer({ handle, isFree: told.isFree })
    }, PAUSE_MS)
    return () => {
      isStale = true
      clearTimeout(timer)
    }
  }, [account, handle])
  return answer?.handle === handle && handle.length > 1 ? answer.isFree : undefined
}

function RestrictedBox() {
  const { id, typed, round } = useField('isRestricted')
  return (
    <div className="radio-cards">
      <label className="radio-card" htmlFor={id}>
        <input
          key={round}
          id={id}
          type="checkbox"
          name="isRestricted"
          value="1"
          defaultChecked={typed !== undefined}
          aria-describedby={`${id}-text`}
        />
        <span className="min-w-0">
          <span className="flex items-start gap-1.5 font-medium">
            <ShieldHalf aria-hidden="true" />
            {words('teams.create.restricted')}
          </span>
          <span id={`${id}-text`} className="block text-[13px] leading-[18px] text-muted">
            {words('teams.create.restrictedText')}
          </span>
        </span>
      </label>
    </div>
  )
}
