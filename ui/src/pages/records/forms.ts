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

export function askedFields(form: Form, opening: Opening | undefined): Asked[] {
  if (!opening) {
    return form.fields.filter((field) => !field.from).map((field) => ({ field, needed: field.required ?? false }))
  }
  const mine = new Set([...opening.sets, ...opening.adds])
  return [...form.fields.filter((field) => mine.has(field.id) && !field.from), ...opening.with].map((field) => ({
    field,
    needed: (field.required ?? false) || opening.asks.includes(field.id),
  }))
}
