'use client'

import { useEffect, useRef, useState } from 'react'
import { createOrganizationAction, findFreeAction } from '@/lib/organizations/actions'
import { suggestHandle } from '@/lib/organizations/names'
import { words } from '@/messages/words'
import { Form } from '../ui/form'
import { TextField } from '../ui/text-field'

type Free = { name: string; handle: string; isNameFree: boolean; isHandleFree: boolean }

type FormProps = { account: string; email: string; origin: string }

/** "Add an Organization": the ID follows the name until somebody edits it, and both say while typing whether they are free. */
export function CreateOrganizationForm({ account, email, origin }: FormProps) {
  return (
    <Form
      action={createOrganizationAction}
      hidden={{ account }}
      submit={words('organizations.createOrganizationForm.confirm')}
    >
      <NameAndId account={account} origin={origin} />
      <TextField
        name="billingEmail"
        label={words('organizations.createOrganizationForm.billingEmail')}
        type="email"
        defaultValue={email}
        autoComplete="email"
        description={words('organizations.createOrganizationForm.whereInvoicesAndQuestionsAbout')}
      />
    </Form>
  )
}

/** The fields keep their own values: what was typed before the page came to life stays. We only read, and suggest. */
function NameAndId({ account, origin }: { account: string; origin: string }) {
  const nameInput = useRef<HTMLInputElement>(null)
  const handleInput = useRef<HTMLInputElement>(null)
  const suggested = useRef('')
  const [{ name, handle }, setRead] = useState({ name: '', handle: '' })
  const free = useFree(account, name, handle)

  const read = () => {
    const [nameNow, handleNow] = [nameInput.current, handleInput.current]
    if (!nameNow || !handleNow) return
    if (handleNow.value === suggested.current) {
      suggested.current = suggestHandle(nameNow.value)
      handleNow.value = suggested.current
    }
    setRead({ name: nameNow.value, handle: handleNow.value })
  }
  useEffect(read, []) // once, for what was typed before

  return (
    <>
      <TextField
        ref={nameInput}
        name="name"
        label={words('organizations.createOrganizationForm.organizationName')}
        onChange={read}
        autoComplete="organization"
        maxLength={80}
        description={
          <Answer
            isFree={free.isNameFree}
            taken={words('organizations.createOrganizationForm.anOrganizationWithThatName')}
          >
            {words('organizations.createOrganizationForm.howPeopleKnowItSuchAsAcme')}
          </Answer>
        }
      />
      <TextField
        ref={handleInput}
        name="handle"
        label={words('organizations.createOrganizationForm.organizationId')}
        onChange={read}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        isMono
        prefix={`${origin}/`}
        maxLength={40}
        description={
          <Answer
            isFree={free.isHandleFree}
            taken={words('organizations.createOrganizationForm.handleTaken')}
          >
            {words('organizations.createOrganizationForm.standsInTheAddressLettersAnd')}
          </Answer>
        }
      />
    </>
  )
}

/** Said politely, so that it interrupts nobody who is typing. */
function Answer({
  isFree,
  taken,
  children,
}: {
  isFree: boolean | undefined
  taken: string
  children: string
}) {
  return (
    <span
      aria-live="polite"
      className={isFree === false ? 'text-danger' : isFree ? 'text-success' : undefined}
    >
      {isFree === undefined ? children : isFree ? words('organizations.createOrganizationForm.free') : taken}
    </span>
  )
}

const PAUSE_MS = 350

/** Asks once somebody pauses; an answer to what was typed before is not shown. */
function useFree(account: string, name: string, handle: string) {
  const [free, setFree] = useState<Free | null>(null)
  const latest = useRef('')
  useEffect(() => {
    const asked = `${name}\n${handle}`
    latest.current = asked
    if (name.trim().length < 2 && handle.length < 2) return
    const timer = setTimeout(async () => {
      const answer = await findFreeAction(account, name, handle).catch(() => null)
      if (answer && latest.current === asked) setFree({ ...answer, name, handle })
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [account, name, handle])
  return {
    isNameFree: free?.name === name && name.trim().length > 1 ? free.isNameFree : undefined,
    isHandleFree: free?.handle === handle && handle.length > 1 ? free.isHandleFree : undefined,
  }
}
