// What may be typed as a filter, by kind of column. The server reads the same:
//   text    contains it, whatever the case
//   number  5 · >=3 · <10 · 1..9
//   day     2021 · 2021-03 · 2021-03-01..2021-04-15 (the ends may be shortened as well)
//   choice, yes   values, any of them: missed,due
//   = alone: nothing is there; <> alone: something is
import { valueOf, type Cell, type Column } from './columns'

export type Test = (value: Cell) => boolean

// Full width digits and letters as well, as they come out of Chinese input methods.
export const folded = (text: string) => text.normalize('NFKC').toLowerCase().trim()

function numberTest(text: string): Test {
  const range = /^(-?[\d.]+)?\s*(?:\.\.|~|至)\s*(-?[\d.]+)?$/.exec(text)
  if (range) {
    const low = range[1] === undefined ? -Infinity : Number(range[1])
    const high = range[2] === undefined ? Infinity : Number(range[2])
    return (value) => typeof value === 'number' && value >= low && value <= high
  }
  const sided = /^(>=|<=|>|<|=|≥|≤)?\s*(-?[\d.]+)$/.exec(text)
  if (!sided) return () => false
  const bound = Number(sided[2])
  const fits: Record<string, (n: number) => boolean> = {
    '>=': (n) => n >= bound, '≥': (n) => n >= bound,
    '<=': (n) => n <= bound, '≤': (n) => n <= bound,
    '>': (n) => n > bound, '<': (n) => n < bound, '=': (n) => n === bound,
  }
  const fit = fits[sided[1] ?? '=']!
  return (value) => typeof value === 'number' && fit(value)
}

// 2021.3.5 and 2021/3 as 2021-03-05 and 2021-03.
function dayPart(text: string): string {
  return text
    .trim()
    .split(/[-./年月日]/)
    .filter(Boolean)
    .map((part, at) => (at === 0 ? part : part.padStart(2, '0')))
    .join('-')
}

function dayTest(text: string): Test {
  const [from, to] = /\.\.|~|至/.test(text) ? text.split(/\.\.|~|至/) : [text, text]
  const low = dayPart(from ?? '')
  const high = dayPart(to ?? '')
  return (value) => {
    const day = String(value ?? '')
    return day !== '' && day >= low && (high === '' || day.slice(0, high.length) <= high)
  }
}

export function testOf(column: Column, text: string): Test {
  const given = folded(text)
  if (given === '=') return (value) => none(value)
  if (given === '<>') return (value) => !none(value)
  switch (column.kind) {
    case 'number':
      return numberTest(given)
    case 'day':
      return dayTest(given)
    case 'choice':
    case 'yes': {
      const wanted = new Set(text.split(','))
      return (value) => wanted.has(String(value ?? ''))
    }
    default:
      return (value) => folded(String(value ?? '')).includes(given)
  }
}

const none = (value: Cell) => value === null || value === undefined || value === ''
const order = new Intl.Collator('zh-CN', { numeric: true })

export function compare(a: Cell, b: Cell): number {
  if (none(a) || none(b)) return Number(none(a)) - Number(none(b))
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return order.compare(String(a), String(b))
}

export interface Wanted {
  find: string
  filters: Record<string, string>
  sort: string
}

// Client mode: the rows that are wanted, in order.
export function pick<Row>(
  rows: readonly Row[],
  columns: ReadonlyArray<Column<Row>>,
  wanted: Wanted,
  text: (column: Column<Row>, row: Row) => string,
): Row[] {
  const tests = columns
    .filter((column) => wanted.filters[column.id])
    .map((column) => {
      const test = testOf(column, wanted.filters[column.id]!)
      // Text is looked for in what is shown, everything else in the value.
      const shown = !column.kind || column.kind === 'text'
      return (row: Row) => test(shown ? text(column, row) : valueOf(column, row))
    })
  const word = folded(wanted.find)
  if (word) tests.push((row) => columns.some((column) => folded(text(column, row)).includes(word)))
  const kept = rows.filter((row) => tests.every((test) => test(row)))
  const down = wanted.sort.startsWith('-')
  const by = columns.find((column) => column.id === wanted.sort.replace(/^-/, ''))
  if (!by) return kept
  const keyed = kept.map((row) => ({ row, key: by.kind === 'choice' && by.choices ? place(by, row) : valueOf(by, row) }))
  keyed.sort((a, b) => {
    const result = compare(a.key, b.key)
    return down && !none(a.key) && !none(b.key) ? -result : result // what is empty comes last
  })
  return keyed.map((entry) => entry.row)
}

// Choices have an order of their own: that of the list.
function place<Row>(column: Column<Row>, row: Row): number | null {
  const value = valueOf(column, row)
  const at = column.choices?.findIndex((choice) => choice.value === String(value)) ?? -1
  return at < 0 ? null : at
}
