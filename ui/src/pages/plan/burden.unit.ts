import { describe, expect, it } from 'vitest'
import { changesFor, type Sitting } from './burden'
import type { Entry } from './entry'

const entry = (part: Partial<Entry>): Entry => ({
  key: part.by ?? '', duty: 'study', name: { zh: '', en: '' }, bearer: '', bearer_key: '', unit: '', unit_kind: 'bureau', window: '', month: 1,
  from: '2022-01-01', to: '2022-01-31', by: '2022-01-20', time: 1, times: 1, target: 1, before: 0, owed: 1, done: 0, missed: 0,
  records: [], moved: false, who: [], missed_before: 0, own: false, state: 'upcoming', word: '', item: 7, ...part,
})
const sitting = (day: string, unit = ''): Sitting =>
  ({ day, unit, sharing: 'all', name: { zh: '', en: '' }, serves: [{ duty: 'study', name: { zh: '', en: '' } }] })

describe('adopting the least calendar', () => {
  it('moves what lies on another day', () => {
    expect(changesFor([sitting('2022-01-14')], [entry({})], '2022-01-01').map((one) => one.day)).toEqual(['2022-01-14'])
    expect(changesFor([sitting('2022-01-20')], [entry({})], '2022-01-01')).toEqual([])
  })
  it('takes each item once, of its own unit and within its period', () => {
    const entries = [entry({ unit: '一' }), entry({ unit: '二', key: 'b' }), entry({ unit: '二', key: 'c', from: '2022-02-01', to: '2022-02-28' })]
    const changes = changesFor([sitting('2022-01-14', '二'), sitting('2022-01-17', '二')], entries, '2022-01-01')
    expect(changes.map((one) => one.entry.key)).toEqual(['b'])
  })
  it('leaves what is done, and what is over', () => {
    expect(changesFor([sitting('2022-01-14')], [entry({ state: 'met' })], '2022-01-01')).toEqual([])
    expect(changesFor([sitting('2022-01-14')], [entry({})], '2022-01-15')).toEqual([])
  })
  it('takes in what no plan holds, even on the same day', () => {
    expect(changesFor([sitting('2022-01-20')], [entry({ item: undefined })], '2022-01-01')).toHaveLength(1)
  })
})
