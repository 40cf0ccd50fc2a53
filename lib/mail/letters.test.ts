import { describe, expect, test } from 'vitest'
import type { Letter } from './letter'
import { oneLine, plainName } from './names'
import { renderLetter } from './render'
import { resetPasswordLetter, signUpAttemptLetter, verifyEmailLetter } from './templates/account-letters'
import {
  accountDeletedLetter,
  addressesChangedLetter,
  addressTakenLetter,
  verifyAddressLetter,
} from './templates/address-letters'
import { answerLetter, invitationLetter } from './templates/invitation-letters'
import { organizationDeletedLetter, organizationRestoredLetter } from './templates/organization-letters'
import {
  passwordChangedLetter,
  removedLetter,
  roleChangedLetter,
  sessionsEndedLetter,
  signedInLetter,
} from './templates/security-letters'
import { shareLetter } from './templates/share-letters'
import { webhookDisabledLetter } from './templates/webhook-letters'

const APP = 'https://portal.test'
const LINK = `${APP}/invitations/secret-of-this-link`
const lena = { firstName: 'Lena', username: 'lena' }
const role = { label: 'Team Contributor (select apps)', description: 'Contributes only to some apps.' }
const invitation = {
  inviter: 'Lena Berg',
  organization: 'Aurora Vision',
  email: 'noor@example.test',
  role,
  expires: '29 November 2026 at 14:05 UTC',
  message: '',
}

const letters: Record<string, { letter: Letter; says: string[] }> = {
  verify: { letter: verifyEmailLetter(lena, LINK, 'tomorrow'), says: ['Lena', LINK, 'tomorrow', 'Confirm'] },
  reset: {
    letter: resetPasswordLetter(lena, LINK, 'in an hour'),
    says: [LINK, 'in an hour', 'nothing changes'],
  },
  verifyAddress: {
    letter: verifyAddressLetter(lena, LINK, 'tomorrow'),
    says: [LINK, 'tomorrow', 'lena', 'signed in to that account'],
  },
  addressTaken: {
    letter: addressTakenLetter('lena@example.test', `${APP}/sign-in`),
    says: [`${APP}/sign-in`, 'nothing changed'],
  },
  primaryChanged: {
    letter: addressesChangedLetter(lena, { change: 'primary', email: 'new' }, `${APP}/forgot`, '3 May'),
    says: ['3 May', 'primary address', `${APP}/forgot`],
  },
  accountDeleted: {
    letter: accountDeletedLetter(lena, '3 May'),
    says: ['3 May', 'lena', 'sign up again'],
  },
  again: {
    letter: signUpAttemptLetter(lena, `${APP}/sign-in`, `${APP}/forgot`, 'now'),
    says: [`${APP}/sign-in`, `${APP}/forgot`],
  },
  deletedForAdmins: {
    letter: organizationDeletedLetter(
      lena,
      { name: 'Aurora Vision', by: 'Noor Haddad', at: 'today', until: 'in a month' },
      `${APP}/organizations/deleted`,
    ),
    says: ['Aurora Vision was deleted', 'Noor Haddad', 'in a month', `${APP}/organizations/deleted`],
  },
  deleted: {
    letter: organizationDeletedLetter(
      lena,
      { name: 'Aurora Vision', by: 'Noor Haddad', at: 'today', until: 'in a month' },
      null,
    ),
    says: ['Aurora Vision was deleted', 'Its Admins can restore it until then'],
  },
  restored: {
    letter: organizationRestoredLetter(
      lena,
      { name: 'Aurora Vision', by: 'Noor Haddad', at: 'today' },
      `${APP}/aurora`,
    ),
    says: ['Noor Haddad', 'is back', `${APP}/aurora`],
  },
  webhookDisabled: {
    letter: webhookDisabledLetter(
      lena,
      { organization: 'Aurora Vision', webhook: 'Chat of security', why: 'gone', at: 'today' },
      `${APP}/aurora/webhooks/1`,
    ),
    says: ['Chat of security', 'Aurora Vision', '410 Gone', `${APP}/aurora/webhooks/1`],
  },
  invitation: {
    letter: invitationLetter(invitation, LINK),
    says: [
      'Lena Berg',
      'Aurora Vision',
      role.label,
      role.description,
      'noor@example.test',
      '29 November 2026 at 14:05 UTC',
      'Accept invitation',
      LINK,
      'You do not know Lena Berg',
    ],
  },
  share: {
    letter: shareLetter(
      {
        offererName: 'Lena Berg',
        app: 'Sorting',
        owner: 'Aurora Vision',
        email: 'noor@example.test',
        scopes: ['Apps:Get', 'Concepts:Get', 'Concepts:Add'],
        until: '3 May',
        expires: '29 November 2026 at 14:05 UTC',
        isNew: true,
      },
      LINK,
    ),
    says: [
      'Lena Berg',
      'Sorting',
      'Aurora Vision',
      'Add, Remove and Patch Concept',
      '3 May',
      '29 November 2026',
      LINK,
    ],
  },
  accepted: {
    letter: answerLetter(
      { ...invitation, answer: 'accepted', who: 'Noor Haddad', role: role.label },
      `${APP}/aurora/members`,
    ),
    says: ['Noor Haddad', 'Aurora Vision', 'accepted', `${APP}/aurora/members`],
  },
  declined: {
    letter: answerLetter(
      { ...invitation, answer: 'declined', who: null, role: role.label },
      `${APP}/aurora/members`,
    ),
    says: ['noor@example.test', 'declined'],
  },
  password: {
    letter: passwordChangedLetter(lena, `${APP}/forgot`, '3 May'),
    says: ['3 May', `${APP}/forgot`],
  },
  signedIn: {
    letter: signedInLetter(
      lena,
      { device: 'Firefox on Linux', address: '192.0.2.7' },
      `${APP}/forgot`,
      '3 May',
    ),
    says: ['Firefox on Linux', '192.0.2.7', '3 May'],
  },
  sessions: {
    letter: sessionsEndedLetter(lena, `${APP}/sign-in`, '3 May'),
    says: ['3 May', `${APP}/sign-in`],
  },
  role: {
    letter: roleChangedLetter(lena, 'Aurora Vision', role, `${APP}/aurora`, '3 May'),
    says: [role.label, 'Aurora Vision'],
  },
  removed: { letter: removedLetter(lena, 'Aurora Vision', '3 May'), says: ['Aurora Vision', '3 May'] },
}

