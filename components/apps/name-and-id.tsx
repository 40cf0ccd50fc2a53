'use client'

import { useEffect, useRef, useState } from 'react'
import { findFreeAppIdAction } from '@/lib/apps/actions'
import { suggestHandle } from '@/lib/organizations/names'
import { dateWords } from '@/messages/dates'
import { words } from '@/messages/words'
import { TextField } from '../ui/text-field'

type NameAndIdProps = { account: string; name?: string; handle?: string }

/** The ID follows the name until somebody edits it, and says while typing whether it is free. The fields keep their own values. */
export function AppNameAndId({ account, name = '', handle = '' }: NameAndIdProps) {
  const nameInput = useRef<HTMLInputElement>(null)
  const handleInput = useRef<HTMLInputElement>(null)
  const suggested = useRef(handle)
  const [typed, setTyped] = useState('')
  const { isFree, heldUntil } = useFree(account, typed)

  const read = () => {
    const [nameNow, handleNow] = [nameInput.current, handleInput.current]
    if (!nameNow || !handleNow) return
    if (handleNow.value === suggested.current) {
      suggested.current = suggestHandle(nameNow.value)
      handleNow.value = suggested.current
    }
    setTyped(handleNow.value)
  }
  useEffect(read, []) // once, for what was typed before

  return (
    <>
      <TextField
        ref={nameInput}
        name="name"
        label={words('apps.create.name')}
        defaultValue={name}
        onChange={read}
        autoComplete="off"
        maxLength={80}
        description={words('apps.create.nameHint')}
      />
      <TextField
        ref={handleInput}
        name="handle"
        label={words('apps.create.id')}
        defaultValue={handle}
        onChange={read}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        isMono
        prefix={`${account}/apps/`}
        maxLength={40}
        description={
          <span
            aria-live="polite"
            className={isFree === false ? 'text-danger' : isFree ? 'text-success' : undefined}
          >
            {heldUntil
              ? words('apps.idHeldField', { until: dateWords(heldUntil, 'date') })
              : words(
                  isFree === undefined
                    ? 'apps.create.idHint'
                    : isFree
                      ? 'apps.create.idFree'
                      : 'apps.create.idTaken',
                )}
          </span>
        }
      />
    </>
  )
}

const PAUSE_MS = 350

type Free = { isFree?: boolean; heldUntil?: Date | null }

/** Asks once somebody pauses; an answer to what was typed before is not shown. */
function useFree(account: string, handle: string): Free {
  const [known, setKnown] = useState<{ handle: string; free: Free } | null>(null)
  useEffect(() => {
    if (handle.length < 2) return
    let isLate = false
    const timer = setTimeout(async () => {
      const answer = await findFreeAppIdAction(account, handle).catch(() => null)
      if (answer && !isLate) setKnown({ handle, free: answer })
    }, PAUSE_MS)
    return () => {
      isLate = true
      clearTimeout(timer)
    }
  }, [account, handle])
  return known?.handle === handle ? known.free : {}
}
