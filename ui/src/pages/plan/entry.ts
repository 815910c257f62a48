import type { StateId } from '@/parts/state'
import type { Phrase } from '@/words'

// A line as the server derives it from a duty.
export interface Line {
  month: number
  by: string
  duty: string
  name: Phrase
  bearer: string
  bearer_key: string
  unit: string
  unit_kind: 'bureau' | 'branch' | 'department' // of the duty: what a post's is of its department
  window: string
  from: string
  to: string
  time: number
  times: number
  target: number
  before: number
  owed: number
  done: number
  missed: number
  records: number[]
  item?: number
  plan?: number
  moved: boolean
  reason?: string
  who: Array<{ id: number; name: string }>
  missed_before: number
}

// What stands in the calendar: a line, or an item that no duty asks for.
export interface Entry extends Omit<Line, 'name'> {
  key: string
  name: Phrase
  own: boolean // no duty asks for it
  state: StateId
  word: string
}

export const isSettled = (entry: Entry) => ['met', 'made_up', 'waived'].includes(entry.state)
