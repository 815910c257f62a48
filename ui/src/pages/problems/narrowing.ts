// Which problems are looked at, by the address: the table's filters, which the board and the time
// line go by as well, and ?mine=1 for those that I bear.
import { computed } from 'vue'
import { useRoute } from 'vue-router'
import { get, type Query } from '@/api'
import { session } from '@/session'
import { asOf } from '@/shell/day'
import { listQuery, type TableAsk } from '@/table/columns'
import { readState } from '@/table/tableState'
import { matter, type Listed } from './problems'

export function useNarrowing(batch: () => string | undefined = () => undefined) {
  const route = useRoute()
  const mine = computed(() => route.query.mine === '1' && !!session.value?.person)
  const state = computed(() => readState(route.query))

  const common = computed<Query>(() => ({
    form: matter.value?.form.id,
    day: asOf.value,
    ...(batch() ? { 'f.batch': batch() } : {}),
    ...(mine.value ? { owner: session.value?.person?.id, open: true } : {}),
  }))
  // Without the states asked for: each column of the board is a state.
  const wanted = computed<Query>(() => {
    const query: Query = { ...common.value, find: state.value.find }
    for (const [column, text] of Object.entries(state.value.filters)) {
      if (column !== 'state') query[`f.${column}`] = text
    }
    return query
  })
  const states = computed(() => state.value.filters.state?.split(',') ?? [])

  const list = (ask: TableAsk) => get<Listed>('records', { ...listQuery(ask), ...common.value })
  return { mine, common, wanted, states, list }
}
