// What the server answers about standing (GET standing, standing/trend, obligations).
import type { LocationQueryRaw } from 'vue-router'
import { router } from '@/router'
import type { Phrase } from '@/words'
import type { FlagId, StateId } from '@/parts/state'
import { drawerLink } from '@/shell/drawer'

export interface Counts {
  owed: number
  done: number
  balance: number
  met: number
  made_up: number
  waived: number
  missed: number
  running: number
  upcoming: number
}

export interface UnitLine extends Counts {
  unit: string
  name: Phrase
  kind: 'bureau' | 'branch' | 'department' | 'other'
}

export interface DutyLine extends Counts {
  duty: string
  name: Phrase
  norm: { id: string; name: Phrase; number: string } | null
}

export interface CellLine extends Counts {
  unit: string
  duty: string
}

export interface Matrix {
  year: number
  as_of: string
  years: number[]
  units: UnitLine[]
  duties: DutyLine[]
  cells: CellLine[]
  total: Counts
  not_kept: string[]
}

export interface Month extends Counts {
  day: string
}

export type Behind = { id: number; text: string; form_name: Phrase } | { id: number; restricted: true }

// A record by which it would be done, and what is plain of it.
export interface Way {
  form: string
  form_name: Phrase
  values: Record<string, string>
}

export interface Obligation {
  duty: string
  name: Phrase
  restricted: boolean
  unit: string
  unit_name: Phrase
  state: StateId
  owed: string
  done: string
  balance: string
  bearer?: string // not told of what is restricted
  bearer_name?: string
  window: { first: string; last: string; name?: string }
  late_days: number
  unproven: boolean
  recorded_late: boolean
  records: Behind[]
  subject?: number | null
  ways?: Way[]
  made_up_by?: number
  made_up_on?: string
  waived_for?: string
}

export const keyOf = (one: Obligation) =>
  `${one.duty} ${one.unit} ${one.bearer ?? ''} ${one.window.first} ${one.records.map((record) => record.id).join()}`

export const windowOf = (one: Obligation) => one.window.name || `${one.window.first} – ${one.window.last}`

export const flagsOf = (one: Obligation): FlagId[] => [
  ...(one.unproven ? (['unproven'] as const) : []),
  ...(one.recorded_late ? (['recorded_late'] as const) : []),
]

// How POST waivers, links and findings name it.
export const namedBy = (one: Obligation) => ({
  duty: one.duty,
  bearer: one.bearer ?? '',
  from: one.window.first,
  to: one.window.last,
})

// The part of the address that says what is looked at; every call of the page sends it on.
export function asked(): { year?: string; known?: string } {
  const { year, known } = router.currentRoute.value.query
  return {
    ...(typeof year === 'string' ? { year } : {}),
    ...(typeof known === 'string' ? { known } : {}),
  }
}

// What a number counts: its obligations, in the drawer. State: of GET obligations, or empty.
export const behind = (duty: string, unit: string, state = ''): { query: LocationQueryRaw } =>
  drawerLink('obligations', `${duty}~${unit}${state ? `~${state}` : ''}`)

// How a cell of the heat map looks: what is missed first.
export type Shade = 'none' | 'missed' | 'owing' | 'waiting' | 'done'

export function shadeOf(cell: Counts | undefined): Shade {
  if (!cell || (cell.owed === 0 && cell.running === 0 && cell.upcoming === 0)) return 'none'
  if (cell.missed > 0) return 'missed'
  if (cell.balance > 0) return 'owing'
  return cell.owed === 0 ? 'waiting' : 'done'
}

export const shades: ReadonlyArray<{ id: Exclude<Shade, 'none'>; mark: string }> = [
  { id: 'missed', mark: '✕' },
  { id: 'owing', mark: '◑' },
  { id: 'done', mark: '●' },
  { id: 'waiting', mark: '○' },
]
