import { describe, expect, it, vi } from 'vitest'
import type { Form } from './forms'
import { dayOfEntry } from './preview'
import { suggestForms } from './suggestForms'
import { asList, countNames, pieceAt, writtenOf } from './suggestions'

// No browser here, and no server is asked.
vi.mock('@/api', () => ({ get: vi.fn(), post: vi.fn() }))

const form = (id: string, name: string, serves: string[] = []): Form => ({
  id, name: { zh: name, en: id }, restricted: false, date: '', host: '', present: '', absent: '', key: [], register: false, fields: [],
  opens: [], may: true, by: { zh: '', en: '' }, serves: serves.map((duty) => ({ duty, name: { zh: duty, en: duty } })), records: 0,
})

describe('names as they are typed', () => {
  it('are pasted as a column', () => expect(asList('贾亮\r\n\n黄良\t秦雨\n')).toBe('贾亮、黄良、秦雨'))
  it('are counted', () => expect(countNames('贾亮、黄良，秦雨、')).toBe(3))
  it('are looked for where the cursor stands', () => expect(pieceAt('贾亮、黄、秦雨', 4)).toEqual({ from: 3, to: 4, text: '黄' }))
  it('are written by number when several bear them', () => {
    expect(writtenOf({ kind: 'person', id: 7, name: '王丽', text: '', namesakes: 1 })).toBe('#7')
    expect(writtenOf({ kind: 'person', id: 7, name: '王丽', text: '', namesakes: 0 })).toBe('王丽')
  })
})

describe('what happened', () => {
  const forms = [form('volunteer', '志愿服务', ['党员志愿服务']), form('training', '培训学习'), form('meeting', '会议和学习', ['主题党日'])]
  const first = (text: string, past = [] as Array<{ form: string; title: string }>) => suggestForms(text, forms, past)[0]?.form.id
  it('is known by the name of the form', () => expect(first('志愿者清理河道')).toBe('volunteer'))
  it('or by the duty that it serves', () => expect(first('本月主题党日')).toBe('meeting'))
  it('or by what was recorded before', () => expect(first('春风行动', [{ form: 'training', title: '春风行动' }])).toBe('training'))
  it('or by nothing', () => expect(first('其他')).toBeUndefined())
})

it('the day of entry is a day that has come', () => {
  expect(dayOfEntry('2021-06-01', '2021-12-31')).toBe('2021-06-01')
  expect(dayOfEntry('2021-06-41', '2021-12-31')).toBe('2021-12-31')
  expect(dayOfEntry('2022-06-01', '2021-12-31')).toBe('2021-12-31')
})
