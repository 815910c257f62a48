// What the pages of problems know: the procedure by which problems are mended, its form, and the
// batches. States, steps, fields and their words are the pack's; only which procedure it is, and
// the fields that a card and a line show, stand here.
import { shallowRef } from 'vue'
import { get } from '@/api'
import { lookOf } from '@/pages/records/case'
import { loadForms, type Field, type Form } from '@/pages/records/forms'
import { say, type Phrase } from '@/words'

export interface Act {
  id: string
  name: Phrase
  from: string[]
  to: string // empty: the state stays
  asks: string[]
  sets: string[]
  with: Field[]
  new_round: boolean
}

export interface State {
  id: string
  name: Phrase
  ends: boolean
  count?: number
}

export interface Procedure {
  id: string
  name: Phrase
  form: string
  states: State[]
  acts: Act[]
}

export interface Matter {
  procedure: Procedure
  form: Form
  batches: { procedure: Procedure; form: Form } | null
  letters: string // the form of what the ladder sends out
}

export interface Problem {
  id: number
  form: string
  title: string
  texts: Record<string, string>
  owner: { id: number; name: string } | null
  state: string
  state_name: Phrase | null
  ended: boolean
  since: string
  round: number
  due?: string
  late: boolean
  evidence: number
}

export interface ListColumn {
  id: string
  name: Phrase
  kind: 'text' | 'number' | 'day' | 'choice'
  choices?: Array<{ value: string; name: Phrase }>
}

export interface Listed {
  columns: ListColumn[]
  items: Problem[]
  total: number
  next: string | null
  states: State[]
}

// The fields by which people tell problems apart.
export const shownFields = ['description', 'source', 'department', 'owner', 'post', 'leader', 'deadline'] as const

export const matter = shallowRef<Matter | null>(null)

export async function loadMatter(): Promise<Matter | null> {
  const [procedures, all] = await Promise.all([get<Procedure[]>('procedures'), loadForms()])
  const named = (id: string) => {
    const procedure = procedures.find((one) => one.id === id)
    const form = all.find((one) => one.id === procedure?.form)
    return procedure && form ? { procedure, form } : null
  }
  const mending = named('rectification')
  matter.value = mending && { ...mending, batches: named('batch'), letters: named('letter')?.form.id ?? '' }
  return matter.value
}

// The states in which that step may be taken.
export const statesFor = (procedure: Procedure, act: string): string[] =>
  procedure.acts.find((one) => one.id === act)?.from ?? []

// The steps that lead from one state to another.
export const actsBetween = (procedure: Procedure, from: string, to: string): Act[] =>
  procedure.acts.filter((act) => act.to === to && act.from.includes(from) && from !== to)

export const stateOf = (procedure: Procedure, id: string) => procedure.states.find((state) => state.id === id)

const length = 86_400_000
export const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / length)

export const daysLate = (one: { late?: boolean; due?: string }, day: string) =>
  one.late && one.due ? daysBetween(one.due, day) : 0

export const look = (one: { ended?: boolean; late?: boolean }) => lookOf(one)

// At the head of a column names begin with a capital letter; the pack has them as they stand in a
// sentence.
export function headed(name: Phrase): string {
  const text = say(name)
  return text.charAt(0).toUpperCase() + text.slice(1)
}

// A value of a list as people read it: the server says choices in Chinese.
export function saidIn(columns: readonly ListColumn[], row: Problem, id: string): string {
  const text = row.texts[id] ?? ''
  const choices = columns.find((column) => column.id === id)?.choices
  if (!choices || !text) return text
  return text
    .split('、')
    .map((part) => choices.find((choice) => choice.name.zh === part))
    .map((choice, at) => (choice ? say(choice.name) : text.split('、')[at]))
    .join('、')
}
