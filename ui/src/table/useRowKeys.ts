// The keyboard in a table: one row has the focus, arrows move it, Enter opens, the space bar chooses.
import { nextTick, ref, watch, type Ref } from 'vue'

export interface RowActs<Row> {
  rows: () => readonly Row[]
  page: () => number
  go: (page: number) => void
  open: (row: Row) => void
  choose: (row: Row, range: boolean) => void
}

export function useRowKeys<Row>(body: Ref<HTMLElement | undefined>, region: Ref<HTMLElement | undefined>, acts: RowActs<Row>) {
  const active = ref(0)
  watch(acts.rows, (rows) => (active.value = Math.min(active.value, Math.max(0, rows.length - 1))))

  async function focusRow(at: number): Promise<void> {
    active.value = Math.max(0, Math.min(at, acts.rows().length - 1))
    await nextTick()
    body.value?.querySelectorAll<HTMLElement>(':scope > tr')[active.value]?.focus()
  }
  function onKey(event: KeyboardEvent): void {
    const target = event.target as HTMLElement
    const row = acts.rows()[active.value]
    const other = target.closest('input, select, textarea') !== null
    if (event.ctrlKey || event.metaKey || event.altKey || !row || other) return
    const moves: Record<string, () => void> = {
      ArrowDown: () => void focusRow(active.value + 1),
      ArrowUp: () => void focusRow(active.value - 1),
      Home: () => void focusRow(0),
      End: () => void focusRow(acts.rows().length - 1),
      PageDown: () => acts.go(acts.page() + 1),
      PageUp: () => acts.go(acts.page() - 1),
    }
    const onRow: Record<string, () => void> = {
      Enter: () => acts.open(row),
      ' ': () => acts.choose(row, event.shiftKey),
      ArrowLeft: () => region.value?.scrollBy({ left: -120 }),
      ArrowRight: () => region.value?.scrollBy({ left: 120 }),
    }
    const act = moves[event.key] ?? (target.tagName === 'TR' ? onRow[event.key] : undefined)
    if (!act) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }
  return { active, onKey }
}
