import { describe, expect, it } from 'vitest'
import type { Column } from './columns'
import { csvOf } from './exporting'
import { compare, pick, testOf } from './filters'
import { mapRange, readRange } from './paste'
import { nothing, readState, withState } from './tableState'
import { workbookOf } from './workbook'
import { checksum } from './zip'

const column = (kind: Column['kind']): Column => ({ id: 'x', title: 'x', kind })

describe('filters', () => {
  it.each([
    ['5', 5, true], ['5', 6, false], ['>=3', 3, true], ['<3', 3, false], ['≥3', 2, false],
    ['1..9', 9, true], ['1..9', 10, false], ['..9', -4, true], ['３', 3, true], ['abc', 3, false],
  ])('number %s on %s', (text, value, fits) => {
    expect(testOf(column('number'), text)(value)).toBe(fits)
  })

  it.each([
    ['2021', '2021-03-05', true], ['2021-03', '2021-03-31', true], ['2021-03', '2021-04-01', false],
    ['2021.3', '2021-03-31', true], ['2021-03-01..2021-04', '2021-04-30', true],
    ['2021-03-01..2021-04', '2021-05-01', false], ['..2021-02', '2020-12-01', true],
    ['2021-06..', '2022-01-01', true], ['2021年3月5日', '2021-03-05', true], ['2021', '', false],
  ])('day %s on %s', (text, value, fits) => {
    expect(testOf(column('day'), text)(value)).toBe(fits)
  })

  it('finds text whatever its case and width', () => {
    expect(testOf(column('text'), 'ａbc')('xABCx')).toBe(true)
    expect(testOf(column('text'), '党日')('主题党日')).toBe(true)
  })

  it('asks for what is empty and what is not', () => {
    expect(testOf(column('day'), '=')('')).toBe(true)
    expect(testOf(column('number'), '<>')(0)).toBe(true)
    expect(testOf(column('text'), '<>')(null)).toBe(false)
  })

  it('sorts what is empty last, either way', () => {
    const rows = [{ x: null }, { x: 2 }, { x: 10 }]
    const of = (sort: string) =>
      pick(rows, [column('number')], { find: '', filters: {}, sort }, () => '').map((row) => row.x)
    expect(of('x')).toEqual([2, 10, null])
    expect(of('-x')).toEqual([10, 2, null])
  })

  it('sorts numbers in texts as numbers', () => {
    expect(compare('第9期', '第10期')).toBeLessThan(0)
  })
})

describe('state in the address', () => {
  const state = { ...nothing, find: '灭火器', filters: { state: 'missed,due' }, sort: '-day', page: 3, columns: ['day', 'state'], frozen: 0 }

  it('comes back as it went', () => {
    expect(readState(withState({}, state), '')).toEqual(state)
    expect(readState(withState({}, state, 'people'), 'people')).toEqual(state)
  })

  it('leaves the rest of the query alone', () => {
    expect(withState({ day: '2021-03-01', open: 'record:1', page: '2' }, nothing)).toEqual({ day: '2021-03-01', open: 'record:1' })
    expect(withState({ sort: 'a', 'b.sort': 'x' }, nothing, 'b')).toEqual({ sort: 'a' })
  })

  it('believes nothing odd', () => {
    expect(readState({ page: '-5', freeze: 'x' })).toEqual(nothing)
  })
})

describe('a pasted range', () => {
  it('is read with quotes, line breaks and empty lines', () => {
    expect(readRange('a\t"b\nc"\r\n\t\r\nd\t"e ""f"""\n')).toEqual([['a', 'b\nc'], ['d', 'e "f"']])
    expect(readRange('5"\t6')).toEqual([['5"', '6']])
  })

  const columns = [{ id: 'person', title: '姓名' }, { id: 'hours', title: '时长（小时）', also: ['时长'] }]
  it('is mapped by its headings', () => {
    expect(mapRange([['时长', '姓 名', '备注'], ['2', '石思', '']], columns)).toEqual({ columns: ['hours', 'person', ''], headed: true })
  })
  it('and by the order of the columns where it has none', () => {
    expect(mapRange([['石思', '2']], columns)).toEqual({ columns: ['person', 'hours'], headed: false })
  })
})

describe('export', () => {
  it('defuses formulas and quotes what needs it', () => {
    expect(csvOf(['a'], [['=1+1'], ['-5'], ['-x'], ['b,"c"']])).toBe('a\r\n\'=1+1\r\n-5\r\n\'-x\r\n"b,""c"""\r\n')
  })
  it('writes a workbook whose text stays text', async () => {
    expect(checksum(new TextEncoder().encode('123456789'))).toBe(0xcbf43926)
    const text = await new Response(workbookOf('培训[1]', ['姓名', '学时'], [['=1+1 <甲>', 24], [null, 8]])).text()
    expect(text).toContain('<sheet name="培训 1 "')
    expect(text).toContain('=1+1 &lt;甲&gt;')
    expect(text).toContain('<c r="B2"><v>24</v></c>')
    expect(text).toContain('<autoFilter ref="A1:B3"/>')
  })
})
