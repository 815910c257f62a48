// What a table shows now: its state (kept in the address), its rows in either mode, its columns.
import { computed, ref, shallowRef, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { textOf, type Column, type TableAnswer, type TableAsk, type TableState } from './columns'
import { pick } from './filters'
import { nothing, readState, withState } from './tableState'

export interface TableSource<Row> {
  name: string
  local?: boolean // the address does not know its state
  columns: ReadonlyArray<Column<Row>>
  rows?: readonly Row[] // client mode
  query?: (ask: TableAsk) => Promise<TableAnswer<Row>> // server mode
  pageSize: number
  frozen: number
  words: { yes: string; no: string }
}

export function useTable<Row>(given: () => TableSource<Row>) {
  const route = useRoute()
  const router = useRouter()
  const state = ref<TableState>(given().local ? { ...nothing } : readState(route.query, given().name))

  function change(part: Partial<TableState>): void {
    const other = 'find' in part || 'filters' in part || 'sort' in part
    state.value = { ...state.value, ...(other ? { page: 1 } : {}), ...part }
    if (!given().local) void router.replace({ query: withState(route.query, state.value, given().name) })
  }
  watch(
    () => route.query,
    (query) => {
      const read = readState(query, given().name)
      if (!given().local && JSON.stringify(read) !== JSON.stringify(state.value)) state.value = read
    },
    { flush: 'post' }, // the query of another page is not for a table that goes with this one
  )

  const shown = computed(() => {
    const { columns } = given()
    const chosen = state.value.columns
    if (!chosen) return columns.filter((column) => !column.hidden)
    return chosen.flatMap((id) => columns.find((column) => column.id === id) ?? [])
  })
  const frozen = computed(() => Math.min(state.value.frozen ?? given().frozen, shown.value.length))

  const text = (column: Column<Row>, row: Row) => textOf(column, row, given().words)

  // Client mode.
  const picked = computed<Row[] | null>(() => {
    const { rows, columns } = given()
    return rows ? pick(rows, columns, state.value, text) : null
  })

  // Server mode.
  const answer = shallowRef<TableAnswer<Row> | null>(null)
  const error = ref<unknown>(null)
  const loading = ref(false)
  let question = 0
  let last = { key: '', page: 0, next: undefined as string | number | undefined }

  function ask(): TableAsk {
    const { find, filters, sort, page } = state.value
    const { pageSize } = given()
    return { find, filters, sort, limit: pageSize, offset: (page - 1) * pageSize }
  }

  async function load(): Promise<void> {
    const { query } = given()
    if (!query) return
    const mine = ++question
    const asked = ask()
    const key = JSON.stringify([asked.find, asked.filters, asked.sort])
    if (last.key === key && last.page === state.value.page - 1) asked.after = last.next
    loading.value = true
    try {
      const got = await query(asked)
      if (mine !== question) return
      answer.value = got
      error.value = null
      last = { key, page: state.value.page, next: got.next ?? undefined }
    } catch (caught) {
      if (mine === question) error.value = caught
    } finally {
      if (mine === question) loading.value = false
    }
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  // Each by itself: what else a page hands over anew when it is drawn is no reason to ask again.
  watch(
    [() => given().query, () => state.value.find, () => JSON.stringify(state.value.filters), () => state.value.sort, () => state.value.page],
    (now, before) => {
      clearTimeout(timer)
      const typed = before.length > 0 && now[1] !== before[1]
      if (typed) timer = setTimeout(() => void load(), 200)
      else void load()
    },
    { immediate: true },
  )

  const total = computed(() => picked.value?.length ?? answer.value?.total ?? 0)
  const pages = computed(() => Math.max(1, Math.ceil(total.value / given().pageSize)))
  const rows = computed<Row[]>(() => {
    const { pageSize } = given()
    const from = (Math.min(state.value.page, pages.value) - 1) * pageSize
    return picked.value?.slice(from, from + pageSize) ?? answer.value?.items ?? []
  })
  const narrowed = computed(
    () => state.value.find !== '' || Object.values(state.value.filters).some(Boolean),
  )

  return {
    state, change, shown, frozen, text, picked, rows, total, pages, narrowed, error, loading, load, ask,
    clear: () => change({ find: '', filters: {} }),
    reset: () => change({ ...nothing }),
  }
}
