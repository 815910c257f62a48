// One record with its steps, as the server answers (GET records/N), and what may be done to it.
import { address, call, get, post } from '@/api'
import { day } from '@/shell/day'
import type { StateId } from '@/parts/state'
import type { Phrase } from '@/words'
import type { Field } from './forms'

export interface Named {
  id: number
  name: string
}

export interface NextAct {
  act: string
  name: Phrase
  fields: StepField[]
  who: Named[]
  refused?: Phrase
}

// sets: the field of the record is written anew; adds: this is added to it; with: of the step alone.
export interface StepField extends Field {
  asked: boolean
  how: 'sets' | 'adds' | 'with'
}

export interface StepLine {
  entry: number
  act: string
  act_name: Phrase | string
  on: string
  by: Named | null
  recorded_at: string
  late: boolean
  said: Phrase
}

// The first version, corrections and evidence; steps stand in `steps`.
export interface Change {
  entry: number
  kind: 'record' | 'correction' | 'evidence'
  at: string
  by: Named | null
  account: string
  fields: Array<{ field: string; name: Phrase; before: string; after: string }>
  file?: string
}

export interface EvidenceFile {
  digest: string
  name: string
  type: string
  size: number
  at: string
  by: Named | null
}

export interface Case {
  id: number
  form: string
  form_name: Phrase
  title: string
  fields: Record<string, unknown>
  texts: Record<string, string>
  owner: Named | null
  next: NextAct[]
  seen: number
  steps: StepLine[]
  evidence: string[]
  entries: number[]
  procedure?: string
  state?: string
  state_name?: Phrase | null
  ended?: boolean
  since?: string
  round?: number
  due?: string
  late?: boolean
  merged_into?: number
  recorded_at: string
  imported: boolean
  occurred: { first: string; last: string } | null
  recorded_late: boolean
  files: EvidenceFile[]
  history: Change[]
  correct: { fields: string[]; refused?: Phrase }
  withdraw: { refused?: Phrase }
}

export type Values = Record<string, string>

export const showCase = (id: number | string) => get<Case>(`records/${id}`, { day: day.value })

export const takeStep = (record: Case, act: string, on: string, values: Values, seen = record.seen) =>
  post<{ entry: number; opened: number[] }>(`records/${record.id}/steps`, { act, on, values, seen })

export const correct = (record: Case, values: Values, seen = record.seen) =>
  post<{ id: number }>(`records/${record.id}/corrections`, { values, seen })

export const withdraw = (id: number, reason: string) => post(`records/${id}/withdrawal`, { reason })

// The server goes by the ending of the name; the body is the file as it is.
export const attach = (id: number, name: string, file: Blob) =>
  call<{ digest: string }>(`records/${id}/evidence`, {
    method: 'POST',
    query: { name },
    body: new Blob([file], { type: 'application/octet-stream' }),
  })

export const evidenceAddress = (id: number, digest: string) => address(`records/${id}/evidence/${digest}`)

// How a state of a procedure looks. That it is late is said in red beside its due day: the state
// itself (closed, to be looked back at) is nothing missed.
export function lookOf(one: { ended?: boolean; late?: boolean }): StateId {
  if (one.ended) return 'met'
  return one.late ? 'due' : 'open'
}

// A value as it is typed into its field: what is shown, but choices by their ids, a flag as true.
export function typedOf(field: Field, record: Pick<Case, 'fields' | 'texts'>): string {
  const raw = record.fields[field.id]
  if (typeof raw === 'boolean') return String(raw)
  const chosen = (raw as { c?: string[] } | undefined)?.c
  return Array.isArray(chosen) ? chosen.join('、') : (record.texts[field.id] ?? '')
}

// What a person reads of a typed value.
export function readOf(field: Field, typed: string, say: (phrase: Phrase) => string): string {
  if (!field.choices?.length) return typed
  return typed
    .split('、')
    .map((id) => field.choices?.find((choice) => choice.id === id))
    .map((choice) => (choice ? say(choice.name) : ''))
    .filter(Boolean)
    .join('、') || typed
}
