// Files on their way into the book, as the server answers (imports/…): nothing of them is in the
// book before `commit`.
import { call, get, post, type Page } from '@/api'
import type { Phrase } from '@/words'

export type RowKind = 'fresh' | 'corrected' | 'unchanged' | 'repeated' | 'held'
export type FaultKind = 'held' | 'unreadable' | 'unknown_name' | 'ambiguous_name' | 'duplicate'

export interface SheetColumn {
  number: number
  letter: string
  heading: string
  field: string | null
  serial: boolean
}

export interface SheetTable {
  form: string
  form_name: Phrase
  header_row: number
  header_rows: number
  year: number | null
  rows: number
  columns: SheetColumn[]
}

export interface Sheet {
  sheet: number
  file: string
  name: string
  tables: SheetTable[]
  passed_over: Phrase | null
  counts: Partial<Record<RowKind | 'duplicate', number>>
}

export interface Fault {
  kind: FaultKind
  sheet: number
  file: string
  name: string
  row: number
  column: string // its heading; empty when the whole row is meant
  cell: string // D4; empty likewise
  zh: string
  en: string
}

export interface Vanished {
  record: number
  title: string | null // none of what is restricted
  file: string
  name: string
  row: number
}

export interface Intake {
  id: string
  state: 'empty' | 'reading' | 'ready' | 'writing' | 'done' | 'failed'
  done: number
  total: number
  files: Array<{ name: string; bytes: number }>
  fixes: number
  error?: Phrase
  outcome: { written: number; first: number | null } | null
  sheets?: Sheet[]
  problems?: Fault[]
  problem_count?: number
  passed_over?: Array<{ file: string; zh: string; en: string }>
  counts?: Record<'rows' | 'fresh' | 'corrected' | 'unchanged' | 'held' | 'vanished', number>
  vanished?: Vanished[]
}

export interface SheetRow {
  row: number
  cells: string[]
  kind?: RowKind
  duplicate?: boolean
}

export interface SheetPage {
  sheet: number
  columns: number
  total: number
  rows: SheetRow[]
  problems: Fault[]
}

export interface RowOutcome {
  kind: RowKind
  duplicate: boolean
  sheet: number
  file: string
  name: string
  row: number
  form: string
  form_name: Phrase | null
  record?: number
  fields?: Array<{ field: string; name: Phrase; text: string; before?: string }>
  cells?: Array<{ heading: string; text: string }>
}

export interface CellFix {
  row: number
  column: number
  text: string
}

export interface Mapping {
  form?: string
  header_row?: number
  skip?: boolean
  fields?: Record<string, string>
}

export interface Started {
  id: string
  state: Intake['state']
  files: number
  opened_at: string
}

export const mine = () => get<Started[]>('imports')
export const begin = () => post<{ id: string }>('imports').then((answer) => answer.id)
export const look = (id: string) => get<Intake>(`imports/${id}`)
export const addFile = (id: string, name: string, file: Blob) =>
  call<Intake>(`imports/${id}/files`, {
    method: 'POST',
    query: { name },
    body: new Blob([file], { type: 'application/octet-stream' }), // a file's own type is not accepted
  })
export const removeFile = (id: string, name: string) => post<Intake>(`imports/${id}/files/removal`, { name })
export const readFiles = (id: string) => post<Intake>(`imports/${id}/reading`, {})
export const mapSheet = (id: string, sheet: number, mapping: Mapping) =>
  post<Intake>(`imports/${id}/mapping`, { sheet, ...mapping })
export const fixCells = (id: string, sheet: number, fixes: CellFix[]) =>
  post<Intake>(`imports/${id}/cells`, { sheet, fixes })
export const commit = (id: string) => post<Intake>(`imports/${id}/commit`, {})
export const discard = (id: string) => post(`imports/${id}/discard`, {})
export const withdrawVanished = (id: string, records: number[], reason: string) =>
  post<{ count: number }>(`imports/${id}/vanished`, { records, reason })
export const sheetPage = (id: string, sheet: number, offset: number, limit: number) =>
  get<SheetPage>(`imports/${id}/sheets/${sheet}`, { offset, limit })
export const rowsOf = (id: string, kind: string, offset: number, limit: number) =>
  get<Page<RowOutcome>>(`imports/${id}/rows`, { kind, offset, limit })

// D → 4
export const columnOf = (cell: string) =>
  [...cell.replace(/\d+$/, '')].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)

// 4 → D
export function letterOf(column: number): string {
  return column > 26
    ? letterOf(Math.floor((column - 1) / 26)) + letterOf(((column - 1) % 26) + 1)
    : String.fromCharCode(64 + column)
}
