// The roster (GET people), key posts, talks, roles, as the server answers.
import type { StateId } from '@/parts/state'
import type { Phrase } from '@/words'

export interface Named {
  id: number
  name: string
}

export interface Post {
  record: number
  post: string
  key: boolean
  from?: string
  until?: string
}

export interface PersonLine {
  id: number // and the number of the roster row
  name: string
  title: string
  department: string
  branch: string
  in_office: boolean
  status: Phrase | null
  joined?: string
  left?: string
  posts: Post[]
}

export interface Move {
  record: number
  person: Named | null
  name: string
  kind: Phrase | null
  on: string
  from: string
  to: string
}

export interface People {
  as_of: string
  departments: string[]
  branches: string[]
  people: PersonLine[]
  moves: Move[]
}

export interface KeyPost {
  record: number
  post: string
  department: string
  person: Named
  from: string
  until: string
  days_left: number
  state: StateId
  state_name: Phrase
  exemption?: string
  step?: Phrase
}

export interface Talk {
  record: number
  on: string
  talker?: Array<Named | null>
}

export interface TalkLine {
  person: Named
  department: string
  planned?: Talk[]
  held?: Talk[] // none of either: not for the asker to know
  proposed: Named | null
}

export interface Role {
  id: string
  name: Phrase
  holders: Named[]
}

export const views = ['units', 'posts', 'roles', 'talks', 'moves'] as const
export type View = (typeof views)[number]

// The forms by which the roster is kept; the program reads units and people from them.
export const rosterForms = ['person', 'appointment', 'movement'] as const
