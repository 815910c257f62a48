// The rules as people read them (GET rules), and what a change of a number would do before it is
// adopted.
import { get, post } from '@/api'
import type { Field } from '@/pages/records/forms'
import type { StateId } from '@/parts/state'
import type { Phrase } from '@/words'

export interface Norm {
  id: string
  name: Phrase
  number: string
  from: string | null
  until: string | null
  note: string
}

export interface Version {
  from: string
  value: string
  own: boolean // the bureau's, not the pack's
  entry: number | null
}

export interface Parameter {
  id: string
  name: Phrase
  type: 'integer' | 'decimal' | 'share' | 'flag' | 'day'
  norm: string
  value: string
  since: string
  own: boolean
  note: string
  versions: Version[]
  duties: string[]
}

export interface Duty {
  id: string
  name: Phrase
  norm: string
  kind: 'quota' | 'coverage' | 'window' | 'tenure' | 'once'
  bearer: Phrase
  period: 'month' | 'quarter' | 'half-year' | 'year' | null
  at_least: string | null
  trigger: Phrase | null
  before_holidays: boolean
  records: Array<{ form: string; name: Phrase | string }>
  parameters: string[]
  kept: boolean
}

export interface Rules {
  pack: { id: string; version: string; name: Phrase; since: string; entry: number }
  as_of: string
  norms: Norm[]
  parameters: Parameter[]
  duties: Duty[]
  conventions: string[]
  may_change: boolean
}

export interface Act {
  id: string
  name: Phrase
  from: string[]
  to: string
  by: string[]
  not_by: string[]
  asks: string[]
  sets: string[]
  adds: string[]
  with: Field[]
  conditions?: Phrase[] // what is said where one does not hold
}

export interface Procedure {
  id: string
  name: Phrase
  form: string
  states: Array<{ id: string; name: Phrase; ends: boolean }>
  acts: Act[]
}

export interface Role {
  id: string
  name: Phrase
  holders: Array<{ id: number; name: string }>
}

export type Counts = Partial<Record<StateId, number>>

export interface Preview {
  id: string
  name: Phrase
  value: string
  from: string
  before: string
  year: number
  counts: { before: Counts; after: Counts }
  duties: Array<{ duty: string; name: Phrase; before: Counts; after: Counts }>
  changes: Change[]
  changed: number
}

export interface Change {
  duty: string
  name: Phrase
  unit: string
  bearer_name: string | null // none of what is restricted
  window: string | null
  first: string
  last: string
  before: StateId | null
  after: StateId | null
  owed_before: string | null
  owed_after: string | null
  done: string
}

export const showRules = (day: string) => get<Rules>('rules', { day })
export const preview = (change: { id: string; value: string; from: string }, year: number) =>
  post<Preview>('rules/preview', change, { year })
export const adopt = (change: { id: string; value: string; from: string }) => post('parameters', change)

// What the pack itself says on a day, whatever the bureau has set.
export function packValue(parameter: Parameter, day: string): string {
  const own = parameter.versions.filter((version) => !version.own && version.from <= day)
  return own.length ? own[own.length - 1]!.value : (parameter.versions.find((version) => !version.own)?.value ?? '')
}

// The pack's first version holds from the beginning of time.
export const sinceEver = (from: string) => from === '' || from < '1900'

// 每年（次） → 次
export const unitOf = (parameter: Parameter | undefined) => /（(.{1,4})）$/.exec(parameter?.name.zh ?? '')?.[1] ?? ''
