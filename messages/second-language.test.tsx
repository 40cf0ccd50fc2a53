import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { RoleTable } from '@/components/permissions/role-table'
import { Time } from '@/components/ui/time'
import { SignInInput } from '@/lib/auth/schemas'
import { notFound } from '@/lib/errors'
import { moment } from '@/lib/mail/letter'
import { renderLetter } from '@/lib/mail/render'
import { verifyEmailLetter } from '@/lib/mail/templates/account-letters'
import { parse } from '@/lib/operation'
import { readerOf, readLanguages, writingFor } from '@/lib/reader'
import english from './en.json'

type Branch = { [name: string]: string | Branch }

/** Every sentence in brackets: what stands on a page without them does not come from the file. */
const bracketed = (branch: Branch): Branch =>
  Object.fromEntries(
    Object.entries(branch).map(([name, value]) => [
      name,
      typeof value === 'string' ? `⟦${value}⟧` : bracketed(value),
    ]),
  )

const folder = mkdtempSync(path.join(tmpdir(), 'messages-'))
writeFileSync(path.join(folder, 'fr.json'), JSON.stringify(bracketed(english)))
readLanguages(folder)
const reader = readerOf({ 'accept-language': 'fr-CA', cookie: 'time-zone=Asia/Tokyo' })

const textOf = (html: string) =>
  html
    .replace(/<(style|title|head)[\s\S]*?<\/\1>/g, '')
    .split(/<[^>]*>/)
    .map((text) => text.trim())
    .filter((text) => /\p{L}{2}/u.test(text))

test('a page is in the second language, to the last word', () => {
  const page = writingFor(reader, () => renderToStaticMarkup(createElement(RoleTable, { role: null })))
  const scopes = /^[A-Z]\w+(:[A-Z]\w+)?$/
  expect(textOf(page).filter((text) => !text.includes('⟦') && !scopes.test(text))).toEqual([])
})

test('so is a mail, in HTML and in text, with the hour of its reader', async () => {
  const mail = await writingFor(reader, () =>
    renderLetter(
      verifyEmailLetter(
        { firstName: 'Lena', username: 'lena' },
        'https://muster.example.org/verify/x',
        moment(new Date('2026-11-29T14:05:00Z')),
      ),
      'https://muster.example.org',
    ),
  )
  expect(mail.subject).toBe('⟦Confirm your email address⟧')
  expect(mail.html).toContain('lang="fr"')
  expect(mail.text.split('\n\n').filter((part) => !part.includes('⟦') && !part.startsWith('-- '))).toEqual([])
  expect(mail.text).toContain('29 novembre 2026 à 23:05 UTC+9')
})

test('so is what went wrong, and a date', () => {
  writingFor(reader, () => {
    expect(notFound('member').message).toBe('⟦There is no such member, or you may not see it.⟧')
    expect(() => parse(SignInInput, { email: '', password: 'x' })).toThrow(
      expect.objectContaining({ fields: { email: '⟦Enter your email address.⟧' } }),
    )
    expect(renderToStaticMarkup(<Time at="2026-05-03T22:30:00Z" show="date" />)).toContain('4 mai 2026')
  })
  expect(notFound('member').message).toBe('There is no such member, or you may not see it.')
})
