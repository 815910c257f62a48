// A meeting as the server tells it (GET meetings/N), and the steps that are taken on it. Which acts
// there are, their words and what they ask for are the pack's; what a page must know of an act it
// sees by the fields that the act writes.
import { get, post, type Query } from '@/api'
import { today } from '@/shell/day'
import type { Phrase } from '@/words'
import type { StateId } from '@/parts/state'
import { takeStep, type Case, type Named, type NextAct, type Values } from '../records/case'

export type { Case, Named, NextAct, Values }

// Who counts and who speaks, at the meeting as a whole or on one item.
export interface Floor {
  here: Named[]
  recused: Array<Named & { why: Phrase }>
  spoken: Array<Named & { said: Phrase }>
  speakers: Array<Named & { refused?: Phrase }>
  asks_stance: boolean // each says besides where he stands
  need: number | null // fewest that must be here
  pass: number | null // fewest that must be for it
}

export type Item = Case & { floor: Floor }

export interface Line {
  id: number
  form: string
  form_name: Phrase
  title: string
  owner: Named | null
  state?: string
  state_name?: Phrase | null
  ended?: boolean
  due?: string
  late?: boolean
}

export interface Attendance {
  voters: Named[]
  here: Named[]
  absent: Array<Named & { why: Phrase }>
  late: Array<Named & { at: string }>
  observers: Named[]
  chair: Named[]
  recorder: Named[]
}

export interface Meeting {
  meeting: Case
  items: Item[]
  entitled: number | null
  here: number | null
  attendance: Attendance
  floor: Floor
  followed: Array<Line & { item: number }>
  papers: { in: Named[]; missing: Named[] } | null
  problems: Array<Line & { level?: string; aspect?: string }>
  last_year_open: number | null
  violations: Array<{ kind: string; note: string }>
}

export const loadMeeting = (id: number | string, asked: Query) => get<Meeting>(`meetings/${id}`, asked)

// What is done in the room is done today.
export const take = (of: Case, act: string, values: Values = {}) => takeStep(of, act, today.value, values)

export const enter = (form: string, act: string, values: Values, on = today.value) =>
  post<{ id: number }>('records', { form, act, values, on })

// People as the server reads them without a doubt, whoever has the same name.
export const written = (people: readonly Named[]) => people.map((person) => `#${person.id}`).join('、')
export const namesOf = (people: readonly Named[]) => people.map((person) => person.name).join('、')
export const has = (people: readonly Named[], id: number) => people.some((person) => person.id === id)

const actThat = (of: Case, ...fields: string[]) =>
  of.next.find((act) => fields.every((id) => act.fields.some((field) => field.id === id)))

// To open a meeting is to say who is here and who is not; to arrive, only the former.
export const openingAct = (of: Case) => actThat(of, 'people', 'absent')
export const arrivalAct = (of: Case) =>
  of.next.find((act) => act.fields.length === 1 && act.fields[0]!.id === 'people')
export const speakingAct = (of: Case) => actThat(of, 'speaking_order')
export const voteAct = (of: Case) => actThat(of, 'in_favour')
export const ballotAct = (of: Case) => actThat(of, 'votes_for')
export const decidingAct = (of: Case) => actThat(of, 'decision')
// Goes on without a word: an item is taken up, notice is given, the meeting closes.
export const plainAct = (of: Case) => of.next.find((act) => act.fields.every((field) => !field.asked))

// How the state looks: what ended is done, red only what is late.
export function lookOf(of: Pick<Line, 'ended' | 'late' | 'due' | 'state'>): StateId {
  if (of.ended) return ['cancelled', 'withdrawn', 'deferred'].includes(of.state ?? '') ? 'waived' : 'met'
  if (of.late) return 'missed'
  return of.due && of.due <= today.value ? 'due' : 'open'
}
