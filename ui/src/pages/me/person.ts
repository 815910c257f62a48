// One person as the books know them: GET me, GET people/N.
import type { StateId } from '@/parts/state'
import type { Phrase } from '@/words'

export interface Mention {
  id: number
  form: string
  form_name: Phrase
  title: string
  as: Phrase[]
  on?: string
  restricted: boolean
  owner: { id: number; name: string } | null
  state_name?: Phrase | null
  ended?: boolean
  late?: boolean
  may?: Array<{ act: string; name: Phrase; answer: boolean }> // answer: as the person concerned
}

export interface Answer {
  form: string
  act: string
  name: Phrase
  act_name: Phrase
  person: string // the field that says who
}

export interface Reading {
  at: string
  by: { id?: number; name: string }
  record: number
  title: string
  through: string
}

export interface PersonAnswer {
  person: { id: number; name: string }
  department: string
  branch: string
  title: string
  in_office: boolean
  joined?: string
  left?: string
  roles: Array<{ id: string; name: Phrase }>
  mentions: Mention[]
  answers?: Answer[]
  readers?: Reading[]
}

// How far a matter is, or none where it has no procedure.
export function lookOf(one: Mention): StateId | null {
  if (!one.state_name) return null
  return one.ended ? 'met' : one.late ? 'missed' : 'open'
}
