import { expect, test } from 'vitest'
import { Chosen, MAX_CHOSEN } from './chosen'

const [one, other] = ['6f9619ff-8b86-4d01-b42d-00cf4fc964ff', '7f9619ff-8b86-4d01-b42d-00cf4fc964ff']
const nothing = { ids: [], all: false, except: [] }

test('what was chosen travels as one list, as a repeated field, or as all but some', () => {
  expect(Chosen.parse({ ids: `${one},${other}` })).toEqual({ ...nothing, ids: [one, other] })
  expect(Chosen.parse({ ids: [one, other, one] })).toEqual({ ...nothing, ids: [one, other] })
  expect(Chosen.parse({ all: '1', except: other })).toEqual({ ids: [], all: true, except: [other] })
  expect(Chosen.parse({})).toEqual(nothing)
})

test('what is no id is left out, and there is an end to ticking', () => {
  expect(Chosen.parse({ ids: `${one}, ,drop table,${other}x`, all: 'yes' })).toEqual({
    ...nothing,
    ids: [one],
  })
  const many = Array.from({ length: MAX_CHOSEN + 1 }, () => crypto.randomUUID()).join(',')
  expect(Chosen.safeParse({ ids: many }).error?.issues[0]?.message).toContain('more than 10,000')
})
