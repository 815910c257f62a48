// The rungs of the ladder: the program proposes one with its ground, a named person decides.
import { get, post, type Page } from '@/api'
import type { Phrase } from '@/words'
import type { Problem } from './problems'

export interface Proposal {
  record: number
  title: string
  ladder: string
  rung: string
  rung_name: Phrase
  level: number
  subject: { id: number; name: string } | null
  ground: Phrase
  text: string
  ask: string
  who: Array<{ id: number; name: string }>
}

export const proposalsOf = async (record: number) =>
  (await get<Proposal[]>('proposals')).filter((one) => one.record === record)

// Letters that stand in the book; only those who may read them are told of them.
export const lettersAbout = (form: string, record: number) =>
  get<Page<Problem>>('records', { form, 'f.about': String(record), limit: 50 })

export interface Letter {
  rung: string
  text: string
  ask: string
  number: string
}

export const decide = (record: number, letter: Letter) => post<{ id: number }>(`records/${record}/letters`, letter)
export const decline = (record: number, rung: string, reason: string) =>
  post(`records/${record}/declined-rungs`, { rung, reason })
