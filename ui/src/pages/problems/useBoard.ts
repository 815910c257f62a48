// The cards of the board: each state a list of its own that grows a page at a time, so that ten
// thousand problems are no more than the few that are looked at.
import { ref, watch, type ComputedRef } from 'vue'
import { get, type Query } from '@/api'
import { onRecordChanged } from '@/pages/records/changes'
import type { Listed, Matter, Problem, State } from './problems'

const pageSize = 20

export interface Lane {
  state: State
  cards: Problem[]
  total: number
  next: string | null
  busy: boolean
  error: unknown
}

export function useBoard(matter: () => Matter, wanted: ComputedRef<Query>) {
  const lanes = ref<Lane[]>([])
  let question = 0

  const ask = (state: string, more: Query) =>
    get<Listed>('records', { ...wanted.value, 'f.state': state, sort: 'due', ...more })

  // As many cards as were there stay there, so that nothing jumps when one has moved on.
  async function fill(lane: Lane, mine: number): Promise<void> {
    lane.busy = true
    lane.error = null
    try {
      const limit = Math.min(200, Math.max(pageSize, lane.cards.length))
      const answer = await ask(lane.state.id, { limit })
      if (mine !== question) return
      Object.assign(lane, { cards: answer.items, total: answer.total, next: answer.next })
    } catch (caught) {
      lane.error = caught
    } finally {
      lane.busy = false
    }
  }
  async function load(): Promise<void> {
    const mine = ++question
    const before = new Map(lanes.value.map((lane) => [lane.state.id, lane]))
    lanes.value = matter().procedure.states.map(
      (state) => before.get(state.id) ?? { state, cards: [], total: 0, next: null, busy: false, error: null },
    )
    await Promise.all(lanes.value.map((lane) => fill(lane, mine)))
  }
  async function more(lane: Lane): Promise<void> {
    if (lane.busy || !lane.next) return
    lane.busy = true
    lane.error = null
    try {
      const answer = await ask(lane.state.id, { limit: pageSize, after: lane.next })
      Object.assign(lane, { cards: [...lane.cards, ...answer.items], total: answer.total, next: answer.next })
    } catch (caught) {
      lane.error = caught
    } finally {
      lane.busy = false
    }
  }
  watch(wanted, () => {
    lanes.value = []
    void load()
  }, { immediate: true })
  onRecordChanged(() => void load())
  return { lanes, load, more }
}
