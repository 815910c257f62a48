// What a table shows, and what it asks for.
import type { RouteLocationRaw } from 'vue-router'

export type Kind = 'text' | 'number' | 'day' | 'choice' | 'yes'
export type Cell = string | number | boolean | null | undefined

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- rows are the page's own
export interface Column<Row = any> {
  id: string // in the address, the export and the slot #cell-ID
  title: string
  kind?: Kind // text when left out
  value?: (row: Row) => Cell // to sort, filter and export by; row[id] when left out
  text?: (row: Row) => string // shown instead of the value
  to?: (row: Row) => RouteLocationRaw | undefined
  choices?: ReadonlyArray<{ value: string; label: string }>
  width?: number // px; text wraps at about 280 otherwise
  sortable?: boolean // true when left out
  filterable?: boolean // true when left out
  hidden?: boolean // until somebody chooses it
}

export interface TableState {
  find: string
  filters: Record<string, string> // column → what was typed (filters.ts)
  sort: string // 'day', '-day' or ''
  page: number // from 1
  columns: string[] | null // shown ones in order; null: as the page has them
  frozen: number | null // columns that stay in sight; null: as the page has it
}

// What a table in server mode asks for.
export interface TableAsk {
  find: string
  filters: Record<string, string>
  sort: string
  limit: number
  offset: number
  after?: string | number // `next` of the page before, when it was just shown
}

export interface TableAnswer<Row> {
  items: Row[]
  total: number
  next?: string | number | null
}

export const valueOf = <Row>(column: Column<Row>, row: Row): Cell =>
  column.value ? column.value(row) : ((row as Record<string, Cell>)[column.id] ?? null)

export function textOf<Row>(column: Column<Row>, row: Row, words: { yes: string; no: string }): string {
  if (column.text) return column.text(row)
  const value = valueOf(column, row)
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (column.kind === 'choice') {
    return column.choices?.find((choice) => choice.value === String(value))?.label ?? String(value)
  }
  return String(value)
}

// The query of an ask for lists of /api/v1: find, sort, limit, offset and f.COLUMN=….
export function listQuery(ask: TableAsk): Record<string, string | number> {
  const query: Record<string, string | number> = { limit: ask.limit }
  if (ask.offset) query.offset = ask.offset
  if (ask.sort) query.sort = ask.sort
  if (ask.find) query.find = ask.find
  for (const [column, text] of Object.entries(ask.filters)) query[`f.${column}`] = text
  return query
}
