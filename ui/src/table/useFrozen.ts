// Frozen columns stick to the left; each needs the width of those before it.
import { nextTick, onBeforeUnmount, onMounted, ref, watch, type Ref, type WatchSource } from 'vue'

const widest = 0.5 // of the table: on a narrow screen frozen columns would leave no room for the others

export function useFrozen(
  head: Ref<HTMLElement | undefined>,
  region: Ref<HTMLElement | undefined>,
  count: () => number, // cells from the left, the box for choosing included
  changes: WatchSource[],
) {
  const lefts = ref<number[]>([])
  let watched: ResizeObserver | undefined

  function measure(): void {
    const cells = ([...(head.value?.children ?? [])] as HTMLElement[]).slice(0, count())
    const next: number[] = []
    let left = 0
    cells.forEach((cell) => {
      next.push(left)
      left += cell.offsetWidth
    })
    const fits = left <= (region.value?.clientWidth ?? 0) * widest
    const now = fits ? next : []
    if (JSON.stringify(now) !== JSON.stringify(lefts.value)) lefts.value = now
  }
  onMounted(() => {
    watched = new ResizeObserver(measure)
    if (region.value) watched.observe(region.value)
    if (head.value) watched.observe(head.value)
  })
  onBeforeUnmount(() => watched?.disconnect())
  watch(changes, () => void nextTick(measure))

  return {
    isStuck: (at: number) => lefts.value[at] !== undefined,
    isEdge: (at: number) => at === lefts.value.length - 1,
    styleOf: (at: number) => (lefts.value[at] === undefined ? undefined : { left: `${lefts.value[at]}px` }),
  }
}
