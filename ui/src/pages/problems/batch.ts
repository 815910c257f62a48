// How far the problems of a batch are: counted from the ledger by state, without listing them.
import { get } from '@/api'
import type { Case } from '@/pages/records/case'
import type { Listed, Matter, State } from './problems'

export interface Progress {
  of: number
  closed: number
  late: number
  states: State[]
}

// Closed is what is past its closing: to be looked back at, or settled.
export function closedStates(matter: Matter): string[] {
  const { acts } = matter.procedure
  return acts.filter((act) => ['close', 'settle'].includes(act.id)).map((act) => act.to)
}

export async function progressOf(matter: Matter, batch: number | string, day: string): Promise<Progress> {
  const ask = { form: matter.form.id, 'f.batch': String(batch), limit: 1, day }
  const [all, late] = await Promise.all([get<Listed>('records', ask), get<Listed>('records', { ...ask, 'f.late': 'true' })])
  const closed = closedStates(matter)
  return {
    of: all.total,
    closed: all.states.filter((state) => closed.includes(state.id)).reduce((sum, state) => sum + (state.count ?? 0), 0),
    late: late.total,
    states: all.states,
  }
}

export interface Batch {
  batch: Case
}
export const showBatch = (id: string, day: string) => get<Batch>(`batches/${id}`, { day })
