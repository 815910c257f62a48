// A table's state in the address, so that it is the same on return, by link and by Back:
//   ?q=灭火器&f.state=missed,due&sort=-day&page=2&cols=day,title&freeze=1
// A second table on a page has a name, which stands before each key: people.sort=-name.
import type { LocationQuery } from 'vue-router'
import type { TableState } from './columns'

export const nothing: TableState = { find: '', filters: {}, sort: '', page: 1, columns: null, frozen: null }

const one = (value: unknown): string => (typeof value === 'string' ? value : '')

export function readState(query: LocationQuery, name = ''): TableState {
  const key = (part: string) => (name ? `${name}.${part}` : part)
  const filters: Record<string, string> = {}
  for (const [at, value] of Object.entries(query)) {
    if (at.startsWith(key('f.')) && one(value)) filters[at.slice(key('f.').length)] = one(value)
  }
  const freeze = one(query[key('freeze')])
  const columns = one(query[key('cols')])
  return {
    find: one(query[key('q')]),
    filters,
    sort: one(query[key('sort')]),
    page: Math.max(1, Math.floor(Number(one(query[key('page')]))) || 1),
    columns: columns ? columns.split(',') : null,
    frozen: /^\d+$/.test(freeze) ? Number(freeze) : null,
  }
}

function written(state: TableState, name: string): Record<string, string> {
  const key = (part: string) => (name ? `${name}.${part}` : part)
  const out: Record<string, string> = {}
  if (state.find) out[key('q')] = state.find
  for (const [column, text] of Object.entries(state.filters)) if (text) out[key(`f.${column}`)] = text
  if (state.sort) out[key('sort')] = state.sort
  if (state.page > 1) out[key('page')] = String(state.page)
  if (state.columns) out[key('cols')] = state.columns.join(',')
  if (state.frozen !== null) out[key('freeze')] = String(state.frozen)
  return out
}

function ours(key: string, name: string): boolean {
  const rest = name ? (key.startsWith(`${name}.`) ? key.slice(name.length + 1) : '') : key
  return /^(q|sort|page|cols|freeze|f\..+)$/.test(rest)
}

// The query with this table's keys replaced; whatever else stands in it stays.
export function withState(query: LocationQuery, state: TableState, name = ''): LocationQuery {
  const rest = Object.fromEntries(Object.entries(query).filter(([key]) => !ours(key, name)))
  return { ...rest, ...written(state, name) }
}
