// The forms of the pack (GET forms): which fields a record has, who may enter it, what it serves.
import { ref } from 'vue'
import { get } from '@/api'
import { session } from '@/session'
import type { Phrase } from '@/words'

export type FieldType =
  | 'text' | 'integer' | 'decimal' | 'date' | 'choice' | 'choices' | 'flag' | 'person' | 'people' | 'unit' | 'list'
  | 'deadline' | 'record'

export interface Field {
  id: string
  name: Phrase
  type: FieldType
  required?: boolean
  choices?: Array<{ id: string; name: Phrase }>
  form?: string // whose records a reference is to
  unit?: 'branch' | 'department'
  from?: string // worked out from that field: not asked for
}

export interface Opening {
  act: string
  name: Phrase
  procedure: string
  sets: string[]
  adds: string[]
  asks: string[]
  with: Field[]
  may: boolean
  by: Phrase
}

export interface Form {
  id: string
  name: Phrase
  restricted: boolean
  date: string
  host: string
  present: string
  absent: string
  key: string[]
  register: boolean // says how something is, not that something happened
  fields: Field[]
  opens: Opening[]
  may: boolean
  by: Phrase
  serves: Array<{ duty: string; name: Phrase }>
  records: number
}

export const forms = ref<Form[]>([])
let account = ''
let asked: Promise<Form[]> | null = null

// Asked once for each who signs in; `again` after something was entered, for the counts.
export async function loadForms(again = false): Promise<Form[]> {
  const mine = session.value?.account ?? ''
  if (!again && account === mine && forms.value.length) return forms.value
  asked ??= get<Form[]>('forms').finally(() => (asked = null))
  forms.value = await asked
  account = mine
  return forms.value
}

export const formOf = (id: string) => forms.value.find((form) => form.id === id)

// What is asked for when a record is opened: by an act of its procedure, or simply entered.
export interface Asked {
  field: Field
  needed: boolean
}

// A form may be opened by the same act of several procedures (kinds of meetings): which of them it
// is says the record itself, so that their fields are asked for together.
export function askedFields(form: Form, act: string | undefined): Asked[] {
  const all = form.opens.filter((one) => one.act === act)
  const openings = all.some((one) => one.may) ? all.filter((one) => one.may) : all
  if (!openings.length) {
    return form.fields.filter((field) => !field.from).map((field) => ({ field, needed: field.required ?? false }))
  }
  const mine = new Set(openings.flatMap((one) => [...one.sets, ...one.adds]))
  const own = new Map(openings.flatMap((one) => one.with.map((field) => [field.id, field] as const)))
  return [...form.fields.filter((field) => mine.has(field.id) && !field.from), ...own.values()].map((field) => ({
    field,
    needed: (field.required ?? false) || openings.every((one) => one.asks.includes(field.id)),
  }))
}

// The acts that open it, each once; those that write the day it happened come first.
export function openingActs(form: Form): Opening[] {
  const seen = new Map<string, Opening>()
  for (const one of form.opens) {
    const known = seen.get(one.act)
    if (!known || (one.may && !known.may)) seen.set(one.act, one)
  }
  const tells = (one: Opening) => Number(form.date !== '' && one.sets.includes(form.date))
  return [...seen.values()].sort((a, b) => tells(b) - tells(a))
}
