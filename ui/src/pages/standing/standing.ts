// What the server answers about standing (GET standing, standing/trend, obligations, burden).
import type { Phrase } from '@/words'
import type { StateId } from '@/parts/state'

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
  kind: 'bureau' | 'branch' | 'department'
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
  units: UnitLine[]
  duties: DutyLine[]
  cells: CellLine[]
  total: Counts
  not_kept: Array<string | Phrase>
}

export interface Month extends Counts {
  day: string
}

export type Behind = { id: number; text: string; form_name: Phrase } | { id: number; restricted: true }

export interface Obligation {
  duty: string
  name: Phrase
  unit: string
  unit_name: Phrase
  state: StateId
  owed: number | string
  done: number | string
  balance: number | string
  bearer: string
  bearer_name: string
  window: { first: string; last: string; name: string }
  late_days: number
  unproven: boolean
  recorded_late: boolean
  records: Behind[]
  made_up_on?: string
  waived_for?: string
}

export interface Burden {
  people: number
  required: BurdenLine
  least: BurdenLine
  held: BurdenLine
}

export interface BurdenLine {
  sittings: number
  per_person_month: string
  hours_per_person_month?: string
  duties_per_sitting?: string
}

// How a cell of the heat map looks: what is missed first.
export type Shade = 'none' | 'missed' | 'owing' | 'running' | 'done'

export function shadeOf(cell: Counts | undefined): Shade {
  if (!cell || (cell.owed === 0 && cell.running === 0 && cell.upcoming === 0)) return 'none'
  if (cell.missed > 0) return 'missed'
  if (cell.balance > 0) return 'owing'
  return cell.owed === 0 ? 'running' : 'done'
}
