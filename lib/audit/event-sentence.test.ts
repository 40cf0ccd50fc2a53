import { expect, test } from 'vitest'
import { eventSentence } from './event-sentence'
import { events } from './events'
import type { RecentEvent } from './queries'

const event = (name: string, more: Partial<RecentEvent> = {}): RecentEvent => ({
  id: '1',
  event: name,
  occurredAt: '2026-05-03T10:00:00Z',
  actor: { id: null, name: 'Ada Okafor' },
  target: { kind: 'member', name: 'Lena Fischer' },
  before: { role: 'team_contributor' },
  after: { role: 'admin' },
  ...more,
})

test('tells a change of role with both roles', () => {
  expect(eventSentence(event('member.roleChanged'))).toBe(
    'changed the role of Lena Fischer from Team Contributor to Admin',
  )
})

test('says nothing of oneself twice', () => {
  expect(eventSentence(event('member.joined', { target: { kind: 'member', name: 'Ada Okafor' } }))).toBe(
    'joined as Admin',
  )
})

test('has words for every event, also for one of a later version', () => {
  for (const name of events) {
    const words = eventSentence(event(name))
    expect(words, name).not.toMatch(/undefined|null/)
    expect(words.charAt(0), name).toBe(words.charAt(0).toLowerCase())
  }
  expect(eventSentence(event('app.launched', { target: null }))).toBe('app.launched')
})
