// Which rows are chosen: kept over pages, forgotten when the rows are others.
import { computed, shallowRef } from 'vue'

export type Key = string | number

export function useSelection<Row>(rowKey: (row: Row) => Key, shown: () => readonly Row[]) {
  const chosen = shallowRef(new Map<Key, Row>())
  const rows = computed(() => [...chosen.value.values()])
  const all = computed(() => shown().length > 0 && shown().every((row) => chosen.value.has(rowKey(row))))
  const some = computed(() => !all.value && shown().some((row) => chosen.value.has(rowKey(row))))
  let from: Key | null = null // where a range begins that Shift goes on with

  function choose(row: Row, range = false): void {
    const next = new Map(chosen.value)
    const keys = shown().map(rowKey)
    const begin = from === null ? -1 : keys.indexOf(from)
    const end = keys.indexOf(rowKey(row))
    if (range && begin >= 0) {
      const [low, high] = begin < end ? [begin, end] : [end, begin]
      shown().slice(low, high + 1).forEach((one) => next.set(rowKey(one), one))
    } else if (!next.delete(rowKey(row))) {
      next.set(rowKey(row), row)
    }
    from = rowKey(row)
    chosen.value = next
  }
  function chooseAll(): void {
    const next = new Map(chosen.value)
    const out = all.value
    shown().forEach((row) => (out ? next.delete(rowKey(row)) : next.set(rowKey(row), row)))
    chosen.value = next
  }
  function deselect(keys: readonly Key[]): void {
    const next = new Map(chosen.value)
    keys.forEach((key) => next.delete(key))
    chosen.value = next
  }
  const clear = () => {
    from = null
    chosen.value = new Map()
  }
  return { chosen, rows, all, some, choose, chooseAll, deselect, clear }
}