describe.each(Object.entries(letters))('%s', (_name, { letter, says }) => {
  test('says what it must, in HTML and in text', async () => {
    const mail = await renderLetter(letter, APP)
    const visible = mail.html.replace(/<!--.*?-->/g, '').replaceAll('&#x27;', "'")
    for (const words of says) {
      expect(mail.text).toContain(words)
      expect(visible).toContain(words)
    }
    expect(mail.subject).not.toBe('')
    expect(visible).toContain(letter.preheader)
  })

  test('loads nothing, follows nobody, and links only to the portal', async () => {
    const { html } = await renderLetter(letter, APP)
    expect(html).not.toMatch(/<img|<script|<link[^>]+href|url\(|@import|@font-face/i)
    const targets = [...html.matchAll(/href="([^"]*)"/g)].map(([, target]) => target ?? '')
    expect(targets.filter((target) => !target.startsWith(APP))).toEqual([])
    expect(html).toContain('prefers-color-scheme: dark')
  })
})

describe("the inviter's own words", () => {
  const message =
    'Hello!\r\n\r\nSee https://evil.test/x or www.evil.test, write to eve@evil.test.\n<b>Bye</b>\u202e\nBcc: all@example.test'

  test('are quoted under their name, line by line, and make neither links nor headers', async () => {
    const mail = await renderLetter(invitationLetter({ ...invitation, message }, LINK), APP)
    expect(mail.text).toMatch(/^Lena Berg writes:\n\n> Hello!\n>\n> See /m)
    expect(mail.text).toMatch(/^> <b>Bye<\/b>$/m)
    expect(mail.html).toContain('&lt;b&gt;Bye')
    for (const body of [mail.html, mail.text]) {
      expect(body).not.toMatch(/evil\.test|https:\/\/evil|eve@evil|\u202e/)
      expect(body).toContain('evil.\u2060test')
    }
    expect(mail.subject).toBe('Lena Berg invites you to Aurora Vision')
  })

  test('are not spoken of where there are none', async () => {
    expect((await renderLetter(invitationLetter(invitation, LINK), APP)).text).not.toContain('writes')
  })
})

describe('names that strangers chose', () => {
  const hostile = 'Eve\r\nBcc: all@example.test\r\n\r\n<b>hi</b> https://evil.test/x'

  test('cannot begin a header or turn the writing around', () => {
    const { subject } = invitationLetter(
      { ...invitation, inviter: hostile, organization: 'A\u202eurora\u2028x' },
      LINK,
    )
    expect(subject).not.toMatch(/[\p{Cc}\u2028\u202e]/u)
    expect(oneLine('a'.repeat(5000)).length).toBeLessThanOrEqual(120)
  })

  test('are text in HTML, and no addresses that a mail program would make into links', async () => {
    const mail = await renderLetter(invitationLetter({ ...invitation, organization: hostile }, LINK), APP)
    expect(mail.html).not.toContain('<b>hi')
    for (const body of [mail.html.replace(/<title>.*?<\/title>/, ''), mail.text]) {
      expect(body).not.toContain('evil.test')
      expect(body).not.toContain('https://evil')
    }
    expect(plainName('Aurora Vision Inc.')).toBe('Aurora Vision Inc.')
  })
})
